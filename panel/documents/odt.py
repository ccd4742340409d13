"""Make a copy of an OpenDocument text that prints what its author means to be read, and tell what hid in it.

Element names are those of OpenDocument 1.3, part 3. Older Word and rich text files come here too, by way of
LibreOffice.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from panel.documents import fonts
from panel.documents.docx_told import (
    changes_told,
    comments_told,
    embedded_told,
    hidden_told,
    linked_told,
    volatile_told,
)
from panel.documents.findings import Finding, NotAccepted, Refusal
from panel.documents.package import Package, drop, serialised

TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
FO = "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
SVG = "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
CONFIG = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"
XLINK = "http://www.w3.org/1999/xlink"

CLOCKS = ("date", "time")
FROZEN = (
    *CLOCKS,
    "file-name",
    "template-name",
    "author-name",
    "author-initials",
    "sender-firstname",
    "sender-lastname",
    "sender-initials",
    "sender-title",
    "sender-position",
    "sender-email",
    "sender-phone-private",
    "sender-phone-work",
    "sender-fax",
    "sender-company",
    "sender-street",
    "sender-city",
    "sender-postal-code",
    "sender-country",
    "sender-state-or-province",
    "initial-creator",
    "creator",
    "printed-by",
    "creation-date",
    "creation-time",
    "modification-date",
    "modification-time",
    "print-date",
    "print-time",
    "editing-cycles",
    "editing-duration",
    "title",
    "subject",
    "keywords",
    "description",
    "user-defined",
    "dde-connection",
    "database-display",
    "execute-macro",
)
GONE = ("change", "change-start", "change-end", "section-source", "dde-connection-decls", "script")
FETCHED = ("floating-frame", "plugin", "applet")
SETTINGS = {"PrintHiddenText": "false", "PrintAnnotationMode": "0", "LinkUpdateMode": "0", "PrintPlaceholder": "false"}


def scrub(source: Path, out: Path) -> list[Finding]:
    """Write the copy that is printed; give what was found. Raises NotAccepted."""
    return _Scrubber(Package(source)).run(out)


PRINTED = ("styles.xml", "content.xml")


def _folder(name: str) -> str:
    return name.rpartition("/")[0]


class _Scrubber:
    """One OpenDocument file on its way to what is printed."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._changed: dict[str, bytes | None] = {}
        # Documents inside the document have parts of the same names, in folders of their own; they are drawn too.
        self._parts = {name: package.xml(name) for name in package.names if name.rsplit("/", 1)[-1] in PRINTED}
        if "content.xml" not in self._parts:
            raise NotAccepted(Refusal.DAMAGED)
        self._inserted = self._formatted = self._volatile = self._linked = 0
        self._deleted: list[str] = []
        self._hidden: list[str] = []
        self._authors: list[str] = []

    def run(self, out: Path) -> list[Finding]:
        named = self._fonts()
        for name, root in self._parts.items():
            hiding = self._hiding_styles(_folder(name))
            self._take_comments(root)
            self._accept_changes(root)
            self._remove_hidden(root, hiding)
            self._freeze(root)
            self._cut_links(root)
            self._changed[name] = serialised(root)
        self._clean_settings()
        self._leave_out()
        self._package.write(out, self._changed)
        objects = sum(1 for each in self._all("object", "object-ole"))
        return [
            *comments_told(self._authors),
            *changes_told(self._inserted, self._deleted, self._formatted),
            *hidden_told(self._hidden),
            *volatile_told(self._volatile),
            *embedded_told(objects),
            *linked_told(self._linked),
            *fonts.lacking(named, fonts.installed()),
        ]

    def _all(self, *names: str) -> Iterator[etree._Element]:
        for root in self._parts.values():
            yield from _all(root, *names)

    def _take_comments(self, root: etree._Element) -> None:
        for comment in _all(root, "annotation"):
            creator = next(comment.iterchildren("{*}creator"), None)
            self._authors.append((creator.text or "").strip() if creator is not None else "")
            drop(comment)
        for end in _all(root, "annotation-end"):
            drop(end)

    def _accept_changes(self, root: etree._Element) -> None:
        """What was deleted lies only in the list of changes, so without the list all changes are accepted."""
        for region in _all(root, "changed-region"):
            for change in region:
                kind = _name(change)
                self._inserted += kind == "insertion"
                self._formatted += kind == "format-change"
                if kind == "deletion":
                    for info in list(change.iterchildren("{*}change-info")):
                        drop(info)
                    self._deleted.append(" ".join(change.itertext()))
        for element in _all(root, "tracked-changes", *GONE):
            drop(element)

    def _hiding_styles(self, folder: str) -> set[tuple[str, str]]:
        """List the styles of one document, by family and name, that hide their text, or are based on one that does."""
        own: dict[tuple[str, str], str] = {}
        parents: dict[tuple[str, str], str] = {}
        styles = [
            style for name, root in self._parts.items() if _folder(name) == folder for style in _all(root, "style")
        ]
        for style in styles:
            key = (style.get(f"{{{STYLE}}}family", ""), style.get(f"{{{STYLE}}}name", ""))
            parents[key] = style.get(f"{{{STYLE}}}parent-style-name", "")
            for properties in style.iterchildren(f"{{{STYLE}}}text-properties"):
                own[key] = properties.get(f"{{{TEXT}}}display", own.get(key, ""))
        found = set()
        for family, name in parents:
            at = name
            for _ in range(50):
                if own.get((family, at)):
                    if own[family, at] == "none":
                        found.add((family, name))
                    break
                at = parents.get((family, at), "")
        return found

    def _remove_hidden(self, root: etree._Element, hiding: set[tuple[str, str]]) -> None:
        for element in _all(root, "section"):
            hidden = element.get(f"{{{TEXT}}}is-hidden") == "true"
            if hidden or element.get(f"{{{TEXT}}}display") == "none":
                self._hide(element)
        for mark in _all(root, "hidden-paragraph"):
            paragraph = next(mark.iterancestors(f"{{{TEXT}}}p", f"{{{TEXT}}}h"), None)
            if mark.get(f"{{{TEXT}}}is-hidden") == "true" and paragraph is not None:
                self._hide(paragraph)
            else:
                drop(mark)
        for element in _all(root, "hidden-text"):
            if element.get(f"{{{TEXT}}}is-hidden") == "true":
                self._hide(element)
            else:
                _as_saved(element)
        for element in _all(root, "span", "a"):
            if ("text", element.get(f"{{{TEXT}}}style-name", "")) in hiding:
                self._hide(element)
        for element in _all(root, "p", "h"):
            if ("paragraph", element.get(f"{{{TEXT}}}style-name", "")) in hiding:
                # A cell or a body must keep a paragraph: the words go, the paragraph stays.
                self._hidden.append("".join(element.itertext()))
                element.text = None
                del element[:]

    def _hide(self, element: etree._Element) -> None:
        words = "".join(element.itertext())
        self._hidden.append(words or element.get(f"{{{TEXT}}}string-value", ""))
        drop(element)

    def _freeze(self, root: etree._Element) -> None:
        for element in list(root.iter(*(f"{{{TEXT}}}{name}" for name in FROZEN))):
            if _name(element) in CLOCKS and element.get(f"{{{TEXT}}}fixed") != "true":
                self._volatile += 1
            _as_saved(element)

    def _cut_links(self, root: etree._Element) -> None:
        for element in _all(root, "scripts", "event-listeners", "dde-source"):
            drop(element)
        for element in list(root.iter()):
            target = element.get(f"{{{XLINK}}}href") if isinstance(element.tag, str) else None
            if not target or _name(element) in ("a", "h", "p", "bookmark-ref", "alphabetical-index-mark"):
                continue
            if "://" in target or target.startswith(("/", "..", "file:", "data:")) or _name(element) in FETCHED:
                self._linked += 1
                drop(element)

    def _clean_settings(self) -> None:
        if "settings.xml" not in self._package:
            return
        root = self._package.xml("settings.xml")
        for item in root.iter(f"{{{CONFIG}}}config-item"):
            name = item.get(f"{{{CONFIG}}}name", "")
            if name in SETTINGS:
                item.text = SETTINGS[name]
        self._changed["settings.xml"] = serialised(root)

    def _leave_out(self) -> None:
        """Leave out who wrote it, its signatures, and the picture of its first page, which shows it as it was."""
        for name in self._package.names:
            if name in ("meta.xml", "META-INF/documentsignatures.xml") or name.startswith(("Thumbnails/", "Basic/")):
                self._changed[name] = None
        if "META-INF/manifest.xml" not in self._package:
            return
        manifest = self._package.xml("META-INF/manifest.xml")
        for entry in list(manifest):
            path = next((value for key, value in entry.attrib.items() if str(key).endswith("full-path")), "")
            if path in self._changed and self._changed[str(path)] is None:
                manifest.remove(entry)
        self._changed["META-INF/manifest.xml"] = serialised(manifest)

    def _fonts(self) -> set[str]:
        """List the fonts of the styles that the text uses, with those that they are based on."""
        faces = {
            face.get(f"{{{STYLE}}}name", ""): face.get(f"{{{SVG}}}font-family", "") for face in self._all("font-face")
        }
        styles: dict[str, tuple[str, str]] = {}
        found = set()
        for style in self._all("style", "default-style"):
            font = ""
            for properties in style.iterchildren(f"{{{STYLE}}}text-properties"):
                named = properties.get(f"{{{STYLE}}}font-name", "")
                font = faces.get(named, named) or properties.get(f"{{{FO}}}font-family", "")
            name = style.get(f"{{{STYLE}}}name", "")
            if not name and style.get(f"{{{STYLE}}}family") == "paragraph":
                found.add(font)
            styles[name] = (font, style.get(f"{{{STYLE}}}parent-style-name", ""))
        used = {each.get(f"{{{TEXT}}}style-name", "") for each in _all(self._parts["content.xml"], "p", "h", "span")}
        for name in used:
            for _ in range(50):
                if name not in styles:
                    break
                font, name = styles[name]
                if font:
                    found.add(font)
                    break
        return {font.strip("'\"") for font in found}


def _as_saved(element: etree._Element) -> None:
    """Turn a field into the text that it last showed."""
    element.tag = f"{{{TEXT}}}span"
    element.attrib.clear()


def _all(root: etree._Element, *names: str) -> list[etree._Element]:
    """List elements by name; a list, since the tree is changed on the way."""
    return list(root.iter(*(f"{{*}}{name}" for name in names)))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
