"""The typeface of the stamps: read from its file once, embedded once in every pack."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from panel.paths import FONTS

NAME = "AtkinsonHyperlegibleNext-Regular"
_ELLIPSIS = "…"


@dataclass(frozen=True)
class StampFont:
    """A TrueType font in WinAnsi encoding; widths and heights in thousandths of its size."""

    widths: tuple[int, ...]
    """For the 256 codes of Windows-1252; 0 where the font has no such character."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    file: bytes
    length: int

    def encode(self, text: str) -> bytes:
        """A text in the font's codes; what it cannot write becomes a question mark."""
        return unicodedata.normalize("NFC", text).encode("cp1252", "replace")

    def width(self, text: str, size: float) -> float:
        """How wide a text is set, in points."""
        return sum(map(self.widths.__getitem__, self.encode(text))) * size / 1000

    def shortened(self, text: str, size: float, room: float) -> str:
        """A text cut at its end, with an ellipsis, to fit into so many points."""
        if self.width(text, size) <= room:
            return text
        while text and self.width(text + _ELLIPSIS, size) > room:
            text = text[:-1].rstrip()
        return text + _ELLIPSIS if text else ""

    def lines(self, text: str, size: float, room: float) -> list[str]:
        """A text broken at its spaces into lines of so many points."""
        lines: list[str] = []
        for word in text.split():
            if lines and self.width(f"{lines[-1]} {word}", size) <= room:
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word)
        return lines

    def objects(self, first: int) -> list[bytes]:
        """The four objects of the font, the font itself being the first, numbered from `first`."""
        widths = b" ".join(b"%d" % width for width in self.widths[32:])
        return [
            b"<< /Type /Font /Subtype /TrueType /BaseFont /%b /Encoding /WinAnsiEncoding /FirstChar 32 "
            b"/LastChar 255 /Widths [%b] /FontDescriptor %d 0 R /ToUnicode %d 0 R >>"
            % (NAME.encode(), widths, first + 1, first + 3),
            b"<< /Type /FontDescriptor /FontName /%b /Flags 32 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d "
            b"/Descent %d /CapHeight %d /StemV 80 /FontFile2 %d 0 R >>"
            % (NAME.encode(), *self.box, self.ascent, self.descent, self.cap_height, first + 2),
            b"<< /Length %d /Length1 %d /Filter /FlateDecode >>\nstream\n%b\nendstream"
            % (len(self.file), self.length, self.file),
            _to_unicode(),
        ]


@cache
def stamp_font() -> StampFont:
    """Read the font; done once in a process."""
    return read(FONTS / f"{NAME}.ttf")


def read(path: Path) -> StampFont:
    """Read a TrueType file's measures: its header, widths and the Windows Unicode map of characters."""
    data = path.read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack_from(">LL", data, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    per_em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    box = struct.unpack_from(">4h", data, tables[b"head"] + 36)
    ascent, descent = struct.unpack_from(">2h", data, tables[b"hhea"] + 4)
    metrics = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "H2x" * metrics, data, tables[b"hmtx"])
    glyphs = _characters(data, tables[b"cmap"])
    cap = struct.unpack_from(">h", data, tables[b"OS/2"] + 88)[0]

    def scaled(value: int) -> int:
        return round(value * 1000 / per_em)

    widths = []
    for code in range(256):
        glyph = glyphs.get(ord(bytes((code,)).decode("cp1252", "replace")), 0)
        widths.append(scaled(advances[min(glyph, metrics - 1)]) if glyph else 0)
    left, bottom, right, top = map(scaled, box)
    return StampFont(
        tuple(widths), (left, bottom, right, top), scaled(ascent), scaled(descent), scaled(cap), zlib.compress(data, 9),
        len(data),
    )  # fmt: skip


def _characters(data: bytes, at: int) -> dict[int, int]:
    """The format 4 subtable for Windows Unicode: characters to glyphs."""
    count = struct.unpack_from(">H", data, at + 2)[0]
    for entry in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", data, at + 4 + 8 * entry)
        start = at + offset
        if (platform, encoding) == (3, 1) and struct.unpack_from(">H", data, start)[0] == 4:
            return _format_4(data, start)
    raise ValueError("the stamps' font has no Windows Unicode map")


def _format_4(data: bytes, start: int) -> dict[int, int]:
    segments = struct.unpack_from(">H", data, start + 6)[0] // 2
    row = f">{segments}H"
    ends = struct.unpack_from(row, data, start + 14)
    begins_at = start + 16 + 2 * segments
    begins = struct.unpack_from(row, data, begins_at)
    deltas = struct.unpack_from(row, data, begins_at + 2 * segments)
    ranges_at = begins_at + 4 * segments
    ranges = struct.unpack_from(row, data, ranges_at)
    found = {}
    for number, (begin, end, delta, offset) in enumerate(zip(begins, ends, deltas, ranges, strict=True)):
        for code in range(begin, min(end, 0xFFFE) + 1):
            glyph = code
            if offset:
                place = ranges_at + 2 * number + offset + 2 * (code - begin)
                glyph = struct.unpack_from(">H", data, place)[0]
            if glyph or not offset:
                found[code] = (glyph + delta) & 0xFFFF
    return found


def _to_unicode() -> bytes:
    """A map from the font's codes to characters, for programs that copy text or read it aloud."""
    pairs = []
    for code in range(32, 256):
        character = bytes((code,)).decode("cp1252", "replace")
        if character != "�":
            pairs.append(f"<{code:02X}> <{ord(character):04X}>")
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar" for b in blocks)
    text = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{body}\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
    data = zlib.compress(text.encode(), 9)
    return b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(data), data)
