"""Rules of procedure go out as a rules file that says the same."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from panel.extensions import db
from panel.folders.mistakes import Findings
from panel.folders.rules_file import read_rules
from panel.folders.rules_form import COUNTS, KINDS
from panel.folders.rules_written import write_rules
from panel.procedure.models import RulesOfProcedure
from panel.procedure.queries import in_force
from tests.folders.conftest import MoveIn, everything
from tests.folders.records import body

EVERYTHING = """\
[notice]
clear_days = 5  # Local Government Act 1972, s.100A(6) and s.100B(3)
cut_off = "17:00"

[quorum]
fraction = "1/3"

[[participation]]
kind = "question"
from = 2018-01-01
until = 2019-12-31
deadline = { count = "working day at", n = 1, at = "09:00" }
max_per_person = 2
max_per_organisation = 2
word_limit = 100
minutes_total = 30
speaking_minutes = 3
supplementary = 1
agenda_items_only = false
cap_per_meeting = 8
who = "live, work or study in the area"
to = "the commissioner"
must_give = ["name", "address"]
refuse_if = ["operational", "repeat within 6 months", "defamatory or vexatious"]
late = "urgent at the chair's discretion"
urgent = { at = "10:30", day = "meeting" }
min_signatures = 10
[[participation]]
kind = "question"
from = 2020-01-01
deadline = { count = "days before publication", n = 7 }
late = "hold over"

[interests]
registration_days = 28  # Localism Act 2011, s.30
leave_the_room = true  # a standing order, not the Act

[meetings]
remote = "counts"
casting_vote = "no"
ballot = true
equal_votes = "lot"

[minutes]
numbering = "continuous"
first_number = 41
drafts_public = true

[log]
completed_shown_months = 6
"""


def read(folder: Path, text: str) -> dict[str, Any]:
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    findings = Findings()
    rules = read_rules(folder, "rules.toml", findings)
    assert findings.mistakes == []
    assert rules is not None
    return rules


def test_every_key_of_the_format_goes_out_in_its_order_with_its_authority(tmp_path: Path):
    assert write_rules(read(tmp_path, EVERYTHING)) == EVERYTHING


@pytest.mark.parametrize("at", ["", ', at = "12:00"'], ids=["no hour", "an hour"])
@pytest.mark.parametrize("count", COUNTS)
def test_every_way_of_counting_may_have_an_hour_or_none(tmp_path: Path, count: str, at: str):
    text = f'[[participation]]\nkind = "petition"\nfrom = 2018-01-01\ndeadline = {{ count = "{count}", n = 10{at} }}\n'
    assert write_rules(read(tmp_path, text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[notice]\n",
        "participation = []\n",
        '[quorum]\nfraction = "1/4"\n',
        "[quorum]\ncount = 4\n",
        '[[participation]]\nkind = "question"\nfrom = 2018-01-01\n'
        'deadline = { count = "calendar days", n = 0 }\nlate = "refuse"\nmust_give = []\n',
    ],
    ids=["nothing", "an empty table", "no participation", "a fraction", "a number", "empty lists"],
)
def test_what_says_little_goes_out_as_it_came_in(tmp_path: Path, text: str):
    assert tomllib.loads(write_rules(read(tmp_path, text))) == tomllib.loads(text)


SEEN = st.characters(blacklist_categories=("C", "Zl", "Zp")) | st.sampled_from("\n\t \"'\\")
TEXT = st.text(SEEN, min_size=1, max_size=20).filter(str.strip)
COUNT = st.integers(0, 10_000)
HOUR = st.times().map(lambda at: f"{at:%H:%M}")
ENTRY = st.fixed_dictionaries(
    {
        "deadline": st.fixed_dictionaries(
            {"count": st.sampled_from(COUNTS), "n": st.integers(0, 366)}, optional={"at": HOUR}
        )
    },
    optional={
        "max_per_person": COUNT,
        "max_per_organisation": COUNT,
        "word_limit": COUNT,
        "minutes_total": COUNT,
        "speaking_minutes": COUNT,
        "supplementary": COUNT,
        "agenda_items_only": st.booleans(),
        "cap_per_meeting": COUNT,
        "who": TEXT,
        "to": TEXT,
        "must_give": st.lists(TEXT, max_size=3),
        "refuse_if": st.lists(TEXT, max_size=3),
        "late": st.sampled_from(["hold over", "refuse", "urgent at the chair's discretion"]),
        "urgent": st.fixed_dictionaries({"at": HOUR, "day": st.just("meeting")}),
        "min_signatures": st.integers(0, 10_000_000),
    },
)


@st.composite
def participation(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Make entries whose periods do not overlap: each ends on the eve of the next."""
    entries = []
    for kind in draw(st.lists(st.sampled_from(KINDS), unique=True)):
        days = sorted(draw(st.sets(st.dates(date(1900, 1, 1), date(2199, 12, 31)), min_size=1, max_size=3)))
        for first, following in zip(days, [*days[1:], None], strict=True):
            entry = {"kind": kind, "from": first.isoformat(), **draw(ENTRY)}
            if following is not None:
                entry["until"] = date.fromordinal(following.toordinal() - 1).isoformat()
            entries.append(entry)
    return draw(st.permutations(entries))


RULES = st.fixed_dictionaries(
    {},
    optional={
        "notice": st.fixed_dictionaries({}, optional={"clear_days": st.integers(0, 366), "cut_off": HOUR}),
        "quorum": st.one_of(
            st.just({}),
            st.fixed_dictionaries({"count": st.integers(1, 100)}),
            st.fixed_dictionaries({"fraction": st.sampled_from(["1/4", "1/3", "2/3", "1/1"])}),
        ),
        "participation": participation(),
        "interests": st.fixed_dictionaries(
            {}, optional={"registration_days": st.integers(1, 366), "leave_the_room": st.booleans()}
        ),
        "meetings": st.fixed_dictionaries(
            {},
            optional={
                "remote": st.sampled_from(["counts", "does not count"]),
                "casting_vote": st.sampled_from(["yes", "no"]),
                "ballot": st.booleans(),
                "equal_votes": st.sampled_from(["casting vote", "lot"]),
            },
        ),
        "minutes": st.fixed_dictionaries(
            {},
            optional={
                "numbering": st.sampled_from(["continuous", "yearly"]),
                "first_number": st.integers(1, 9999),
                "drafts_public": st.booleans(),
            },
        ),
        "log": st.fixed_dictionaries({}, optional={"completed_shown_months": st.integers(0, 600)}),
    },
)


@given(rules=RULES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
def test_any_rules_that_are_written_are_read_again_the_same(tmp_path: Path, rules: dict[str, Any]):
    assert read(tmp_path, write_rules(rules, "a comment")) == rules


def test_the_real_panel_s_rules_come_in_and_go_out_equal(real_pack: Path, move_in: MoveIn):
    move_in(real_pack)
    row = db.session.scalars(select(RulesOfProcedure)).one()
    original = (real_pack / "rules.toml").read_text(encoding="utf-8")
    assert tomllib.loads(write_rules(row.rules)) == tomllib.loads(original)


def test_reading_and_writing_rules_needs_neither_flask_nor_a_database():
    code = (
        "import sys, panel.folders.rules_file, panel.folders.rules_written; "
        "print([name for name in ('flask', 'sqlalchemy', 'panel.extensions') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout.strip() == "[]", result.stderr


def test_rules_of_a_later_day_follow_those_before(folder: Path, move_in: MoveIn):
    later = (folder / "rules.toml").read_text().replace("clear_days = 5", "clear_days = 7")
    (folder / "rules-2019-05-01.toml").write_text(later)
    report = move_in(folder)
    panel = body()
    assert in_force(panel, date(2019, 4, 30)).notice_clear_days == 5
    assert in_force(panel, date(2019, 5, 1)).notice_clear_days == 7
    assert [entry.sentence for entry in report.added if entry.kind == "rules of procedure"] == [
        "the rules of procedure of Larkshire Police and Crime Panel",
        "the rules of procedure of Larkshire Police and Crime Panel from 1 May 2019",
    ]
    assert move_in(folder).nothing_changed


def test_rules_of_a_later_day_that_leave_the_folder_stay_in_force_and_that_is_told(folder: Path, move_in: MoveIn):
    (folder / "rules-2019-05-01.toml").write_text("[notice]\nclear_days = 7\n")
    move_in(folder)
    before = everything()
    (folder / "rules-2019-05-01.toml").unlink()
    assert any("from 1 May 2019 stay in force" in note for note in move_in(folder).notes)
    assert everything() == before


def test_a_mistake_in_rules_of_a_later_day_names_their_file(folder: Path):
    (folder / "rules-2019-05-01.toml").write_text('[[participation]]\nkind = "question"\nfrom = 2019-05-01\n')
    findings = Findings()
    read_rules(folder, "rules-2019-05-01.toml", findings)
    (mistake,) = findings.mistakes
    assert (mistake.file, mistake.place) == (
        "rules-2019-05-01.toml",
        "line 1, [[participation]] 1, key deadline",
    )
