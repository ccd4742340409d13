"""Judge a page's content, and put it into a form of its own where it could disturb what is drawn after it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import pikepdf

_SPACE = rb"[\x00\t\n\x0c\r\ ]"
_STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
_ATOM = (
    rb"%b+|%%[^\r\n]*+|%b|<[0-9A-Fa-f\s]*+>|/(?:[^\x00\t\n\x0c\r\ ()<>\[\]{}/%%\#]++|\#(?!00))*+"
    rb"|[+-]?(?:\d{1,15}\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r\ ()<>\[\]/%%A-Za-z'\"]|\Z)" % (_SPACE, _STRING)
)
_WORD = rb"|true\b|false\b|null\b"
_FLAT = rb"\[(?:%b%b)*+\]" % (_ATOM, _WORD)
_DICTIONARY = rb"<<(?:%b%b|%b|<<(?:%b%b|%b)*+>>)*+>>" % (_ATOM, _WORD, _FLAT, _ATOM, _WORD, _FLAT)
_ARRAY = rb"\[(?:%b%b|%b|%b)*+\]" % (_ATOM, _WORD, _FLAT, _DICTIONARY)
# One match is an operator with the operands before it; the second group catches what belongs to no token.
_TOKENS = re.compile(
    rb"(?:%b|%b|%b)*+(?:([A-Za-z'\"][A-Za-z0-9*'\"]*+)|(.)|\Z)" % (_ATOM, _ARRAY, _DICTIONARY), re.DOTALL
)
_OPERATORS = frozenset(
    b"b B b* B* BDC BMC BT BX c cm CS cs d d0 d1 Do DP EMC ET EX f F f* G g gs h i j J K k l m M MP n q Q re RG "
    b"rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \" true false null".split()
)
_PAIRS = {b"q": (0, 1), b"Q": (0, -1), b"BT": (1, 1), b"ET": (1, -1), b"BX": (3, 1), b"EX": (3, -1)} | {
    b"BMC": (2, 1),
    b"BDC": (2, 1),
    b"EMC": (2, -1),
}
# Reading every operator of a drawing this large would take long and much memory; it is put into a form unread.
_LARGE = 8 * 1024 * 1024
_STEP = 4 * 1024 * 1024
BROKEN = (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError, AttributeError, OverflowError)
"""What reading damaged objects raises."""


def streams_of(page: pikepdf.Object) -> list[pikepdf.Stream]:
    """A page's content streams, leaving out what is none."""
    contents = page.get("/Contents")
    if isinstance(contents, pikepdf.Stream):
        return [contents]
    if isinstance(contents, pikepdf.Array):
        return [one for one in contents if isinstance(one, pikepdf.Stream)]
    return []


def is_readable(page: pikepdf.Object) -> bool:
    """Whether a page's content can be decoded, at least up to its damage; what cannot may look otherwise anywhere."""
    for stream in streams_of(page):
        try:
            stream.read_bytes()
        except BROKEN:
            if not _is_damaged_flate(stream):
                return False
    return True


def is_sound(streams: Sequence[pikepdf.Stream]) -> bool:
    """Whether content leaves nothing open and nothing unsaid, so that more can be drawn after it."""
    try:
        if any(map(_is_damaged_flate, streams)):
            return False
        data = b"\n".join(stream.read_bytes() for stream in streams)
    except BROKEN:
        return False
    return len(data) <= _LARGE and is_sound_content(data)


def is_sound_content(data: bytes) -> bool:
    """The same for decoded content: known operators, in pairs, and no inline image (whose length is a guess)."""
    found = _TOKENS.findall(data)
    seen = {operator for operator, _ in found}
    if any(junk for _, junk in found) or not seen - {b""} <= _OPERATORS:
        return False
    depth = [0, 0, 0, 0]
    for operator, _ in found:
        if operator in _PAIRS:
            kind, step = _PAIRS[operator]
            depth[kind] += step
            if depth[kind] < 0 or (kind == 1 and depth[kind] > 1):
                return False
    return not any(depth)


def as_form(
    pdf: pikepdf.Pdf,
    streams: Sequence[pikepdf.Stream],
    resources: pikepdf.Object,
    box: Sequence[float],
    matrix: Sequence[float],
) -> pikepdf.Stream:
    """Wrap content as a Form XObject, clipped to `box`: whatever it does wrong ends with it."""
    form = pdf.make_stream(b"")
    if len(streams) == 1 and not _is_damaged_flate(streams[0]):
        form.write(streams[0].read_raw_bytes())
        for key in ("/Filter", "/DecodeParms"):
            if (value := streams[0].get(key)) is not None:
                form[key] = value
    else:
        data = b"\n".join(_read(stream) for stream in streams)
        form.write(zlib.compress(data), filter=pikepdf.Name.FlateDecode)
    form["/Type"] = pikepdf.Name.XObject
    form["/Subtype"] = pikepdf.Name.Form
    form["/BBox"] = pikepdf.Array([round(value, 4) for value in box])
    form["/Matrix"] = pikepdf.Array([round(value, 6) for value in matrix])
    form["/Resources"] = resources
    return form


def _is_damaged_flate(stream: pikepdf.Stream) -> bool:
    """Whether a stream is cut short or broken in a way that is mended by writing anew what can be read."""
    if stream.get("/Filter") not in ("/FlateDecode", "/Fl") or "/DecodeParms" in stream:
        return False
    try:
        decoder = zlib.decompressobj()
        waiting = stream.read_raw_bytes()
        while waiting and not decoder.eof:
            decoder.decompress(waiting, _STEP)
            waiting = decoder.unconsumed_tail
    except (zlib.error, *BROKEN):
        return True
    return not decoder.eof


def _read(stream: pikepdf.Stream) -> bytes:
    """Decode a stream as far as it goes."""
    try:
        if not _is_damaged_flate(stream):
            return stream.read_bytes()
    except BROKEN:
        return b""
    try:
        raw = stream.read_raw_bytes()
    except BROKEN:
        return b""
    # A damaged Flate stream still yields what stands before the damage; viewers draw that much too.
    decoder = zlib.decompressobj()
    out = b""
    try:
        for start in range(0, len(raw), 256):
            out += decoder.decompress(raw[start : start + 256])
    except zlib.error:
        pass
    return out
