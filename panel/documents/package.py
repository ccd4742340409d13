"""Read a zip of XML parts (Word, OpenDocument) that somebody handed in, within limits, and write it again."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from panel.documents.findings import NotAccepted, Refusal

MOST_PARTS = 10_000
MOST_UNPACKED = 768 * 1024 * 1024  # bytes, all parts together
MOST_XML = 192 * 1024 * 1024  # bytes, one part that is parsed
ENCRYPTED = 0x1
HEAD = 1024  # bytes
EBCDIC = b"\x4c\x6f\xa7\x94"  # "<?xm"

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


class Package:
    """The parts of a zip. Nothing is ever unpacked to the disk, and every part is read within a limit."""

    def __init__(self, path: Path) -> None:
        """Open a zip; raises NotAccepted where it is damaged, needs a password, or is made to exhaust memory."""
        try:
            self._zip = zipfile.ZipFile(path)
        except _FAULTS as error:
            raise NotAccepted(Refusal.DAMAGED) from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        names = [entry.filename for entry in entries]
        # Two parts of one name: what is looked at here need not be what LibreOffice reads.
        if len(set(names)) != len(names) or len(names) > MOST_PARTS:
            raise NotAccepted(Refusal.DAMAGED)
        if any(entry.flag_bits & ENCRYPTED for entry in entries):
            raise NotAccepted(Refusal.PASSWORD)
        self._entries = {entry.filename: entry for entry in entries}
        self._left = MOST_UNPACKED

    @property
    def names(self) -> list[str]:
        """The parts' names, in the file's order."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str, most: int | None = None) -> bytes:
        """Read a part. The size that the zip claims is not believed."""
        limit = self._left if most is None else min(most, self._left)
        try:
            with self._zip.open(self._entries[name]) as file:
                data = file.read(limit + 1)
        except (*_FAULTS, KeyError) as error:
            raise NotAccepted(Refusal.DAMAGED) from error
        if len(data) > limit:
            raise NotAccepted(Refusal.OUT_OF_MEMORY)
        self._left -= len(data)
        return data

    def may_be_xml(self, name: str) -> bool:
        """Whether a part begins as XML may, in any encoding that a parser would find out by itself."""
        try:
            with self._zip.open(self._entries[name]) as file:
                head = file.read(HEAD)
        except (*_FAULTS, KeyError) as error:
            raise NotAccepted(Refusal.DAMAGED) from error
        head = head.lstrip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe")
        return not head or head.startswith((b"<", EBCDIC))

    def xml(self, name: str) -> etree._Element:
        """Parse a part; entities are not resolved, nothing is fetched."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.read(name, MOST_XML), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise NotAccepted(Refusal.DAMAGED) from error
        # Neither format has a use for a document type; LibreOffice's own parser would follow it.
        if root is None or root.getroottree().docinfo.doctype:
            raise NotAccepted(Refusal.DAMAGED)
        return root

    def write(self, out: Path, changed: Mapping[str, bytes | None]) -> None:
        """Write the zip with some parts replaced, or left out where they are None. Equal input gives equal bytes."""
        self._left = MOST_UNPACKED
        with zipfile.ZipFile(out, "w") as target:
            for name in self.names:
                data = changed[name] if name in changed else self.read(name)
                if data is None or name.startswith("/") or ".." in name.split("/"):
                    continue
                entry = zipfile.ZipInfo(name)
                # OpenDocument wants its type readable at a fixed place.
                entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
                target.writestr(entry, data, compresslevel=1)


def serialised(root: etree._Element) -> bytes:
    """Write a parsed part."""
    out = io.BytesIO()
    root.getroottree().write(out, xml_declaration=True, encoding="UTF-8", standalone=True)
    return out.getvalue()


def drop(element: etree._Element) -> None:
    """Remove an element with its content, and keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    _hand_on(element, element.tail)
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put an element's content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    _hand_on(element, element.text)
    place = parent.index(element)
    children = list(element)
    for offset, child in enumerate(children):
        parent.insert(place + offset, child)
    if element.tail:
        if children:
            children[-1].tail = (children[-1].tail or "") + element.tail
        else:
            _hand_on(element, element.tail)
    element.tail = None
    parent.remove(element)


def _hand_on(element: etree._Element, text: str | None) -> None:
    """Append text to what stands before an element."""
    if not text:
        return
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
