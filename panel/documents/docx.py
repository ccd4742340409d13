"""Make a copy of a Word file that prints what its author means to be read, and tell what hid in it.

Comments, tracked changes and hidden text are never printed. Whether LibreOffice prints them depends on settings that
the file itself may hold, so they are removed before it sees the file. Element names are those of ISO 29500-1, 17.

What a part is, its root element says: LibreOffice finds parts by their relationships and believes neither names nor
declared types, so neither is believed here.
"""

from __future__ import annotations

import posixpath
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from panel.documents import fonts
from panel.documents.docx_story import NOTES, Found, clean, is_word, match_notes, name, references
from panel.documents.docx_styles import Styles, attribute
from panel.documents.docx_told import (
    changes_told,
    comments_told,
    embedded_told,
    hidden_told,
    linked_told,
    volatile_told,
)
from panel.documents.findings import Finding, NotAccepted, Refusal
from panel.documents.kinds import OFFICE_DOCUMENT
from panel.documents.package import Package, drop, serialised

TYPES = "[Content_Types].xml"
STORIES = frozenset({"officedocument", "header", "footer", "footnotes", "endnotes", "glossarydocument", "comments"})
"""Ends of the types of relationships that name parts of text, in lower case: such a part must be readable."""

COMMENTS = frozenset({"comments", "commentsEx", "commentsIds", "commentsExtensible", "people"})
"""Roots of the parts of comments: the first of ISO 29500, the others of newer Word."""

WORD = ("wordprocessingml", "schemas.microsoft.com/office/word")
"""What the namespaces of Word's own parts hold, in both editions and in Word's additions."""

SETTINGS_GONE = ("attachedTemplate", "mailMerge", "trackRevisions", "revisionView", "updateFields", "linkStyles")


def scrub(source: Path, out: Path) -> list[Finding]:
    """Write the copy that is printed; give what was found. Raises NotAccepted."""
    return _Scrubber(Package(source)).run(out)


class _Scrubber:
    """One Word file on its way to what is printed."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._changed: dict[str, bytes | None] = {}
        self._actual = {each.lower(): each for each in package.names}
        self._relationships = {each: package.xml(each) for each in package.names if each.lower().endswith(".rels")}
        # Names that differ by case only, or several main parts: what is read here need not be what LibreOffice reads.
        if len(self._actual) != len(package.names):
            raise NotAccepted(Refusal.DAMAGED)
        self._main = self._targets(OFFICE_DOCUMENT, "_rels/.rels")
        if len(set(self._main)) != 1:
            raise NotAccepted(Refusal.DAMAGED)
        self._styles = Styles.of(self._of_main("/styles"), self._of_main("/theme"))
        self._found = Found()
        self._notes: list[tuple[str, etree._Element]] = []
        self._marks: list[tuple[str, str]] = []
        self._linked = 0
        self._comments: list[str] = []

    def run(self, out: Path) -> list[Finding]:
        stories = self._stories()
        for each in self._package.names:
            if each != TYPES and each not in self._relationships:
                self._clean_part(each, each in stories)
        for each, root in self._notes:
            match_notes(root, self._marks, self._found)
            self._changed[each] = serialised(root)
        for each, root in self._relationships.items():
            self._clean_relationships(each, root)
        self._forget_removed_parts()
        self._package.write(out, self._changed)
        return self._findings()

    def _stories(self) -> set[str]:
        """List the parts that any relationship names as text."""
        return {
            part
            for holder, root in self._relationships.items()
            for one in root.iterchildren("{*}Relationship")
            if one.get("Type", "").rpartition("/")[2].lower() in STORIES
            and (part := self._part(holder, one.get("Target", ""))) is not None
        }

    def _targets(self, ending: str, holder: str) -> list[str]:
        """List the parts that relationships of a type lead to from one part."""
        root = self._relationships.get(self._actual.get(holder.lower(), ""))
        if root is None:
            return []
        found = (
            self._part(holder, one.get("Target", ""))
            for one in root.iterchildren("{*}Relationship")
            if one.get("Type", "").endswith(ending)
        )
        return [part for part in found if part is not None]

    def _of_main(self, ending: str) -> etree._Element | None:
        """Read the one part that the main part has of a type."""
        folder, file = posixpath.split(self._main[0])
        parts = set(self._targets(ending, posixpath.join(folder, "_rels", f"{file}.rels")))
        if len(parts) > 1:
            raise NotAccepted(Refusal.DAMAGED)
        return self._package.xml(parts.pop()) if parts else None

    def _part(self, holder: str, target: str) -> str | None:
        """Find the part that a target means; names compare without regard to case (ISO 29500-2, 9.1.1)."""
        base = "/" + posixpath.dirname(posixpath.dirname(holder))
        for spelt in (target, unquote(target)):
            path = posixpath.normpath(posixpath.join(base, spelt.replace("\\", "/"))).lstrip("/")
            if path.lower() in self._actual:
                return self._actual[path.lower()]
        return None

    def _clean_part(self, part: str, is_story: bool) -> None:
        root = self._read(part, is_story)
        if part in self._main and (root is None or name(root) != "document" or not is_word(root)):
            raise NotAccepted(Refusal.DAMAGED)
        if root is None:
            return
        namespace = etree.QName(root).namespace or ""
        if name(root) in COMMENTS and any(each in namespace for each in WORD):
            if name(root) == "comments":
                self._comments += [attribute(comment, "author").strip() for comment in root.iterchildren("{*}comment")]
            self._changed[part] = None
        elif name(root) == "settings" and is_word(root):
            self._clean_settings(part, root)
        elif any(is_word(each) for each in root.iter(etree.Element)):
            self._clean_story(part, root)

    def _read(self, part: str, is_story: bool) -> etree._Element | None:
        """Parse a part; give nothing where it is no XML and nothing that LibreOffice could take for text."""
        if not is_story and not self._package.may_be_xml(part):
            return None
        try:
            return self._package.xml(part)
        except NotAccepted as refused:
            # LibreOffice reads a damaged part as far as it goes: what nobody could clean must not get there.
            if is_story or refused.code is not Refusal.DAMAGED:
                raise
            if b"wordprocessingml" in self._package.read(part).replace(b"\0", b"").lower():
                raise
            return None

    def _clean_story(self, part: str, root: etree._Element) -> None:
        if next(root.iter("{*}altChunk", "{*}subDoc"), None) is not None:
            raise NotAccepted(Refusal.NESTED)
        clean(root, self._styles, self._found)
        if part in self._main:
            self._marks += references(root)
        if name(root) in NOTES:
            self._notes.append((part, root))
        else:
            self._changed[part] = serialised(root)

    def _clean_settings(self, part: str, root: etree._Element) -> None:
        for element in [each for each in root.iter(*(f"{{*}}{gone}" for gone in SETTINGS_GONE)) if is_word(each)]:
            drop(element)
        self._changed[part] = serialised(root)

    def _clean_relationships(self, holder: str, root: etree._Element) -> None:
        """Cut what leads out of the file, but for links that a reader follows, and what leads to removed parts."""
        changed = False
        for one in list(root.iterchildren("{*}Relationship")):
            kind = one.get("Type", "").rpartition("/")[2]
            if kind.lower() in ("afchunk", "subdocument"):
                raise NotAccepted(Refusal.NESTED)
            target = one.get("Target", "")
            outside = one.get("TargetMode", "").lower() == "external" or "://" in target
            part = self._part(holder, target)
            if outside and kind != "hyperlink":
                self._linked += kind not in ("attachedTemplate", "mailMergeSource", "mailMergeHeaderSource")
            elif outside or part is None or self._changed.get(part, b"") is not None:
                continue
            root.remove(one)
            changed = True
        if changed:
            self._changed[holder] = serialised(root)

    def _forget_removed_parts(self) -> None:
        root = self._package.xml(TYPES)
        gone = {f"/{part}".lower() for part, data in self._changed.items() if data is None}
        for override in list(root.iterchildren("{*}Override")):
            if override.get("PartName", "").lower() in gone:
                root.remove(override)
        self._changed[TYPES] = serialised(root)

    def _findings(self) -> list[Finding]:
        embedded = sum(1 for each in self._package.names if "/embeddings/" in each or "/activex/" in each.lower())
        found = self._found
        return [
            *comments_told(self._comments),
            *changes_told(found.inserted, found.deleted, found.formatted),
            *hidden_told(found.hidden),
            *volatile_told(found.volatile),
            *embedded_told(embedded),
            *linked_told(self._linked),
            *fonts.lacking(found.fonts - self._embedded_fonts(), fonts.installed()),
        ]

    def _embedded_fonts(self) -> set[str]:
        table = self._of_main("/fontTable")
        if table is None:
            return set()
        return {
            attribute(font, "name")
            for font in table.iterchildren("{*}font")
            if next(font.iterchildren("{*}embedRegular"), None) is not None
        }
