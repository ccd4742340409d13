"""The officer's dates as pages: what is due, a date with its working, a year."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from panel.extensions import db
from panel.interests.models import Registration
from panel.law.words import number_in_words
from panel.members.models import Appointment, Member
from panel.papers.models import AccessDecision, Paper, PaperAccess
from panel.papers.rules import PaperStage
from panel.procedure.models import Body, BodyKind, RulesOfProcedure
from panel.procedure.operations import adopt_rules
from panel.recommendations.models import Letter
from tests.builders import RULES, a_body, a_meeting, a_paper, add, an_item
from tests.desk.pages import MEETING, text, the_panel, words
from tests.officers import signed_in, the_meeting
from tests.public.records import TODAY
from tests.public.site import statements


def section(page: str, heading: str, following: str) -> str:
    return page[page.index(heading) : page.index(following)]


@pytest.mark.parametrize(
    "address",
    [
        "/desk/",
        f"{MEETING}/",
        f"{MEETING}/dates/notice",
        "/desk/larkshire/year/2026",
        "/desk/larkshire/days",
        "/desk/work-out",
    ],
)
def test_whoever_is_not_signed_in_is_led_to_sign_in_and_back(address: str, site: Flask):
    answer = site.test_client().get(address)
    assert answer.status_code == 303
    assert answer.location == "/sign-in?" + urlencode({"next": address}, safe="/")
    assert signed_in(site).get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/desk/nowhere/2026-03-19/", id="no such body"),
        pytest.param("/desk/larkshire/2026-03-20/", id="no meeting that day"),
        pytest.param("/desk/larkshire/tomorrow/", id="no date"),
        pytest.param(f"{MEETING}/dates/petition", id="no date of that kind"),
        pytest.param("/desk/nowhere/year/2026", id="no such body's year"),
        pytest.param("/desk/nowhere/days", id="no such body's days"),
        pytest.param("/desk/dates/made-up.ics", id="a key that nobody was given"),
    ],
)
def test_a_wrong_address_is_not_found(address: str, officer: FlaskClient):
    assert officer.get(address).status_code == 404


def test_the_desk_says_what_is_due_by_when_and_for_which_meeting(officer: FlaskClient):
    page = text(officer, "/desk/")
    assert page.startswith("Thursday 12 March 2026 Dates")
    soon = section(page, "The next 60 days", "Coming meetings")
    assert "By Monday 16 March 2026 Receive public questions in writing" in soon
    assert "meeting of Thursday 19 March 2026 Meeting of Thursday 19 March 2026 In four days" in soon
    assert "Larkshire Police and Crime Panel" not in soon  # the header has it
    later = page[page.index("Later") :]
    assert "By Wednesday 10 June 2026 Publish the agenda and its reports" in later
    done = page[page.index("Done") :]
    assert "Wednesday 11 March 2026 Publish the agenda and its reports" in done
    assert "Published on 9 March 2026" in done
    assert "Overdue" not in page


def test_what_is_due_of_another_body_names_it(site: Flask, officer: FlaskClient):
    with site.app_context():
        group = db.session.query(Body).filter_by(slug="larkshire-budget").one()
        a_meeting(group, date(2026, 4, 9))
        adopt_rules(group, RULES, actor="a test")
        db.session.commit()
    assert "Budget Working Group, meeting of Thursday 9 April 2026" in text(officer, "/desk/")


def test_what_is_due_leads_to_its_own_page(officer: FlaskClient):
    page = officer.get("/desk/").get_data(as_text=True)
    links = set(re.findall(r'href="(/desk/[^"]+/dates/[^"]+)"', page))
    assert f"{MEETING}/dates/question" in links
    for link in links:
        assert officer.get(link).status_code == 200


def test_an_agenda_that_is_late_stands_first_with_how_late(site: Flask, officer: FlaskClient):
    with site.app_context():
        meeting = the_meeting("2026-03-19")
        meeting.date, meeting.published, meeting.published_on = date(2026, 3, 18), False, None
        db.session.commit()
    page = text(officer, "/desk/")
    late = section(page, "Overdue", "Today")
    assert "By Tuesday 10 March 2026 Publish the agenda and its reports" in late
    assert "Overdue, two days late" in late


def test_what_is_due_today_says_so(site: Flask, officer: FlaskClient):
    with site.app_context():
        a_meeting(the_panel(), date(2026, 3, 20))
        db.session.commit()
    assert "Publish the agenda" in section(text(officer, "/desk/"), "Today", "The next 60 days")


def test_a_time_of_day_is_told_and_overdue_from_the_minute_after_it(site: Flask, officer: FlaskClient):
    with site.app_context():
        rules = db.session.query(RulesOfProcedure).one()
        rules.rules = {"notice": {"cut_off": "08:30"}}
        a_meeting(the_panel(), date(2026, 3, 20))
        db.session.commit()
    late = section(text(officer, "/desk/"), "Overdue", "Today")
    assert "By Thursday 12 March 2026, 8.30am" in late
    assert "Overdue, since earlier today" in late


def test_an_answer_is_overdue_until_it_is_recorded(site: Flask, officer: FlaskClient):
    with site.app_context():
        letter = Letter(
            meeting_id=the_meeting("2026-02-05").id,
            to="The Commissioner",
            sent=date(2026, 2, 6),
            answer_due=date(2026, 3, 6),
        )
        add(letter)
        db.session.commit()
        assert "Overdue, six days late" in section(text(officer, "/desk/"), "Overdue", "Today")
        letter.answered = date(2026, 3, 11)
        db.session.commit()
    assert "Overdue" not in text(officer, "/desk/")
    page = text(officer, "/desk/larkshire/2026-02-05/dates/answer")
    assert "Answered on Wednesday 11 March 2026" in page


def test_two_dates_of_one_kind_have_a_page_each(site: Flask, officer: FlaskClient):
    with site.app_context():
        for day in (6, 5):
            meeting_id = the_meeting("2026-02-05").id
            add(Letter(meeting_id=meeting_id, to="Una Marsh", sent=date(2026, 2, 6), answer_due=date(2026, 3, day)))
        db.session.commit()
    assert "By Thursday 5 March 2026" in text(officer, "/desk/larkshire/2026-02-05/dates/answer")
    assert "By Friday 6 March 2026" in text(officer, "/desk/larkshire/2026-02-05/dates/answer-2")


@pytest.mark.parametrize(
    ("registered", "said"),
    [
        pytest.param(None, "Overdue, 40 days late", id="not registered"),
        pytest.param(date(2026, 1, 20), "", id="registered"),
    ],
)
def test_a_new_member_owes_a_registration(registered: date | None, said: str, site: Flask, officer: FlaskClient):
    with site.app_context():
        chair, other = db.session.query(Member).order_by(Member.id).limit(2)
        add(Registration(member_id=other.id, registered=date(2025, 5, 20)))
        if registered:
            add(Registration(member_id=chair.id, registered=registered))
        db.session.query(Appointment).filter_by(member_id=chair.id).update({"since": date(2026, 1, 4)})
        db.session.commit()
    page = text(officer, "/desk/")
    assert ("Councillor Ada Finch notifies" in page) is bool(said)
    assert said in page


def test_a_strip_for_each_coming_meeting_leads_to_its_check(officer: FlaskClient):
    page = officer.get("/desk/").get_data(as_text=True)
    for day in ("2026-03-19", "2026-06-18"):
        assert f'href="/desk/larkshire/{day}/check"' in page
    for day in ("2026-02-05", "2026-09-17", "2026-11-19"):  # past, and two that are off
        assert f'href="/desk/larkshire/{day}/check"' not in page
    assert "It sets no dates running." in words(page)


def test_a_strip_says_how_far_its_meeting_is(site: Flask, officer: FlaskClient):
    with site.app_context():
        item = an_item(the_meeting("2026-03-19"), "9", "Estates")
        a_paper(item, "Estates", asked_of="Head of Estates")
        db.session.query(Paper).filter_by(title="Force responses").one().stage = PaperStage.CLEARED
        db.session.commit()
    assert "Five of six papers are here, one cleared." in text(officer, "/desk/")
    looks = int(text(officer, f"{MEETING}/check").partition("To look at (")[2].partition(")")[0])
    page = text(officer, "/desk/")
    assert page.count("The last check:") == 1
    assert f"{number_in_words(looks)} to look at" in page


def look_again(site: Flask, on: date, title: str = "Force responses") -> str:
    """Have the exemption of a paper looked at again on a day; give the address of its decision."""
    with site.app_context():
        paper = db.session.query(Paper).filter_by(title=title).one()
        paper.review_on = on
        facts = {"paragraphs": [3], "reason": "A contract.", "by": "Imogen Vale", "at": TODAY, "review_on": on}
        for follows, name in enumerate(("Somebody Else", "Rufus Thorne")):
            decided = {"decided_by": name, "decided_on": date(2026, 3, 2), "follows": follows}
            add(AccessDecision(paper_id=paper.id, access=PaperAccess.EXEMPT, **decided, **facts))
        db.session.commit()
        return f"{MEETING}/papers/{paper.id}/access"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        pytest.param(date(2026, 4, 30), "To come", id="to come"),
        pytest.param(date(2026, 3, 10), "Overdue, two days late", id="late"),
    ],
)
def test_an_exemption_that_is_to_be_looked_at_again_stands_on_the_desk(
    on: date, said: str, site: Flask, officer: FlaskClient
):
    link = look_again(site, on)
    page = officer.get("/desk/").get_data(as_text=True)
    row = page[page.index(f'href="{link}"') :]
    row = words(f"<main {row[: row.index('</li>')]}</main>")
    assert row.startswith("Look again at the exemption of item 3, Appendix B")
    assert "“Force responses”, asked of Rufus Thorne" in row
    assert row.endswith(said if on < TODAY.date() else "In 49 days")
    assert officer.get(link).status_code == 200
    with site.app_context():
        db.session.query(Paper).filter_by(title="Force responses").update({"access": PaperAccess.PUBLIC})
        db.session.commit()
    assert "Look again" not in text(officer, "/desk/")


def test_an_empty_desk_says_what_to_do(site: Flask, officer: FlaskClient):
    with site.app_context():
        for table in reversed(db.metadata.sorted_tables):
            if not table.name.startswith(("user", "account", "session", "invitation", "sign")):
                db.session.execute(table.delete())
        db.session.commit()
    assert "No panel is recorded here yet. Set one up" in text(officer, "/desk/")


def test_the_desk_asks_the_database_as_often_however_many_meetings_there_are(site: Flask, officer: FlaskClient):
    asked = []
    for months in ((7,), (8, 10, 12)):
        with site.app_context():
            for month in months:
                meeting = a_meeting(the_panel(), date(2026, month, 22))
                add(Letter(meeting_id=meeting.id, to="Una Marsh", sent=meeting.date, answer_due=date(2026, 12, 30)))
                facts = {"access": PaperAccess.EXEMPT, "review_on": date(2026, 12, 1), "exempt_paragraphs": [3]}
                a_paper(an_item(meeting, "1", "A report"), "A report", **facts)
            db.session.commit()
        officer.get("/desk/")
        with statements(site) as recorded:
            assert officer.get("/desk/").status_code == 200
        asked.append(len(recorded))
    assert asked[0] == asked[1]


def test_a_date_is_counted_day_by_day_in_a_list_and_on_the_calendar(officer: FlaskClient):
    page = officer.get(f"{MEETING}/dates/notice").get_data(as_text=True)
    said = words(page)
    assert "By Wednesday 11 March 2026" in said
    assert "Thursday 19 March 2026 left out, the meeting's own day" in said
    assert "Sunday 15 March 2026 left out, a Sunday" in said
    assert "Thursday 12 March 2026 working day 5" in said
    assert "Wednesday 11 March 2026 the last day to publish, itself not counted" in said
    month = words("<main" + page[page.index("<table") : page.index("</table>")] + "</main>")
    assert "March 2026" in month
    assert "11 last day 12 day 5 13 day 4 14 left out, Saturday" in month


def test_a_date_that_is_not_counted_day_by_day_has_no_calendar(officer: FlaskClient):
    page = officer.get(f"{MEETING}/dates/minutes").get_data(as_text=True)
    assert "Wednesday 18 March 2032" not in page  # the last day of six years is a Thursday
    assert "By Thursday 18 March 2032" in words(page)
    assert "<table" not in page


def test_a_year_shows_its_dates_with_their_working_and_its_neighbours(officer: FlaskClient):
    page = text(officer, "/desk/larkshire/year/2026")
    assert "2025 , the year before 2027 , the year after" in page
    assert "Sunday 1 February 2026 The Police and Crime Commissioner notifies the panel of the proposed precept" in page
    assert "Publish the agenda and its reports (meeting of Thursday 19 March 2026)" in page
    assert "Without a fixed date" in page
    assert "the last day to publish, itself not counted" in page


@pytest.mark.parametrize("year", [1, 1999, 2036, 99999])
def test_a_year_beyond_the_bank_holidays_says_so(year: int, officer: FlaskClient):
    assert "known from 2000 to 2035" in text(officer, f"/desk/larkshire/year/{year}")


def test_the_first_and_the_last_year_have_one_neighbour(officer: FlaskClient):
    assert "the year before" not in text(officer, "/desk/larkshire/year/2000")
    assert "the year after" not in text(officer, "/desk/larkshire/year/2035")


def test_a_strip_says_whether_its_meeting_has_papers_and_dates_at_all(site: Flask, officer: FlaskClient):
    with site.app_context():
        group = a_body(name="Budget group", slug="budget", kind=BodyKind.WORKING_GROUP, parent=the_panel())
        a_paper(an_item(a_meeting(group, date(2026, 6, 1)), "1", "Costs"), "Costs", stage=PaperStage.ASKED)
        db.session.commit()
    page = text(officer, "/desk/")
    assert "None of one paper is here yet." in page
    assert "No date is set for it." in page


def test_a_strip_says_how_many_days_are_left_however_far_off(officer: FlaskClient):
    page = text(officer, "/desk/")
    strip = page[page.index("Thursday 18 June 2026", page.index("Coming meetings")) :]
    assert re.search(r"In \d+ days", strip[:600])
