"""Minutes are numbered as the body's rules say, and a number that was kept stays."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from panel.minute_book.numbering import Counted, municipal_year, numbered

FIRST = date(2025, 3, 1)


@st.composite
def years_of_meetings(draw: st.DrawFn) -> list[Counted]:
    """Draw a body's meetings, each with some items."""
    days = draw(st.lists(st.integers(0, 900), min_size=1, max_size=5, unique=True))
    return [Counted(FIRST + timedelta(day), [str(n) for n in range(1, draw(st.integers(0, 6)) + 1)]) for day in days]


def kept(meeting: Counted, numbers: dict[str, str]) -> Counted:
    """Keep the numbers of a meeting."""
    return Counted(meeting.day, meeting.items, numbers)


def test_per_meeting_a_minute_has_the_number_of_its_item():
    assert numbered("per meeting", 1, [Counted(FIRST, ["1(2)", "4"])])[FIRST] == {"1(2)": "1(2)", "4": "4"}


def test_yearly_minutes_begin_anew_in_may_and_say_the_year():
    april, may = date(2026, 4, 30), date(2026, 5, 1)
    numbers = numbered("yearly", 1, [Counted(may, ["1"]), Counted(FIRST, ["1"]), Counted(april, ["1", "2"])])
    assert numbers == {FIRST: {"1": "1/24"}, april: {"1": "1/25", "2": "2/25"}, may: {"1": "1/26"}}


@settings(max_examples=40, deadline=None)
@given(years_of_meetings(), st.integers(1, 500))
def test_continuous_minutes_count_on_without_a_gap_from_the_first_number(meetings: list[Counted], first: int):
    found = numbered("continuous", first, meetings)
    in_order = [int(number) for day in sorted(found) for number in found[day].values()]
    assert in_order == list(range(first, first + len(in_order)))


@settings(max_examples=40, deadline=None)
@given(years_of_meetings())
def test_within_a_municipal_year_no_two_minutes_share_a_number(meetings: list[Counted]):
    found = numbered("yearly", 1, meetings)
    every = [number for numbers in found.values() for number in numbers.values()]
    assert len(set(every)) == len(every)
    for day, numbers in found.items():
        assert all(number.endswith(f"/{municipal_year(day) % 100:02}") for number in numbers.values())


@settings(max_examples=40, deadline=None)
@given(years_of_meetings(), years_of_meetings(), st.sampled_from(["continuous", "yearly"]), st.data())
def test_a_number_that_was_kept_stays_and_is_given_to_no_other_whatever_comes_before_it(
    meetings: list[Counted], more: list[Counted], way: str, data: st.DataObject
):
    before = numbered(way, 1, meetings)
    chosen = data.draw(st.sets(st.sampled_from(sorted(before))))
    fixed = [kept(each, before[each.day]) if each.day in chosen else each for each in meetings]
    taken = {each.day for each in meetings}
    after = numbered(way, data.draw(st.integers(1, 40)), [*fixed, *(each for each in more if each.day not in taken)])
    assert all(after[day] == before[day] for day in chosen)
    every = [number for numbers in after.values() for number in numbers.values()]
    assert len(set(every)) == len(every)
