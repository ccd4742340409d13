"""What a Word file's styles say of a run: whether it is hidden, and in which font it is set (ISO 29500-1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

OFF = ("0", "false", "off")
MOST_PARENTS = 50
"""Styles based on styles: a file may make a ring of them."""


@dataclass
class _Style:
    parent: str = ""
    hidden: bool | None = None
    font: str = ""


@dataclass
class Styles:
    """The styles of one file, as far as they hide text or name fonts."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _defaults: dict[str, str] = field(default_factory=dict)
    """The default style by type."""
    _base: _Style = field(default_factory=_Style)
    """What the document's own defaults say."""
    _theme: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: etree._Element | None, theme: etree._Element | None) -> Styles:
        """Read the parts; either may be missing."""
        made = cls()
        if theme is not None:
            for which in ("major", "minor"):
                for latin in theme.iterfind(f".//{{*}}{which}Font/{{*}}latin"):
                    made._theme[which] = latin.get("typeface", "")
        if styles is None:
            return made
        for properties in styles.iterfind("{*}docDefaults/{*}rPrDefault/{*}rPr"):
            made._base = made._read(properties)
        for each in styles.iterchildren("{*}style"):
            style = _Style()
            for properties in each.iterchildren("{*}rPr"):
                style = made._read(properties)
            for based in each.iterchildren("{*}basedOn"):
                style.parent = _value(based)
            name = attribute(each, "styleId")
            made._styles[name] = style
            if attribute(each, "default") in ("1", "true", "on"):
                made._defaults[attribute(each, "type")] = name
        return made

    def hides(self, run: etree._Element) -> bool:
        """Whether a run is hidden text. What the run itself says decides; else its styles, by the rule of 17.7.3: a
        property of two of them is off again."""
        own, paragraph, character = self._sources(run)
        if own.hidden is not None:
            return own.hidden
        chains = (paragraph, character, self._of_table(run))
        by_style = [next((each.hidden for each in chain if each.hidden is not None), False) for chain in chains]
        return by_style.count(True) % 2 == 1 or bool(self._base.hidden)

    def fonts_used(self, root: etree._Element) -> set[str]:
        """List the fonts of the runs that print text."""
        found = set()
        for run in root.iter("{*}r"):
            if not any((text.text or "").strip() for text in run.iterchildren("{*}t")):
                continue
            own, paragraph, character = self._sources(run)
            chain = [own, *character, *paragraph, self._base]
            found.add(next((each.font for each in chain if each.font), ""))
        return found - {""}

    def _sources(self, run: etree._Element) -> tuple[_Style, list[_Style], list[_Style]]:
        own, character = _Style(), ""
        # A run of a formula holds properties of its own kind too.
        for properties in run.iterchildren("{*}rPr"):
            if "wordprocessingml" not in (etree.QName(properties).namespace or ""):
                continue
            own = self._read(properties)
            for style in properties.iterchildren("{*}rStyle"):
                character = _value(style)
        paragraph = self._defaults.get("paragraph", "")
        holder = next(run.iterancestors("{*}p"), None)
        if holder is not None:
            for style in holder.iterfind("{*}pPr/{*}pStyle"):
                paragraph = _value(style)
        return own, list(self._chain(paragraph)), list(self._chain(character))

    def _of_table(self, run: etree._Element) -> list[_Style]:
        table = next(run.iterancestors("{*}tbl"), None)
        named = table.iterfind("{*}tblPr/{*}tblStyle") if table is not None else ()
        return [style for each in named for style in self._chain(_value(each))]

    def _chain(self, name: str) -> Iterator[_Style]:
        for _ in range(MOST_PARENTS):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.parent

    def _read(self, properties: etree._Element) -> _Style:
        style = _Style()
        for mark in properties.iterchildren("{*}vanish"):
            style.hidden = is_on(mark)
        # 17.3.2.36: "always behave as if hidden", whatever else is said.
        if any(is_on(mark) for mark in properties.iterchildren("{*}specVanish")):
            style.hidden = True
        for font in properties.iterchildren("{*}rFonts"):
            theme = attribute(font, "asciiTheme") or attribute(font, "hAnsiTheme")
            named = attribute(font, "ascii") or attribute(font, "hAnsi")
            style.font = self._theme.get(theme[:5], "") if theme else named
        return style


def attribute(element: etree._Element, name: str, default: str = "") -> str:
    """Read an attribute of WordprocessingML; a file may mix the namespaces of both editions, as LibreOffice allows."""
    own = element.get(f"{{{etree.QName(element).namespace}}}{name}")
    if own is not None:
        return str(own)
    for key, value in element.attrib.items():
        qualified = etree.QName(key)
        if qualified.localname == name and "wordprocessingml" in (qualified.namespace or ""):
            return str(value)
    return default


def is_on(element: etree._Element) -> bool:
    """Read an on-off property (17.17.4)."""
    return attribute(element, "val") not in OFF


def _value(element: etree._Element) -> str:
    return attribute(element, "val")
