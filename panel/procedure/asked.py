"""What the forms of rules of procedure ask, one line a rule: where it is kept, its label, what to know, its kind. Pure.

A rule that has its line here has its field, its words and its place in the draft; what may be written there the form
of the rules file says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from panel.law.notice import AUTHORITY
from panel.law.words import day_in_words, time_in_words


class Kind(StrEnum):
    """What is asked for."""

    NUMBER = "number"
    HOUR = "hour"
    DAY = "day"
    YES = "yes"
    CHOICE = "choice"
    LINE = "line"
    LIST = "list"
    """Texts, a line each."""
    SHARE = "share"
    """Of the members: a quarter."""


@dataclass(frozen=True)
class Asked:
    """One rule as a form asks for it."""

    key: str
    """Where it is kept: "notice.clear_days"."""
    kind: Kind
    label: str
    hint: str = ""
    authority: str = ""
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    needed: str = ""
    """What is said where nothing is written; empty where it may be left out."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What is kept with it and needs no asking."""

    @property
    def path(self) -> tuple[str, ...]:
        """Its keys, the outer first."""
        return tuple(self.key.split("."))

    @property
    def name(self) -> str:
        """Its field's name."""
        return self.key.replace(".", "_")

    def of(self, rules: Mapping[str, Any]) -> Any:
        """Give what rules as kept say of it, as its field holds it."""
        value: Any = rules
        for key in self.path:
            value = value.get(key) if isinstance(value, Mapping) else None
        match self.kind:
            case Kind.HOUR:
                return time.fromisoformat(value) if value else None
            case Kind.DAY:
                return date.fromisoformat(value) if value else None
            case Kind.YES:
                return bool(value)
            case Kind.NUMBER:
                return value
            case Kind.LIST:
                return list(value or ())
            case _:
                return value or ""

    def put(self, rules: dict[str, Any], value: Any) -> None:
        """Keep what its field holds; what is empty is left out."""
        if value is None or value is False or value in ("", []):
            return
        for key in self.path[:-1]:
            rules = rules.setdefault(key, {})
        match value:
            case date():
                value = value.isoformat()
            case time():
                value = value.strftime("%H:%M")
        rules[self.path[-1]] = value
        rules.update(self.beside)

    def said(self, value: Any) -> str:
        """Say what its field holds."""
        match value:
            case bool():
                return "yes" if value else "no"
            case None | "" | []:
                return "none"
            case date():
                return day_in_words(value, weekday=False)
            case time():
                return time_in_words(value)
            case list():
                return "; ".join(value)
            case int():
                return f"{value} {self.unit}".strip()
            case _:
                return self.choices.get(value, str(value))


@dataclass(frozen=True)
class Group:
    """Rules that are asked on one page."""

    slug: str
    heading: str
    asked: Sequence[Asked]
    lead: str = ""


@dataclass(frozen=True)
class Section:
    """Rules that stand together on a page that has many."""

    heading: str
    asked: Sequence[Asked]


GROUPS = (
    Group(
        "notice",
        "Notice",
        (
            Asked(
                "notice.clear_days",
                Kind.NUMBER,
                "Clear days between publishing the agenda and the meeting",
                "Leave it empty for what the law asks: five in England, three in Wales. Neither the day of publication "
                "nor the day of the meeting counts, nor do weekends and bank holidays.",
                next(iter(AUTHORITY.values())),
                "clear days",
            ),
            Asked(
                "notice.cut_off",
                Kind.HOUR,
                "Until when a day’s publication counts for that day",
                "For example, 5pm. What is published later counts as published on the next working day. Leave it "
                "empty where the rules name no hour.",
            ),
        ),
    ),
    Group(
        "quorum",
        "Quorum",
        (
            Asked(
                "quorum.count",
                Kind.NUMBER,
                "How many members must be present",
                "For example, 4. Write a number here or a share below, or leave both empty where the rules set none.",
                unit="members",
            ),
            Asked(
                "quorum.fraction",
                Kind.SHARE,
                "Or which share of the members",
                "For example, 1/4 or a quarter. It is counted of those who are members on the day, and rounded up.",
            ),
        ),
    ),
    Group(
        "interests",
        "Interests",
        (
            Asked(
                "interests.registration_days",
                Kind.NUMBER,
                "Days in which a new member registers interests",
                "Leave it empty for what the Act gives: 28 days, beginning with the day of taking office.",
                "Localism Act 2011, s.30",
                "days",
            ),
            Asked(
                "interests.leave_the_room",
                Kind.YES,
                "A member with an interest in a matter leaves the room",
                "A standing order of the body. The Act asks only that the member takes no part in discussion or vote "
                "(Localism Act 2011, s.31).",
            ),
        ),
    ),
    Group(
        "meetings",
        "At the meeting",
        (
            Asked(
                "meetings.remote",
                Kind.CHOICE,
                "Whether a member who joins remotely counts as present",
                "The law of the nation on the day of the meeting decides where the rules are silent.",
                choices={
                    "": "The rules do not say",
                    "counts": "They count, and may vote",
                    "does not count": "They may take part, but do not count",
                },
            ),
            Asked(
                "meetings.casting_vote",
                Kind.CHOICE,
                "Whether the chair has a second, casting vote where votes are equal",
                "Leave it open for the general law: the person presiding has one.",
                "Local Government Act 1972, Sch 12 para 39(2)",
                choices={"": "The rules do not say", "yes": "The chair has one", "no": "Nobody has one"},
            ),
            Asked("meetings.ballot", Kind.YES, "Chair and vice-chair are elected by ballot", "Else by show of hands."),
            Asked(
                "meetings.equal_votes",
                Kind.CHOICE,
                "What decides an election where votes are equal",
                choices={"": "The rules do not say", "casting vote": "A casting vote", "lot": "The lot"},
            ),
        ),
    ),
    Group(
        "minutes",
        "Minutes",
        (
            Asked(
                "minutes.numbering",
                Kind.CHOICE,
                "How minutes are numbered",
                choices={
                    "": "Anew at each meeting, by the items of its agenda",
                    "continuous": "On and on, from meeting to meeting",
                    "yearly": "On and on within a municipal year: 12/26",
                },
            ),
            Asked(
                "minutes.first_number",
                Kind.NUMBER,
                "The first number",
                "Where numbers go on from minutes that are not kept here. Leave it empty for 1.",
            ),
            Asked(
                "minutes.drafts_public",
                Kind.YES,
                "Draft minutes are public as soon as they are circulated",
                "Else from the publication of the agenda that proposes them.",
            ),
        ),
    ),
    Group(
        "log",
        "Actions log",
        (
            Asked(
                "log.completed_shown_months",
                Kind.NUMBER,
                "Months for which the log still shows what was completed",
                "Leave it empty for six. It is the body’s own choice.",
                unit="months",
            ),
        ),
    ),
)
PUBLIC = (
    Section(
        "What, and from when",
        (
            Asked(
                "kind",
                Kind.CHOICE,
                "What the public brings",
                choices={
                    "question": "Questions",
                    "statement": "Statements",
                    "petition": "Petitions",
                    "deputation": "Deputations",
                },
                needed="Choose what the public brings.",
            ),
            Asked(
                "from",
                Kind.DAY,
                "First meeting day",
                "The first day on which a meeting takes them, such as 21 5 2026.",
                needed="Enter the first day on which a meeting takes them.",
            ),
            Asked("until", Kind.DAY, "Last meeting day", "Leave it empty while this goes on."),
        ),
    ),
    Section(
        "Until when it is sent in",
        (
            Asked(
                "deadline.count",
                Kind.CHOICE,
                "How the days are counted",
                "As the body’s rules say. Three days before a meeting on Monday 19 March 2018 are:",
                choices={
                    "calendar days": "Days, weekends and holidays among them: Friday 16 March",
                    "working days": "Working days, the last of which still counts: Wednesday 14 March",
                    "clear working days": "Clear working days, whole between receipt and meeting: Tuesday 13 March",
                    "working day at": "The third working day before, until a time of day: Wednesday 14 March",
                    "days before publication": "Days before the agenda is published",
                },
                needed="Choose how the days are counted.",
            ),
            Asked("deadline.n", Kind.NUMBER, "How many days", unit="days", needed="Enter how many days."),
            Asked(
                "deadline.at",
                Kind.HOUR,
                "Until what time of the last day",
                "For example, noon. Leave it empty for the whole day.",
            ),
            Asked(
                "late",
                Kind.CHOICE,
                "What happens to what comes late",
                choices={
                    "": "The rules do not say",
                    "hold over": "It is held over to the next meeting",
                    "refuse": "It is refused",
                    "urgent at the chair's discretion": "It is taken only as urgent, at the chair’s discretion",
                },
            ),
            Asked(
                "urgent.at",
                Kind.HOUR,
                "Until when urgent ones may come on the day of the meeting",
                "Leave it empty where the rules know no urgent ones.",
                beside={"day": "meeting"},
            ),
        ),
    ),
    Section(
        "Who takes part, and how",
        (
            Asked(
                "who", Kind.LINE, "Who may take part", "For example, anybody who lives, works or studies in the area."
            ),
            Asked("to", Kind.LINE, "To whom it is put", "For example, the chair."),
            Asked("agenda_items_only", Kind.YES, "It must be about an item on the agenda"),
            Asked("must_give", Kind.LIST, "What each must give", "One on a line, such as name, then address."),
            Asked("refuse_if", Kind.LIST, "Grounds for refusing it", "One on a line, such as defamatory or vexatious."),
        ),
    ),
    Section(
        "How many, and how long",
        (
            Asked("max_per_person", Kind.NUMBER, "Most from one person"),
            Asked("max_per_organisation", Kind.NUMBER, "Most from one organisation"),
            Asked("cap_per_meeting", Kind.NUMBER, "Most at one meeting"),
            Asked("supplementary", Kind.NUMBER, "Supplementary questions that each may ask"),
            Asked("min_signatures", Kind.NUMBER, "Fewest signatures", "Of a petition."),
            Asked("word_limit", Kind.NUMBER, "Longest text", unit="words"),
            Asked("speaking_minutes", Kind.NUMBER, "Longest speech", unit="minutes"),
            Asked("minutes_total", Kind.NUMBER, "Time that the meeting gives to all of them", unit="minutes"),
        ),
    ),
)
"""How the public takes part in one way, from a day on; every limit may be left out."""
OF_THE_PUBLIC = tuple(each for section in PUBLIC for each in section.asked)
