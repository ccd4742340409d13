"""How often members came is counted from what minutes record, each meeting once for each member."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.minutes.attended import Came, Recorded, came, counted, stood_in
from panel.minutes.rules import Presence

DAY = date(2026, 2, 5)
FINCH, WREN = "Councillor Ada Finch", "Councillor Ivy Wren"


def of(name: str, presence: Presence = Presence.PRESENT, *, remote: bool = False, instead: str = "") -> Recorded:
    return Recorded(DAY, name, presence, remote, instead)


@pytest.mark.parametrize(
    ("recorded", "became"),
    [
        pytest.param([of(FINCH)], Came.IN_PERSON, id="there"),
        pytest.param([of(FINCH, remote=True)], Came.REMOTELY, id="from elsewhere"),
        pytest.param([of(FINCH, Presence.APOLOGIES)], Came.APOLOGIES, id="apologies"),
        pytest.param([of(FINCH, Presence.ABSENT)], Came.ABSENT, id="absent"),
        pytest.param([], Came.NOT_RECORDED, id="nothing said"),
        pytest.param([of(FINCH, Presence.NOT_RECORDED)], Came.NOT_RECORDED, id="not recorded"),
        pytest.param([of(FINCH, Presence.APOLOGIES), of(WREN, instead=FINCH)], Came.SUBSTITUTE, id="sent one"),
        pytest.param([of(WREN, instead=FINCH)], Came.SUBSTITUTE, id="sent one without apologies"),
        pytest.param(
            [of(FINCH, Presence.APOLOGIES), of(WREN, Presence.ABSENT, instead=FINCH)],
            Came.APOLOGIES,
            id="the substitute did not come",
        ),
        pytest.param([of(FINCH), of(WREN, instead=FINCH)], Came.IN_PERSON, id="both came"),
    ],
)
def test_a_meeting_counts_once_under_what_fits_first(recorded: list[Recorded], became: Came):
    assert came(FINCH, recorded) is became


@settings(max_examples=30)
@given(
    st.dictionaries(st.sampled_from((FINCH, WREN, "Reed")), st.lists(st.integers(0, 9), unique=True)),
    st.lists(
        st.builds(
            Recorded,
            st.integers(0, 9).map(lambda days: DAY + timedelta(days)),
            st.sampled_from((FINCH, WREN)),
            st.sampled_from(Presence),
            st.booleans(),
            st.sampled_from(("", FINCH)),
        )
    ),
)
def test_the_numbers_add_up_to_the_meetings_expected(expected: dict[str, list[int]], recorded: list[Recorded]):
    days = {name: [DAY + timedelta(each) for each in offsets] for name, offsets in expected.items()}
    for each in counted(days, recorded):
        assert each.expected == len(days[each.name])
        assert sorted(day for some in each.days.values() for day in some) == sorted(days[each.name])


def test_who_stood_in_is_told_with_the_day_and_for_whom():
    assert stood_in([of(WREN, instead=FINCH), of(FINCH, Presence.APOLOGIES)]) == {WREN: [(DAY, FINCH)]}
