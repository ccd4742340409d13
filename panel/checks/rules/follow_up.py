"""What follows from meetings: letters against resolutions, answers, the log, what is due on the agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier, Item, Letter, LetterPoint, Minutes, Paper, Resolution
from panel.checks.finding import Finding, Place, Severity
from panel.checks.reading.blocks import Block
from panel.checks.reading.dates import days
from panel.checks.reading.likeness import likeness, share, stems
from panel.checks.rules.minutes import meetings_of
from panel.law.words import day_in_words

LETTER = "PRSRA 2011 s.28(3) to (6): reports and recommendations are the panel's, made by its resolution"
ANSWER = "PRSRA 2011 s.29(3) and (4): the answer is due within the period that the panel sets"
_SAME = 0.2
"""Share of a recommendation's words that its resolution has; below it the two are about different things."""
_AS_LIKE = 0.75
"""A recommendation is about every resolution that is so nearly as like it as the likest."""
_TITLE = 0.5
_ASKS = ("recommendation", "request")
_NUMBER = re.compile(r"^(\d+)")
_NO_OUTCOME = re.compile(
    r"\W*(?:(?:now )?"
    r"(?:completed?|done|closed|finished|ended|nil|none|n/?a|tb[ac]|to be (?:advised|confirmed)|see above)\W*)*",
    re.IGNORECASE,
)
"""An update that says no more than that it is completed."""
_ASKING = re.compile(
    r"(?:That (?:the Panel )?)?(?:recommends?|requests?|asks?|calls? (?:on|upon)|urges?|invites?)\b", re.IGNORECASE
)


def find(dossier: Dossier) -> Iterator[Finding]:
    """Find what a letter, the log, the work programme or a question left behind."""
    for record in dossier.minutes:
        yield from _letters_against_resolutions(dossier, record)
        for letter in record.letters:
            yield from _overdue(dossier, letter)
    yield from _completed_without_outcome(dossier)
    yield from _questions(dossier)
    yield from _programme(dossier)


def _letters_against_resolutions(dossier: Dossier, record: Minutes) -> Iterator[Finding]:
    """Compare what letters recommend with what the meeting resolved: one has to name the other."""
    asked = _asked(dossier, record)
    points = [
        (letter, position, point) for letter in record.letters for position, point in enumerate(letter.points, start=1)
    ]
    if not points or not asked:
        return
    answered: set[Resolution] = set()
    for letter, position, point in points:
        if point.resolution:
            named = [
                each
                for each in record.resolutions
                if each.number == point.resolution and point.resolution_item in ("", each.item)
            ]
            answered |= {each for each in asked if each in named}
            if named:
                continue
        rests = _rests_on(point, asked)
        answered |= rests
        if not rests and not point.delegated:
            yield _without_resolution(dossier, record, letter, point, position)
    # Where the log follows what the letter asked too, an entry there stands for no letter.
    both = any(_logged(dossier, record, resolution) for resolution in answered)
    for resolution in asked:
        if resolution not in answered and (both or not _logged(dossier, record, resolution)):
            yield _left_out(dossier, record, record.letters[-1], resolution)


def _rests_on(point: LetterPoint, asked: list[Resolution]) -> set[Resolution]:
    """Give the resolutions that a recommendation is about: the likest, and those that are nearly as like."""
    like = {each: likeness(point.text, each.text) for each in asked}
    best = max(like.values())
    return {each for each, share in like.items() if share >= max(_SAME, best * _AS_LIKE)}


def _logged(dossier: Dossier, record: Minutes, resolution: Resolution) -> bool:
    """Whether the log has followed it since that meeting, so that no letter had to ask it."""
    return any(entry.raised >= record.date and likeness(entry.text, resolution.text) >= _TITLE for entry in dossier.log)


def _asked(dossier: Dossier, record: Minutes) -> list[Resolution]:
    """List the resolutions that ask something of somebody: the parts of one stand for it, and take its kind."""
    office = [words for words in (dossier.office_title, dossier.office_abbreviation, "Commissioner") if words]
    kinds = {(each.item, each.number): each.kind or _kind(each.text, office) for each in record.resolutions}
    found = []
    for resolution in record.resolutions:
        head = _NUMBER.match(resolution.number)
        kind = kinds[resolution.item, resolution.number] or kinds.get((resolution.item, head[1] if head else ""), "")
        parted = any(item == resolution.item and part.startswith(f"{resolution.number}(") for item, part in kinds)
        if kind in _ASKS and not parted:
            found.append(resolution)
    return found


def _kind(text: str, office: list[str]) -> str:
    """Tell the kind of a resolution from its words, where the record does not: it asks something of the office."""
    asks = _ASKING.match(text)
    return "request" if asks and any(words in text[asks.end() : asks.end() + 60] for words in office) else ""


def _without_resolution(
    dossier: Dossier, record: Minutes, letter: Letter, point: LetterPoint, position: int
) -> Finding:
    held = day_in_words(record.date, weekday=False)
    return Finding(
        "recommendation without resolution",
        Severity.LOOK,
        _where(_letters(dossier), point.text),
        f"Recommendation {position} of the letter of {day_in_words(letter.sent, weekday=False)} rests on no "
        f"resolution of the meeting of {held}: “{_short(point.text)}”.",
        f"{LETTER}. None of the resolutions of {held} that ask something is about it, and no delegation is recorded.",
        "Name the resolution or the delegation to the chair that it rests on, or have the panel confirm it.",
        about=point.text,
    )


def _left_out(dossier: Dossier, record: Minutes, letter: Letter, resolution: Resolution) -> Finding:
    held = day_in_words(record.date, weekday=False)
    return Finding(
        "resolution left out of the letter",
        Severity.LOOK,
        _where(_minutes(dossier), resolution.text),
        f"Resolution {resolution.number} of {held} is not in the letter of "
        f"{day_in_words(letter.sent, weekday=False)}: “{_short(resolution.text)}”.",
        f"The panel resolved it under item {resolution.item}; {LETTER}.",
        "Send it after, or record why it was not sent.",
        about=resolution.text,
    )


def _where(papers: Iterable[tuple[Item, Paper]], words: str) -> Place:
    """Find the sentence of these papers that says this, if one does."""
    wanted = stems(words)
    best, place = 0.5, Place(words=words)
    for item, paper in papers:
        for sentence in paper.text.sentences:
            found = stems(sentence.text)
            like = min(share(wanted, found), share(found, wanted) + 0.3)
            if like > best and len(wanted & found) > 1:
                best, place = like, Place(item.number, paper.file_name, sentence.page, sentence.text)
    return place


def _letters(dossier: Dossier) -> list[tuple[Item, Paper]]:
    return [
        (item, paper)
        for item, paper in dossier.read_papers()
        if "letter" in paper.title.casefold() or any(block.text.startswith("Dear ") for block in paper.text.blocks[:40])
    ]


def _minutes(dossier: Dossier) -> list[tuple[Item, Paper]]:
    return [(item, paper) for item, paper in dossier.read_papers() if item.kind is ItemKind.MINUTES]


def _overdue(dossier: Dossier, letter: Letter) -> Iterator[Finding]:
    if letter.answer_due is None or letter.answer_due >= dossier.day or letter.answered is not None:
        return
    sent = day_in_words(letter.sent, weekday=False)
    logged = any(not entry.completed and _about_letter(entry.text, letter) for entry in dossier.log)
    if not logged:
        yield Finding(
            "answer overdue and not on the log",
            Severity.LOOK,
            Place(words=f"letter of {sent}"),
            f"The answer to the letter of {sent} was due on {day_in_words(letter.answer_due)}; none is recorded, and "
            "the recommendations and actions log does not follow it.",
            ANSWER,
            "Record the answer, or put the letter on the log as overdue.",
        )


def _about_letter(text: str, letter: Letter) -> bool:
    return any(likeness(text, point.text) >= _TITLE for point in letter.points) or (
        "letter" in text.casefold() and day_in_words(letter.sent, weekday=False) in text
    )


def _completed_without_outcome(dossier: Dossier) -> Iterator[Finding]:
    for entry in dossier.log:
        done = entry.completed and (entry.completed_on is None or entry.completed_on <= dossier.day)
        if done and all(
            _NO_OUTCOME.fullmatch(_without_days_to_come(dossier, words))
            for words in (entry.progress, entry.panel_update)
        ):
            raised = day_in_words(entry.raised, weekday=False)
            yield Finding(
                "completed without outcome",
                Severity.LOOK,
                Place(item=_log_item(dossier), words=entry.text),
                f"The action raised on {raised} is marked completed, and nothing says what came of it: "
                f"“{_short(entry.text)}”.",
                "The log shows completed actions so that members see what became of what they asked.",
                "Write the outcome, or put it back in progress.",
            )


def _without_days_to_come(dossier: Dossier, words: str) -> str:
    """Leave out the days of a cell that lie ahead: the meeting at which the panel is to be told is no outcome."""
    for written in reversed(days(words)):
        if written.first and written.first >= min(dossier.day, dossier.date):
            words = words[: written.start] + words[written.end :]
    return words


def _log_item(dossier: Dossier) -> str:
    return next((item.number for item, paper in dossier.papers() if paper.drawn == "recommendations log"), "")


def _questions(dossier: Dossier) -> Iterator[Finding]:
    """Find accepted questions whose item is not on the agenda, or that have no item to be put under."""
    numbers = {item.number for item in dossier.items}
    question_time = any(item.kind is ItemKind.PUBLIC_QUESTIONS for item in dossier.items)
    for question in dossier.questions:
        on_agenda = question.item in numbers if question.item else question_time
        if question.accepted and not on_agenda and dossier.items:
            missing = f"item {question.item}" if question.item else "item for public questions"
            yield Finding(
                "accepted question not on the agenda",
                Severity.LOOK,
                Place(words=question.text),
                f"The question of {question.name} was accepted, and the agenda has no {missing}.",
                "The body's rules of procedure on public questions.",
                "Put public question time on the agenda.",
            )


def _programme(dossier: Dossier) -> Iterator[Finding]:
    """Find work that is due and not taken, wrong dates of last reports, and meetings without work."""
    if not dossier.programme or dossier.working_group:
        return
    at = next((item.number for item, paper in dossier.papers() if paper.drawn == "work programme"), "")
    for row in dossier.programme:
        due = row.section == "scheduled" and row.meeting == dossier.date
        if due and dossier.items and not _taken(dossier, row.item):
            yield Finding(
                "programme item not on the agenda",
                Severity.LOOK,
                Place(item=at, words=row.item),
                f"The work programme has “{row.item}” for this meeting, and no item of the agenda is about it.",
                f"Work programme, row for {day_in_words(dossier.date)}.",
                "Put it on the agenda, or move it to another meeting in the work programme.",
            )
        yield from _last_report(dossier, row.item, row.last_report, at)
    planned = {row.meeting for row in dossier.programme if row.section == "scheduled"}
    for meeting in dossier.meetings:
        open_to_come = meeting.body == dossier.body and meeting.date > dossier.date and not meeting.closed
        if open_to_come and meeting.status == "scheduled" and meeting.date not in planned:
            yield Finding(
                "meeting without work programme",
                Severity.NOTE,
                Place(item=at, words=day_in_words(meeting.date, weekday=False)),
                f"The meeting of {day_in_words(meeting.date)} has no work in the programme.",
                "The meeting is scheduled, and no row of the work programme names it.",
                "Plan its items, or cancel it in good time.",
            )


def _taken(dossier: Dossier, title: str) -> bool:
    """Whether an item of the agenda is about this: by its title, its purpose or the titles of its papers."""
    wanted = stems(title)
    for item in dossier.items:
        words = " ".join((item.title, item.purpose, *(paper.title for paper in item.papers)))
        if share(wanted, stems(words)) >= _TITLE or (not wanted and title.casefold() in words.casefold()):
            return True
    return False


def _last_report(dossier: Dossier, title: str, last: date | None, at: str) -> Iterator[Finding]:
    """Compare the date of a last report with the meetings held, and with what their minutes say was taken."""
    ours = [meeting for meeting in dossier.meetings if meeting.body == dossier.body and meeting.date < dossier.date]
    held = [meeting.date for meeting in ours if meeting.status not in ("cancelled", "postponed")]
    # A day still to come is found among the dates.
    if last is None or not held or last < min(held) or last > dossier.day:
        return
    words = day_in_words(last, weekday=False)
    place = Place(item=at, words=words)
    about = f"{title} {words}"
    if last not in held and last != dossier.date and not _of_a_group(dossier, last):
        near = min(held, key=lambda day: abs(day - last))
        cancelled = next((f"; that of {words} was {each.status}" for each in ours if each.date == last), "")
        yield Finding(
            "last report at no meeting",
            Severity.LOOK,
            place,
            f"“{title}” was last reported on {words}, it says, and the record has no meeting held on that day.",
            f"The nearest meeting on record was on {day_in_words(near)}{cancelled}.",
            "Correct the date of the last report.",
            about=about,
        )
    else:
        for item, paper, day, heading in _later_headings(dossier, title, last, held):
            yield Finding(
                "last report contradicted",
                Severity.LOOK,
                place,
                f"“{title}” was last reported on {words}, it says; the minutes of {day_in_words(day, weekday=False)} "
                f"have it under “{heading.printed}”.",
                f"Item {item.number}, {paper.file_name}, page {heading.page}.",
                "Correct the date of the last report.",
                about=about,
            )


def _of_a_group(dossier: Dossier, day: date) -> bool:
    return any(meeting.date == day and meeting.body != dossier.body for meeting in dossier.meetings)


def _later_headings(
    dossier: Dossier, title: str, last: date, held: Iterable[date]
) -> Iterator[tuple[Item, Paper, date, Block]]:
    """Give the headings of this title in public minutes of meetings after the last report that is given."""
    for item, paper in dossier.read_papers():
        if item.kind is not ItemKind.MINUTES or paper.exempt:
            continue
        own = meetings_of(replace(item, title="", purpose="", papers=(paper,))) or meetings_of(item)
        later = sorted(own & {day for day in held if day > last})
        headings = [block for block in paper.text.blocks if block.heading and _is_title(title, block.text)]
        if later and headings:
            yield item, paper, later[-1], headings[0]


_PERIOD = re.compile(r"\b\d{4}([/-]\d{2,4})?\b")


def _is_title(title: str, heading: str) -> bool:
    """Whether a heading is this title, whatever year stands with it."""
    plain = [" ".join(_PERIOD.sub("", words).casefold().split()) for words in (title, heading)]
    return plain[0] == plain[1]


def _short(text: str, most: int = 140) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + " …"
