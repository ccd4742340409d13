"""The front sheet of a pack: the agenda, with every paper and its pages.

Drawn from `Contents` alone, so it is the same for everybody: an exempt paper is named as the public agenda
names it (Local Government Act 1972, s.100B(5)) and has no page reference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus.flowables import Flowable

from panel.agendas.wording import Block, Bullets, Paragraph, Quotation
from panel.law.words import day_in_words, time_in_words
from panel.packs.contents import Access, Contents, Item, MemberLine, Paper, Supplement
from panel.typeset.document import set_pages
from panel.typeset.flowables import Columns, Hung, Leads, Reference, Rule, Text
from panel.typeset.fonts import markup
from panel.typeset.references import paper_line
from panel.typeset.structure import Element
from panel.typeset.styles import HANG, INK, REFERENCE, SOFT_INK, style

PageLabels = Mapping[str, tuple[str, str]]
"""For each paper's key the labels of its first and last page: ("11", "19")."""

TO_FOLLOW = "To follow"
_MEMBERS_ON_A_PAGE = 24
"""So many stand under their headings on one page; more may run on."""
_SIZE, _LEADING = 11.5, 15.5


def draw_front_sheet(contents: Contents, pages: PageLabels) -> bytes:
    """Set the agenda with its papers as a tagged PDF.

    A paper that is not in `pages` is set without its reference and with the room for it, so that the number
    of pages does not depend on `pages`.
    """
    root = Element("Document")
    story = [
        *_masthead(contents, root),
        *_items(contents.items, pages, root),
        *([] if contents.supplement else _membership(contents, root)),
        *_signature(contents, root),
        *_contact(contents, root),
    ]
    name = f"agenda, {contents.supplement.name.lower()}" if contents.supplement else "agenda"
    return set_pages(story, root, title=f"{contents.body}: {name}, {day_in_words(contents.date)}")


def _masthead(contents: Contents, root: Element) -> list[Flowable]:
    heading = root.add("H1")
    body = Text(markup(contents.body), style(15, 19, bold=True, grey=SOFT_INK), element=heading)
    body.continues = True
    supplement = contents.supplement
    name = f"Agenda: {supplement.name.lower()}" if supplement else "Agenda"
    agenda = Text(name, style(38, 46, bold=True, after=4), element=heading)
    story: list[Flowable] = [body, agenda, Rule(weight=2, grey=INK, after=10)]
    facts = style(13, 18)
    story.append(Text(day_in_words(contents.date), style(17, 23, bold=True), element=root.add("P")))
    if contents.start is not None:
        story.append(Text(time_in_words(contents.start), facts, element=root.add("P")))
    venue = contents.venue or "Venue to be confirmed"
    story.append(Text(markup(venue), style(13, 18, after=12), element=root.add("P")))
    words = _calling_notice(contents)
    if supplement and supplement.after_meeting:
        words = "This supplement is published after the meeting."
    story.append(Text(markup(words), style(_SIZE, _LEADING, after=8), element=root.add("P")))
    if supplement:
        return [*story, *_what_is_new(supplement, root)]
    if contents.notices:
        story.append(Rule(weight=0.6, before=2, after=5))
        notice = style(10.5, 14.2, after=5)
        story.extend(Text(markup(words), notice, element=root.add("P")) for words in contents.notices)
        story.append(Rule(weight=0.6, before=1, after=8))
    return story


def _what_is_new(supplement: Supplement, root: Element) -> list[Flowable]:
    """Say what a supplement brings, what it replaces, and why it comes late."""
    follows = f"It follows the agenda pack, and its pages begin at page {supplement.pages_before + 1}."
    plain = style(_SIZE, _LEADING, after=5)
    story: list[Flowable] = [_heading("What is new", root), Text(markup(follows), plain, element=root.add("P"))]
    story += _bullets(Bullets(supplement.changes), 0, root, None)
    if supplement.short_notice:
        story += [
            _heading("Short notice", root),
            Text(markup(supplement.short_notice), plain, element=root.add("P")),
        ]
    return [*story, _heading("The items that it is about", root)]


def _calling_notice(contents: Contents) -> str:
    """Call the meeting in one sentence."""
    body = contents.body if contents.body.lower().startswith("the ") else f"the {contents.body}"
    where = f" at {contents.venue}" if contents.venue else ""
    when = f" at {time_in_words(contents.start)}" if contents.start is not None else ""
    return f"A meeting of {body} will be held{where} on {day_in_words(contents.date)}{when}."


def _items(items: Sequence[Item], pages: PageLabels, root: Element) -> list[Flowable]:
    story: list[Flowable] = []
    lists = [root.add("L")] if items else []
    open_items: list[Element] = []
    for index, item in enumerate(items):
        depth = min(item.depth, len(open_items), 2)
        del open_items[depth:], lists[depth + 1 :]
        if len(lists) <= depth:
            lists.append(open_items[-1].add("L"))
        entry = lists[depth].add("LI")
        label = entry.add("Lbl")
        within = entry.add("LBody")
        open_items.append(within)
        deeper = index + 1 < len(items) and items[index + 1].depth > item.depth
        story.extend(_item(item, depth, label, within, pages, has_sub_items=deeper))
    return story


def _item(
    item: Item, depth: int, label: Element, within: Element, pages: PageLabels, *, has_sub_items: bool
) -> list[Text]:
    left = HANG * (1 + depth) + (6 if depth else 0)
    size, leading = ((13, 17), (_SIZE, _LEADING), (_SIZE, _LEADING))[depth]
    title = Text(
        markup(item.title),
        style(size, leading, bold=True, left=left, right=14, before=(12, 7, 6)[depth], after=2),
        element=within.add(f"H{min(depth, 2) + 2}"),
    )
    title.hung = Hung(item.number, label, HANG + (6 if depth else 0), bold=True)
    story: list[Text] = [title, *_blocks(item.blocks, left, within)]
    if item.papers or item.report:
        story[-1].keep = True
        papers = within.add("L")
        story.extend(_paper(paper, left, papers, pages) for paper in item.papers)
        if item.report:
            story.append(_awaited(item.report, left, papers.add("LI").add("LBody")))
    title.keep = has_sub_items or len(story) > 1
    return story


def _blocks(blocks: Sequence[Block], left: float, within: Element, *, bar: float | None = None) -> list[Text]:
    story: list[Text] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Quotation):
            story.extend(_blocks(block.blocks, left + 16, within.add("BlockQuote"), bar=left + 3))
        elif isinstance(block, Paragraph):
            text = Text(
                markup(block.text),
                style(_SIZE, _LEADING, left=left, right=14, after=5),
                element=within.add("P"),
            )
            text.keep = index + 1 < len(blocks) and not isinstance(blocks[index + 1], Paragraph)
            text.barred = bar
            story.append(text)
        else:
            story.extend(_bullets(block, left, within, bar))
    return story


def _bullets(block: Bullets, left: float, within: Element, bar: float | None) -> list[Text]:
    story: list[Text] = []
    bullets = within.add("L")
    for entry in block.entries:
        line = bullets.add("LI")
        label, words = line.add("Lbl"), line.add("LBody")
        text = Text(markup(entry), style(_SIZE, _LEADING, left=left + 13, right=14, after=3), element=words)
        text.hung = Hung("\u2022", label, 12)
        text.barred = bar
        story.append(text)
    return story


def _paper_style(left: float) -> ParagraphStyle:
    return style(_SIZE, _LEADING, left=left, right=REFERENCE + 10, before=1, after=3)


def _paper(paper: Paper, left: float, papers: Element, pages: PageLabels) -> Text:
    """Name a paper; the whole line leads to it."""
    name = f"{paper.name}: {paper.title}"
    body = papers.add("LI").add("LBody")
    if paper.access is Access.EXEMPT:
        description = paper.description or "no description stated"
        words = f"{markup(name)} \u2013 <b>not for publication:</b> {markup(description)}"
        text = Text(words, _paper_style(left), element=body)
        text.exempt = True
        return text
    return paper_line(name, _paper_style(left), body, key=paper.key, labels=pages.get(paper.key))


def _awaited(report: str, left: float, element: Element) -> Text:
    """Say what stands in a report's place; what is to follow is said where its pages would be."""
    if report != TO_FOLLOW:
        return Text(markup(report), _paper_style(left), element=element)
    text = Text("Report", _paper_style(left), element=element)
    text.reference = Reference(report, element)
    return text


def _heading(words: str, root: Element, *, level: int = 2) -> Text:
    size, leading, before = (15, 19, 22) if level == 2 else (_SIZE, _LEADING, 6)
    text = Text(markup(words), style(size, leading, bold=True, before=before, after=4), element=root.add(f"H{level}"))
    text.keep = True
    return text


def _membership(contents: Contents, root: Element) -> list[Flowable]:
    kinds = [(heading, members) for heading, members in contents.membership if members]
    if not kinds:
        return []
    together = sum(len(members) for _, members in kinds) <= _MEMBERS_ON_A_PAGE
    story: list[Flowable] = [_heading("Membership", root)]
    for index, (heading, members) in enumerate(kinds):
        story.append(_heading(heading, root, level=3))
        listed = root.add("L")
        columns = Columns([_member(member, listed.add("LI").add("LBody")) for member in members])
        columns.keep = together and index + 1 < len(kinds)
        story.append(columns)
    return story


def _member(member: MemberLine, element: Element) -> Text:
    words = f"<b>{markup(member.name)}</b>"
    if member.office:
        words += f" ({markup(member.office)})"
    if member.authority:
        words += f"<br/>{markup(member.authority)}"
    return Text(words, style(10.5, 14, after=6), element=element)


def _signature(contents: Contents, root: Element) -> list[Flowable]:
    officer = contents.proper_officer
    if officer is None:
        return []
    lines = [markup(words) for words in (officer.title, *officer.address) if words]
    words = "<br/>".join([f"<b>{markup(officer.name)}</b>", *lines])
    return [_heading("Proper officer", root), Text(words, style(_SIZE, _LEADING), element=root.add("P"))]


def _contact(contents: Contents, root: Element) -> list[Flowable]:
    contact = contents.contact
    if contact is None:
        return []
    plain = style(_SIZE, _LEADING)
    asked = Text(f"For queries about this agenda, please contact {markup(contact.name)}.", plain)
    asked.element = root.add("P")
    story: list[Flowable] = [_heading("Contact", root), asked]
    if contact.email:
        link = root.add("P").add("Link")
        line = Text(f"E-mail: {markup(contact.email)}", plain, element=link)
        line.leads = Leads(f"mailto:{contact.email}", f"E-mail {contact.name}", link, external=True)
        asked.keep = True
        story.append(line)
    if contact.telephone:
        story.append(Text(f"Telephone: {markup(contact.telephone)}", plain, element=root.add("P")))
    return story
