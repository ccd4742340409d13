"""The form of a rules file, as the README describes it: by itself, so that reading one needs no database."""

from __future__ import annotations

import re

from panel.folders.form import Choice, Day, Flag, Listed, Table, Text, Whole

HOUR = Text(re.compile(r"([01]\d|2[0-3]):[0-5]\d"), 'Write hours and minutes in quotation marks: "17:00".')
FRACTION = Text(
    re.compile(r"[1-9]\d?/[1-9]\d?"), 'Write a part of the members in quotation marks, such as "1/4" or "2/3".'
)
COUNTS = ("calendar days", "working days", "clear working days", "working day at", "days before publication")
KINDS = ("question", "statement", "petition", "deputation")
_DAYS = Whole(0, 366)
_WORDS = Text(to_the_letter=True)
"""The file goes out equal to what came in, so its texts are kept as they are written."""
_DEADLINE = Table({"count": Choice(COUNTS), "n": _DAYS}, {"at": HOUR})
_URGENT = Table({"at": HOUR, "day": Choice(("meeting",))})
PARTICIPATION = Table(
    {"kind": Choice(KINDS), "from": Day(), "deadline": _DEADLINE},
    {
        "until": Day(),
        "max_per_person": Whole(),
        "max_per_organisation": Whole(),
        "word_limit": Whole(),
        "minutes_total": Whole(),
        "speaking_minutes": Whole(),
        "supplementary": Whole(),
        "agenda_items_only": Flag(),
        "cap_per_meeting": Whole(),
        "who": _WORDS,
        "to": _WORDS,
        "must_give": Listed(_WORDS),
        "refuse_if": Listed(_WORDS),
        "late": Choice(("hold over", "refuse", "urgent at the chair's discretion")),
        "urgent": _URGENT,
        "min_signatures": Whole(0, 10_000_000),
    },
)
RULES = Table(
    {},
    {
        "notice": Table({}, {"clear_days": _DAYS, "cut_off": HOUR}),
        "quorum": Table({}, {"count": Whole(1, 100), "fraction": FRACTION}),
        "participation": Listed(PARTICIPATION),
        "interests": Table({}, {"registration_days": Whole(1, 366), "leave_the_room": Flag()}),
        "meetings": Table(
            {},
            {
                "remote": Choice(("counts", "does not count")),
                "casting_vote": Choice(("yes", "no")),
                "ballot": Flag(),
                "equal_votes": Choice(("casting vote", "lot")),
            },
        ),
        "minutes": Table(
            {},
            {"numbering": Choice(("continuous", "yearly")), "first_number": Whole(1), "drafts_public": Flag()},
        ),
        "log": Table({}, {"completed_shown_months": Whole(0, 600)}),
    },
)
