"""Several members join a panel at once: written in rows or pasted as a list, looked at, told at the row."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from panel.extensions import db
from panel.fields import day_written
from panel.members.forms import MOST_ROWS
from panel.members.models import Authority, Member
from panel.members.pasted import Named, named
from panel.members.rules import Joining, clashes, meant
from tests.accounts.people import send
from tests.desk.pages import text, words
from tests.members.test_seats import MEMBERS, trail
from tests.public.site import statements
from tests.security.test_at_the_same_moment import done, just_before

SEVERAL = f"{MEMBERS}/several"
COUNCIL = "Wrenshire Borough Council"


def rows(*each: dict[str, str]) -> dict[str, str]:
    """Give rows as a browser sends them."""
    empty = {"name": "", "kind": "councillor", "authority": "", "office": "", "since": ""}
    return {f"rows-{number}-{name}": value for number, row in enumerate(each) for name, value in (empty | row).items()}


IVY = {"name": "Councillor Ivy Wren", "authority": COUNCIL, "since": "21/5/2026"}
TOM = {
    "name": "Councillor Tom Heron",
    "authority": "Larkshire Couny Council",
    "office": "Chair",
    "since": "21 May 2026",
}
RUTH = {"name": "Dr Ruth Swift", "kind": "independent"}


def said(client: FlaskClient, **fields: str) -> str:
    return words(send(client, SEVERAL, **fields).get_data(as_text=True))


def test_several_join_after_a_look_at_what_follows(site: Flask, officer: FlaskClient):
    look = said(officer, **rows(IVY, {}, TOM, RUTH))
    assert f"{COUNCIL} is not recorded yet, and is recorded with this member. Councillor Tom Heron" in look
    assert "Larkshire Couny Council is not recorded yet, and is recorded with this member. Did you mean" in look
    assert "Councillor Ada Finch is Chair until the day before, and stays a member." in look
    assert "Dr Ruth Swift co-opted First day not recorded" in look
    before, after = look.split("With them")
    assert "Two of the three who are members on 21 May 2026" in before
    assert "Four of the six who are members on 21 May 2026" in after
    assert trail(site, "enrol") == []
    for _ in range(2):  # a double click
        assert send(officer, SEVERAL, **rows(IVY, TOM, RUTH), confirm="1").location == MEMBERS
    page = text(officer, MEMBERS)
    assert "Three members join Larkshire Police and Crime Panel." in page
    later = page[page.index("Who joins later") :]
    assert "Councillor Ivy Wren Wrenshire Borough Council Since Thursday 21 May 2026" in later
    assert trail(site, "name authority", "enrol", "appoint") == [
        "name authority: body larkshire",
        "enrol: member of larkshire: Councillor Ivy Wren",
        "appoint: member of larkshire: Councillor Ivy Wren",
        "name authority: body larkshire",
        "appoint: member of larkshire: Councillor Ada Finch",
        "enrol: member of larkshire: Councillor Tom Heron",
        "appoint: member of larkshire: Councillor Tom Heron",
        "enrol: member of larkshire: Dr Ruth Swift",
        "appoint: member of larkshire: Dr Ruth Swift",
    ]


def test_a_list_fills_the_rows_after_those_that_are_written(site: Flask, officer: FlaskClient):
    lines = (
        "Name\tAuthority\tSince",
        "Councillor Tom Heron\tLarkshire County Council\t21.5.2026",
        "",
        "Dr Ruth Swift\tco-opted",
    )
    pasted = "\r\n".join(lines)
    page = send(officer, SEVERAL, **rows(IVY), pasted=pasted, read="1").get_data(as_text=True)
    for number, each in enumerate(("Ivy Wren", "Tom Heron", "Ruth Swift")):
        field = page.split(f'name="rows-{number}-name"')[1].split(">")[0]
        assert each in field
    assert page.count('value="21/5/2026"') == 1
    assert page.count('value="21.5.2026"') == 1
    assert 'name="rows-3-name"' not in page
    assert "\tLarkshire" not in page
    assert trail(site, "enrol") == []


def test_a_mistake_is_told_at_its_row_and_nobody_joins(site: Flask, officer: FlaskClient):
    wrong = [
        {**IVY, "name": "omar reed"},
        IVY,
        {**IVY, "since": "31/2/2026"},
        {"since": "1/1/2026"},
        {**RUTH, "authority": COUNCIL},
    ]
    page = said(officer, **rows(*wrong), confirm="1")
    assert page.count("Member 3: First day must be a real date, such as 21/5/2026 or 21 May 2026.") == 1
    wrong[2] = IVY
    page = said(officer, **rows(*wrong), confirm="1")
    for tells in (
        "Member 1: omar reed is a member of this panel already",
        "Member 3: Councillor Ivy Wren stands in this list already, as its number 2.",
        "Member 4: Enter the member’s name.",
        "Member 4: Enter the authority that appoints the councillor.",
        "Member 5: The panel itself co-opts an independent member: leave the authority empty.",
    ):
        assert tells in page
    assert "Enter one member at least, or paste a list above." in said(officer, **rows({}))
    assert "Paste the list first" in said(officer, read="1")
    assert "at most 40 members" in said(officer, pasted="x\n" * (MOST_ROWS + 1), read="1")
    assert "at most 40 members" in said(officer, pasted="x" * 20_001, read="1")
    assert officer.get("/desk/larkshire-budget/members/several").status_code == 404
    assert trail(site, "enrol") == []


def test_what_is_wrong_stands_over_the_row_and_is_read_with_its_field(officer: FlaskClient):
    page = send(officer, SEVERAL, **rows({**IVY, "since": "x"})).get_data(as_text=True)
    assert 'class="govuk-error-message" id="rows-0-since-error"' in page
    assert 'aria-describedby="rows-0-since-error"' in page
    assert page.index('id="rows-0-since-error"') < page.index('id="rows-0-name"')


def test_the_enter_key_in_a_row_looks_and_reads_no_list(officer: FlaskClient):
    page = officer.get(SEVERAL).get_data(as_text=True)
    buttons = [each.split("</button>")[0] for each in page.split("<main")[1].split("<button")[1:]]
    assert "Look at what this does" in buttons[0]
    assert "Fill the rows from the list" in buttons[1]
    assert page.count('legend--s">Member') == 3


def test_a_row_is_added_until_there_are_enough(officer: FlaskClient):
    page = send(officer, SEVERAL, **rows(IVY), add="1").get_data(as_text=True)
    assert 'name="rows-1-name"' in page
    assert "Another row" not in send(officer, SEVERAL, **rows(*[{}] * MOST_ROWS), add="1").get_data(as_text=True)


def test_who_was_enrolled_a_moment_ago_is_told_and_nobody_joins_twice(site: Flask, officer: FlaskClient):
    other = {"name": RUTH["name"], "kind": "independent", "office": "", "confirm": "1"}
    with just_before("before_flush", lambda: done(officer, f"{MEMBERS}/new", **other)):
        page = send(officer, SEVERAL, **rows(IVY, RUTH), confirm="1").get_data(as_text=True)
    assert "Member 2: Dr Ruth Swift is a member of this panel already" in words(page)
    with site.app_context():
        assert db.session.query(Member).filter_by(name=IVY["name"]).count() == 0
        assert db.session.query(Authority).filter_by(name=COUNCIL).count() == 0


def test_a_look_asks_the_database_as_often_however_many_join(site: Flask, officer: FlaskClient):
    asked = []
    for count in (1, 9):
        with statements(site) as recorded:
            said(officer, **rows(*({**IVY, "name": f"Councillor {number}"} for number in range(count))))
        asked.append(len(recorded))
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Ada Finch", Named("Ada Finch", "independent")),
        ("1. Ada Finch; Wren Council; Chairman", Named("Ada Finch", "councillor", "Wren Council", "Chair")),
        ("• Ada Finch, Borough of Wren, Kite", Named("Ada Finch", "councillor", "Borough of Wren, Kite")),
        ("Ada\tvice chair\t2026-05-21\tWren", Named("Ada", "councillor", "Wren", "Vice-Chair", "2026-05-21")),
        ("Ada\tWren\t31/2/2026", Named("Ada", "councillor", "Wren", "", "31/2/2026")),
        ("Ada\t\tIndependent member\t", Named("Ada", "independent")),
        ("Ada\tChair\tChair", Named("Ada", "councillor", "Chair", "Chair")),
        ("Chair\tWren", Named("Chair", "councillor", "Wren")),
    ],
)
def test_a_line_of_a_list_is_read_whatever_the_order_of_its_columns(line: str, read: Named):
    assert named(f"Name\tKind\n\n{line}\n") == [read]


@settings(max_examples=40)
@given(st.text())
def test_any_text_is_a_list_of_names(pasted: str):
    assert all(each.name and each.kind for each in named(pasted))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("21/5/2026", date(2026, 5, 21)),
        ("21.05.2026", date(2026, 5, 21)),
        (" 21  May 2026", date(2026, 5, 21)),
        ("2026-05-21", date(2026, 5, 21)),
        ("31/2/2026", None),
        ("21/5/26", None),
        ("5", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_a_day_in_one_box_is_read_as_people_write_it(written: str, day: date | None):
    assert day_written(written) == day


ADA = Joining("Ada", True, "Wren", "Chair", None)


@pytest.mark.parametrize(
    ("joining", "members", "at"),
    [
        ([ADA], [], []),
        ([ADA], ["ADA"], [(0, "name")]),
        ([ADA, Joining("ada", False, "", "", None)], [], [(1, "name")]),
        ([ADA, Joining("Bea", True, "Wren", "Chair", None)], [], [(1, "office")]),
        ([Joining(name, True, "Wren", "Vice-Chair", None) for name in ("Ada", "Bea")], [], [(1, "office")]),
        ([Joining("", True, "", "", None)], [], [(0, "name"), (0, "authority")]),
    ],
)
def test_what_speaks_against_several_who_join(joining: list[Joining], members: list[str], at: list[tuple[int, str]]):
    assert [(number, field) for number, field, _ in clashes(joining, members)] == at


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("larkshire county council", "Larkshire County Council"),
        ("Larkshire Couny Council", "Larkshire County Council"),
        ("Marlstoke Borough Council", "Marlstoke City Council"),
        ("Royal Borough of Marlstoke", "Marlstoke City Council"),
        ("City Council", ""),
    ],
)
def test_an_authority_that_is_nearly_one_on_record_is_asked_about(written: str, near: str):
    assert meant(written, ["Wren", "Larkshire County Council", "Marlstoke City Council"]) == near
    assert meant("Wrenshire Borough Council", ["Larkshire County Council"]) == ""
