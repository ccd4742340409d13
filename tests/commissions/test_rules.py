"""When a stage is met, whose move it is, what comes next, and on which days somebody is reminded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel.commissions.rules import (
    STANDARD,
    Awaits,
    ChaserKind,
    Stage,
    Turn,
    Whose,
    clears_for,
    holds_from,
    is_open,
    met,
    next_stage,
    reminders,
    reminds,
    stage_falls,
    stage_named,
    whose_move,
)
from panel.law.clear_days import WorkingDays, next_working_day
from panel.law.exemptions import Nation
from panel.papers.rules import PaperStage

ENGLAND = WorkingDays(Nation.ENGLAND)
FILE = Stage("Draft", 15, Awaits.FILE)
CLEARANCE = Stage("Comments", 10, Awaits.CLEARANCE)
CHAIR = Stage("Chair", 7, Awaits.NOTHING)
FINAL = Stage("Final", 3, Awaits.FINAL)
OPEN, CLEARED = Turn(1, False), Turn(1, True)
ASKED, RECEIVED, QUERIED = PaperStage.ASKED, PaperStage.RECEIVED, PaperStage.QUERIED


@pytest.mark.parametrize(
    ("stage", "paper", "has_file", "turns", "is_met", "whose"),
    [
        pytest.param(FILE, ASKED, False, [], False, Whose.AUTHOR, id="no file yet"),
        pytest.param(FILE, RECEIVED, True, [], True, Whose.AUTHOR, id="a file is here"),
        pytest.param(FILE, QUERIED, True, [], True, Whose.AUTHOR, id="a query opens no stage that a file met"),
        pytest.param(CLEARANCE, ASKED, False, [OPEN], False, Whose.AUTHOR, id="nothing to clear: the author"),
        pytest.param(CLEARANCE, RECEIVED, True, [OPEN], False, Whose.APPROVER, id="somebody clears it"),
        pytest.param(CLEARANCE, QUERIED, True, [OPEN], False, Whose.AUTHOR, id="queried: the author"),
        pytest.param(CLEARANCE, RECEIVED, True, [CLEARED], True, Whose.OFFICER, id="everybody has cleared it"),
        pytest.param(CLEARANCE, RECEIVED, True, [CLEARED, Turn(2, False)], False, Whose.APPROVER, id="the next one"),
        pytest.param(CLEARANCE, RECEIVED, True, [], False, Whose.OFFICER, id="nobody else clears it"),
        pytest.param(CLEARANCE, PaperStage.CLEARED, True, [OPEN], True, Whose.APPROVER, id="the officer cleared it"),
        pytest.param(FINAL, PaperStage.CLEARED, True, [CLEARED], False, Whose.OFFICER, id="to be marked final"),
        pytest.param(FINAL, PaperStage.FINAL, True, [CLEARED], True, Whose.OFFICER, id="final"),
        pytest.param(CHAIR, ASKED, False, [], False, None, id="a date to know"),
    ],
)
def test_a_stage_is_met_by_what_it_awaits_and_waits_for_who_can_give_it(
    stage: Stage, paper: PaperStage, has_file: bool, turns: list[Turn], is_met: bool, whose: Whose | None
):
    assert met(stage, paper, has_file, turns) is is_met
    assert whose_move(stage, paper, has_file, turns) is whose


DATED = [
    (FILE, date(2026, 3, 23)),
    (CLEARANCE, date(2026, 3, 30)),
    (CHAIR, date(2026, 4, 2)),
    (FINAL, date(2026, 4, 10)),
]


@pytest.mark.parametrize(
    ("done", "today", "name"),
    [
        pytest.param((), date(2026, 3, 12), "Draft", id="the first"),
        pytest.param((), date(2026, 4, 1), "Draft", id="a late one stays the next"),
        pytest.param(("Draft", "Comments"), date(2026, 4, 1), "Chair", id="a date ahead"),
        pytest.param(("Draft", "Comments"), date(2026, 4, 2), "Chair", id="a date on its day"),
        pytest.param(("Draft", "Comments"), date(2026, 4, 3), "Final", id="a date behind"),
        pytest.param(("Draft", "Comments", "Final"), date(2026, 4, 3), None, id="nothing is left"),
    ],
)
def test_the_next_stage_is_the_first_that_waits_or_lies_ahead(done: tuple[str, ...], today: date, name: str | None):
    found = next_stage(DATED, done, today)
    assert (found and found[0].name) == name


def test_the_standard_timetable_falls_and_names_each_stage_once():
    names: list[str] = []
    above = None
    for stage in STANDARD:
        assert stage_named(stage.name, names)
        assert stage_falls(stage.days, above)
        names.append(stage.name)
        above = stage.days


@pytest.mark.parametrize(
    "ruling",
    [
        pytest.param(stage_named("", []), id="no name"),
        pytest.param(stage_named("x" * 61, []), id="a long name"),
        pytest.param(stage_named("draft report", ["Draft report"]), id="one name twice"),
        pytest.param(stage_falls(None, None), id="no number"),
        pytest.param(stage_falls(-1, None), id="below nought"),
        pytest.param(stage_falls(121, None), id="half a year"),
        pytest.param(stage_falls(11, 10), id="rising"),
        pytest.param(reminds(None), id="no number of days to remind"),
        pytest.param(reminds(21), id="a month to remind"),
        pytest.param(holds_from(date(2999, 1, 1)), id="beyond the bank holidays"),
        pytest.param(clears_for(False, True, RECEIVED, False, "Fine"), id="no file to clear"),
        pytest.param(clears_for(False, True, PaperStage.FINAL, True, "Fine"), id="final already"),
        pytest.param(clears_for(True, False, RECEIVED, True, "Fine"), id="cleared already"),
        pytest.param(clears_for(False, False, RECEIVED, True, "Fine"), id="out of turn"),
        pytest.param(clears_for(False, True, RECEIVED, True, ""), id="without what they said"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(ruling):
    assert not ruling
    assert ruling.reason.endswith(".")


def test_two_stages_may_end_on_one_day():
    assert stage_falls(10, 10)
    assert stage_falls(0, 0)


GOOD_FRIDAY = date(2026, 4, 3)
"""With Easter Monday on the 6th."""


@pytest.mark.parametrize(
    ("last", "asked", "today", "kind"),
    [
        pytest.param(date(2026, 3, 23), date(2026, 3, 12), date(2026, 3, 18), None, id="three working days before"),
        pytest.param(date(2026, 3, 23), date(2026, 3, 12), date(2026, 3, 19), "before", id="two, over a weekend"),
        pytest.param(date(2026, 3, 23), date(2026, 3, 12), date(2026, 3, 21), None, id="not on a Saturday"),
        pytest.param(date(2026, 3, 23), date(2026, 3, 12), date(2026, 3, 23), "before", id="the last day itself"),
        pytest.param(date(2026, 3, 23), date(2026, 3, 12), date(2026, 3, 24), "after", id="the working day after"),
        pytest.param(date(2026, 4, 7), date(2026, 3, 12), date(2026, 4, 1), "before", id="two, over Easter"),
        pytest.param(date(2026, 4, 2), date(2026, 3, 12), GOOD_FRIDAY, None, id="not on Good Friday"),
        pytest.param(date(2026, 4, 2), date(2026, 3, 12), date(2026, 4, 7), "after", id="after Easter"),
        pytest.param(date(2026, 3, 23), date(2026, 3, 23), date(2026, 3, 23), "before", id="asked on the last day"),
        pytest.param(date(2026, 3, 23), date(2026, 3, 24), date(2026, 3, 25), None, id="asked when it was over"),
    ],
)
def test_somebody_is_reminded_two_working_days_before_and_on_the_one_after(
    last: date, asked: date, today: date, kind: str | None
):
    found = reminders([(FILE, last)], (), asked, today, ENGLAND, 2)
    assert [each.kind.value for each in found] == ([kind] if kind else [])
    assert reminders([(FILE, last)], ("Draft",), asked, today, ENGLAND, 2) == []


@given(
    last=st.dates(date(2026, 1, 5), date(2027, 12, 20)),
    lead=st.integers(0, 40),
    remind=st.integers(0, 20),
)
def test_from_asking_on_the_first_reminders_fall_on_working_days_at_their_time(last: date, lead: int, remind: int):
    asked = last - timedelta(days=lead)
    first: dict[ChaserKind, date] = {}
    for step in range(lead + 12):
        day = asked + timedelta(days=step)
        for each in reminders([(FILE, last)], (), asked, day, ENGLAND, remind):
            first.setdefault(each.kind, day)
    assert first[ChaserKind.AFTER] == next_working_day(last, ENGLAND)
    before = first.get(ChaserKind.BEFORE)
    if before:
        between = sum(ENGLAND(before + timedelta(days=step)) for step in range((last - before).days))
        assert ENGLAND(before)
        assert before <= last
        assert between <= remind or before == asked


@pytest.mark.parametrize(
    ("back", "postponed", "today", "still"),
    [
        pytest.param(False, False, date(2026, 4, 23), True, id="on the day of the meeting"),
        pytest.param(False, False, date(2026, 4, 24), False, id="after it"),
        pytest.param(True, False, date(2026, 4, 1), False, id="called back"),
        pytest.param(False, True, date(2026, 9, 1), True, id="postponed: it may yet have a new day"),
        pytest.param(False, True, date(2027, 9, 1), False, id="postponed for good"),
    ],
)
def test_the_queue_looks_until_the_meeting_is_over(back: bool, postponed: bool, today: date, still: bool):
    assert is_open(date(2026, 4, 23), called_back=back, postponed=postponed, today=today) is still
