"""The form of each TOML file of a meeting folder but the rules, as the README describes it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Any

from panel.agendas.rules import NUMBER, ItemKind, NoReport
from panel.folders.document import Document
from panel.folders.form import TEXTS, Choice, Clock, Day, Either, Flag, Form, Listed, Moment, Named, Table, Text, Whole
from panel.folders.toml_lines import Path
from panel.law.exemptions import Nation
from panel.meetings.models import MeetingStatus
from panel.members.models import MemberKind
from panel.minutes.rules import Asked, Cast, InterestKind, Moving
from panel.papers.models import Drawing, PaperAccess

SLUG = Text(
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    "Write small letters, figures and hyphens, as in addresses: warwickshire.",
)
EMAIL = Text(re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), "Write an address such as clerk@example.gov.uk.")
ADDRESS = Text(re.compile(r"https?://[^\s/]\S*"), "Write the whole address: https://www.example.gov.uk/register.")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
APPENDIX = Text(
    re.compile(r"[A-Z]{1,2}\d{0,2}|[1-9]\d?"),
    "Write its letter as a capital: A. Papers that share a letter are parts of one appendix.",
)
ITEM_NUMBER = Text(NUMBER, "Write 4, 4A for one added later, 1(4) or 1(4)(a) for sub-items.")

_SPAN: dict[str, Form] = {"since": Day(), "until": Day()}
_MEETING: dict[str, Form] = {
    "start": Clock(),
    "venue": Text(),
    "status": Choice(tuple(MeetingStatus)),
    "closed": Flag(),
    "filmed": Flag(),
    "note": Text(lines=True),
    "moved_from": Day(),
}
DATED_MEETING = Table({"date": Day()}, _MEETING)

PANEL = Table(
    {"name": Text(), "slug": SLUG, "nation": Choice(tuple(Nation))},
    {
        "host_authority": Text(),
        "police_area": Text(),
        "usual_start": Clock(),
        "contact": Table({"name": Text()}, {"email": EMAIL, "telephone": Text()}),
        "proper_officer": Table({"name": Text()}, {"title": Text(), "address": TEXTS}),
        "office_holder": Table({"title": Text(), "name": Text()}, {"abbreviation": Text(), **_SPAN}),
        "authorities": Listed(Table({"name": Text()})),
        "members": Listed(
            Table(
                {"name": Text()},
                {
                    "authority": Text(),
                    "kind": Choice(tuple(MemberKind)),
                    "office": Text(),
                    **_SPAN,
                    "registered": Day(),
                    "register": ADDRESS,
                },
            )
        ),
        "dispensations": Listed(
            Table({"member": Text(), "granted": Day(), "ends": Day()}, {"scope": Text(), "by": Text()})
        ),
        "working_groups": Listed(
            Table(
                {"name": Text()},
                {
                    "remit": Text(lines=True),
                    "members": TEXTS,
                    "meetings": Listed(Either(((datetime.date, Day()), (dict, DATED_MEETING)))),
                },
            )
        ),
        "meetings": Listed(DATED_MEETING),
        "decisions": Listed(
            Table({"title": Text()}, {"ref": Text(), "date": Day(), "status": Text(), "exempt_reason": Text()})
        ),
    },
)

PAPER = Table(
    {"title": Text()},
    {
        "file": Text(),
        "drawn": Choice(tuple(Drawing)),
        "appendix": APPENDIX,
        "exempt": Flag(),
        "exempt_paragraphs": Listed(Whole(1, 99)),
        "public_interest": Text(),
    },
)
MEETING = Table(
    {"date": Day()},
    {
        **_MEETING,
        "published": Either(((datetime.date, Day()), (bool, Flag()))),
        "items": Listed(
            Table(
                {"number": ITEM_NUMBER, "title": Text(), "kind": Choice(tuple(ItemKind))},
                {
                    "purpose": Text(lines=True),
                    "report": Choice(tuple(NoReport)),
                    "requested_by": Text(),
                    "added": Day(),
                    "urgent_reason": Text(),
                    "resolution": Text(lines=True),
                    "papers": Listed(PAPER),
                },
            )
        ),
        "questions": Listed(
            Table(
                {
                    "name": Text(),
                    "text": Text(lines=True),
                    "received": Either(((datetime.date, Day()), (datetime.datetime, Moment()))),
                },
                {"accepted": Flag(), "item": ITEM_NUMBER},
            )
        ),
    },
)

_PERSON = Either(((str, Text()), (dict, Table({"name": Text()}, {"role": Text()}))))


@dataclass(frozen=True)
class Disclosed:
    """A disclosure: what is kept of it, and further keys of the writer's own."""

    def read(self, document: Document, path: Path, value: Any) -> dict[str, Any]:
        """Give the writer's keys, and what is kept under `DISCLOSED`."""
        own = {key: each for key, each in value.items() if key not in DISCLOSED}
        known = {key: each for key, each in value.items() if key in DISCLOSED}
        return Named(Text()).read(document, path, own) | {KEPT: Table({}, DISCLOSED).read(document, path, known)}


_ACCESS: dict[str, Form] = {"access": Choice(tuple(PaperAccess))}
KEPT = "[kept]"
"""Where the known keys of a disclosure are kept; no TOML key of the format has brackets."""
DISCLOSED: dict[str, Form] = {
    "kind": Choice(tuple(InterestKind)),
    "registered": Flag(),
    "dispensation": Day(),
    "took_no_part": Flag(),
    "left_at": Clock(),
    "returned_at": Clock(),
    **_ACCESS,
}
"""What is kept of a disclosure beside its words; further keys are the writer's own."""
_MOVED: dict[str, Form] = {"proposer": Text(), "seconder": Text()}
MINUTES = Table(
    {"date": Day()},
    {
        "began": Clock(),
        "presided": Text(),
        "remote": TEXTS,
        "items": Listed(
            Table(
                {"item": ITEM_NUMBER},
                {"title": Text(), "text": Text(lines=True), "summary": Text(lines=True), **_ACCESS},
            )
        ),
        "movements": Listed(
            Table({"name": Text(), "moving": Choice(tuple(Moving))}, {"item": ITEM_NUMBER, "at": Clock(), **_ACCESS})
        ),
        "elections": Listed(
            Table(
                {"item": ITEM_NUMBER, "office": Text()},
                {
                    "presided": Text(),
                    "ballot": Flag(),
                    "elected": Text(),
                    "decided_by": Text(),
                    "nominations": Listed(Table({"name": Text()}, {**_MOVED, "votes": Whole()})),
                    **_ACCESS,
                },
            )
        ),
        "exclusions": Listed(
            Table(
                {"item": ITEM_NUMBER, "items": Listed(ITEM_NUMBER), "paragraphs": Listed(Whole(1, 18))},
                {
                    **_MOVED,
                    "words": Text(lines=True),
                    "outcome": Text(),
                    "instead": Text(),
                    "remained": Text(),
                    "out_at": Clock(),
                    "in_at": Clock(),
                },
            )
        ),
        "questions_taken": Listed(
            Table(
                {"name": Text(), "asked": Choice(tuple(Asked))},
                {
                    "item": ITEM_NUMBER,
                    "answered_by": Text(),
                    "answer": Text(lines=True),
                    "supplementary": Text(lines=True),
                    "supplementary_answer": Text(lines=True),
                    "owed_by": Text(),
                    "owed_until": Day(),
                    **_ACCESS,
                },
            )
        ),
        "rose": Clock(),
        "public_questions": Whole(),
        "present": Named(Listed(_PERSON)),
        "apologies": TEXTS,
        "substitutes": Listed(Table({"absent": Text(), "substitute": Text()})),
        "disclosures": Listed(Either(((str, Text()), (dict, Disclosed())))),
        "minutes_confirmed": Listed(Table({"date": Day()}, _ACCESS)),
        "motions": Listed(
            Table(
                {"item": ITEM_NUMBER, "text": Text()},
                {
                    "title": Text(),
                    "proposer": Text(),
                    "seconder": Text(),
                    "outcome": Text(),
                    "for": Whole(),
                    "against": Whole(),
                    "abstain": Whole(),
                    "veto": Choice(("precept", "chief constable")),
                    "casting": Choice(tuple(Cast)),
                    "votes": Table({}, {"for": TEXTS, "against": TEXTS, "abstained": TEXTS}),
                    "amends": Text(),
                    **_ACCESS,
                },
            )
        ),
        "resolutions": Listed(
            Table(
                {"item": ITEM_NUMBER, "number": Text(), "text": Text()},
                {"kind": Text(), "addressee": Text(), "answer_due": Day(), **_ACCESS},
            )
        ),
        "actions": Listed(Table({"text": Text()}, {"item": ITEM_NUMBER, "owner": Text(), "due": Day(), **_ACCESS})),
        "letter": Table(
            {"to": Text(), "sent": Day()},
            {
                "kind": Text(),
                "answer_due": Day(),
                "answered": Day(),
                "recommendations": Listed(
                    Either(
                        (
                            (str, Text()),
                            (
                                dict,
                                Table(
                                    {"text": Text()},
                                    {"resolution": Text(), "item": ITEM_NUMBER, "delegated": Text()},
                                ),
                            ),
                        )
                    )
                ),
            },
        ),
    },
)

_PERIODS_MONTH = 'Write year and month in quotation marks: "2023-04".'
PLAN = Table(
    {"title": Text()},
    {
        "vision": Text(),
        "published": Day(),
        "priorities": Listed(
            Table(
                {"number": Whole(1), "title": Text()},
                {
                    "focus": Listed(
                        Table(
                            {"key": Text(), "title": Text()},
                            {"rag": Named(Choice(("red", "amber", "green")))},
                        )
                    )
                },
            )
        ),
        "national_measures": Listed(Table({"number": Whole(1), "title": Text()}, {"proxies": TEXTS})),
        "governance_board_topics": Named(Text(), MONTH, _PERIODS_MONTH),
    },
)
