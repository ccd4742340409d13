"""An officer asks for a paper, changes what is asked, calls it back, and clears for somebody."""

from __future__ import annotations

import re
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from panel.accounts.models import User
from panel.accounts.rules import Role
from panel.commissions.models import Commission
from panel.extensions import db
from panel.papers.models import Paper
from panel.papers.rules import PaperStage
from panel.people.models import Serving
from panel.procedure.models import Body
from tests.builders import a_document
from tests.commissions.asking import (
    AUTHOR,
    FINANCE,
    LEGAL,
    MEETING,
    TITLE,
    item_two,
    mail,
    send,
    trail,
    words,
)
from tests.desk.pages import text
from tests.desk.pages import words as page_words
from tests.officers import signed_in
from tests.security.test_at_the_same_moment import just_before


def here(site: Flask) -> str:
    with site.app_context():
        return item_two()


def test_a_paper_is_put_on_the_agenda_and_asked_of_somebody_new_in_one(site: Flask, officer: FlaskClient):
    answer = send(officer, here(site), title=TITLE, letter="", brief="Which figures?", **AUTHOR, **FINANCE, **LEGAL)
    assert answer.status_code == 303
    first = officer.get(answer.location)
    page = page_words(first.text)
    assert "Jo Reeve is asked for it. Nothing is sent by itself here. Hand three e-mails over" in page
    assert 'href="/desk/mail/">Hand three' in first.text
    assert "Jo Reeve Invited; has not signed in yet" in page
    assert "It waits for Jo Reeve: Draft report" in page
    assert page.index("Finance: Fay Penny") < page.index("Legal: Leo Bard")
    with site.app_context():
        row = db.session.scalars(select(Commission)).one()
        assert (row.paper.title, row.paper.asked_of, row.brief) == (TITLE, "Jo Reeve", "Which figures?")
        assert row.author.role is Role.CONTRIBUTOR
        assert [(each.what, each.user.name) for each in row.approvers] == [
            ("Finance", "Fay Penny"),
            ("Legal", "Leo Bard"),
        ]
        assert {each.user_id for each in db.session.scalars(select(Serving))} >= {row.author_id}
        (entry,) = trail("commission")
        assert entry.actor == "Imogen Vale <imogen.vale@larkshire.example>"
        assert entry.detail["author"] == "Jo Reeve <jo.reeve@larkshire.example>"


def test_an_author_without_account_has_the_link_to_one_and_no_title_by_e_mail(site: Flask, officer: FlaskClient):
    send(officer, here(site), title=TITLE, **AUTHOR)
    with site.app_context():
        (message,) = mail()
        said = words(message)
        assert message.subject == "You are asked for a paper for item 2"
        assert re.search(r"http://localhost/invitation/[\w-]+", said)
        assert "http://localhost/asked/1" in said
        assert "Hand in a first file by Monday 23 March 2026" in said
        assert "Rural" not in said
        assert message.about == "account jo.reeve@larkshire.example"


def test_who_has_an_account_keeps_it_and_is_offered_the_next_time(site: Flask, officer: FlaskClient):
    first = send(officer, here(site), title=TITLE, **AUTHOR)
    with site.app_context():
        jo = db.session.scalars(select(User).where(User.name == "Jo Reeve")).one()
        jo.role = Role.MEMBER
        db.session.commit()
        number = jo.id
    assert f'<option value="{number}">Jo Reeve (jo.reeve@larkshire.example)</option>' in officer.get(here(site)).text
    second = send(officer, here(site), title="Annex", letter="A", **{"author-who": str(number)})
    assert second.status_code == 303 != first.location
    with site.app_context():
        assert [row.author_id for row in db.session.scalars(select(Commission))] == [number, number]
        assert "/invitation/" not in words(mail()[-1])
        assert db.session.get_one(User, number).role is Role.MEMBER


def test_whom_a_working_group_asked_before_is_looked_after_by_the_panels_officers_once_the_panel_asks(
    site: Flask, officer: FlaskClient
):
    send(officer, here(site), title=TITLE, **AUTHOR)
    with site.app_context():
        serving = db.session.scalars(select(Serving).join(User).where(User.name == "Jo Reeve")).one()
        panel = serving.body_id
        group = db.session.scalars(select(Body.id).where(Body.parent_id == panel)).first()
        serving.body_id, number = group, serving.user_id
        db.session.commit()
    send(officer, here(site), title="Annex", letter="A", **{"author-who": str(number)})
    with site.app_context():
        assert set(db.session.scalars(select(Serving.body_id).where(Serving.user_id == number))) == {group, panel}


def test_those_who_cleared_the_last_paper_are_proposed_for_the_next(site: Flask, officer: FlaskClient):
    send(officer, here(site), title=TITLE, **AUTHOR, **FINANCE)
    shown = officer.get(here(site)).text
    assert re.search(r'name="approvers-0-what"[^>]*value="Finance"', shown)
    assert re.search(r"<option value=\"\d+\" selected>Fay Penny", shown)


def test_a_double_click_asks_once(site: Flask, officer: FlaskClient):
    answers = [send(officer, here(site), title=TITLE, letter="", **AUTHOR) for _ in range(2)]
    assert answers[0].location == answers[1].location
    with site.app_context():
        assert len(mail()) == 1
        assert db.session.query(Paper).filter_by(title=TITLE).count() == 1


def test_mistakes_stand_at_their_fields_and_nothing_is_kept(site: Flask, officer: FlaskClient):
    answer = send(
        officer,
        here(site),
        **{"title": "", "letter": "?", "author-name": "Jo", "author-email": "jo", "approvers-0-what": ""},
    )
    assert answer.status_code == 200
    page = page_words(answer.text)
    for said in (
        "Enter the paper’s title as the agenda prints it.",
        "Enter one or two capital letters",
        "Enter an e-mail address, such as name@example.gov.uk.",
        "Enter what they clear it for, such as Finance.",
    ):
        assert page.count(said) == 2, said
    assert "<title>Error: " in answer.text
    assert 'value="Jo"' in answer.text
    with site.app_context():
        assert db.session.scalars(select(Commission)).all() == []


def test_where_nobody_was_asked_before_there_is_nobody_to_choose_from(site: Flask, officer: FlaskClient):
    page = page_words(send(officer, here(site), title=TITLE, **{"approvers-0-what": "Finance"}).text)
    assert page.count("Enter the author’s name and e-mail address.") == 4, "at two fields, and in the summary"
    assert page.count("Enter their name and e-mail address.") == 4
    assert "Choose who" not in page


def test_the_author_cannot_clear_their_own_paper(site: Flask, officer: FlaskClient):
    own = {"approvers-0-what": "Finance", "approvers-0-name": "Jo", "approvers-0-email": "JO.reeve@larkshire.example"}
    answer = send(officer, here(site), title=TITLE, **AUTHOR, **own)
    assert "The author cannot clear their own paper." in answer.text
    with site.app_context():
        assert mail() == []


def test_rows_are_added_moved_and_removed_by_buttons(site: Flask, officer: FlaskClient):
    typed = {"title": TITLE, **FINANCE, **LEGAL}
    moved = send(officer, here(site), do="down-0", **typed)
    assert re.findall(r'name="approvers-\d-what"[^>]*value="(\w+)"', moved.text) == ["Legal", "Finance"]
    assert "There is a problem" not in moved.text
    removed = send(officer, here(site), do="remove-0", **typed)
    assert re.findall(r'name="approvers-\d-what"[^>]*value="(\w+)"', removed.text) == ["Legal"]
    added = send(officer, here(site), do="add", **typed)
    assert re.search(r'name="approvers-2-what"[^>]* autofocus', added.text)
    assert f'value="{TITLE}"' in added.text


def asked(site: Flask, officer: FlaskClient) -> str:
    """Ask for a paper that two people clear; give the address of its page."""
    return send(officer, here(site), title=TITLE, **AUTHOR, **FINANCE, **LEGAL).location


def numbers(site: Flask) -> dict[str, str]:
    with site.app_context():
        return {user.name: str(user.id) for user in db.session.scalars(select(User))}


def test_author_brief_and_approvers_are_changed_and_only_the_new_are_told(site: Flask, officer: FlaskClient):
    page, known = asked(site, officer), numbers(site)
    new = {
        "brief": "Shorter",
        "author-name": "Kit Marl",
        "author-email": "kit@larkshire.example",
        "approvers-0-what": "Legal",
        "approvers-0-who": known["Leo Bard"],
    }
    assert send(officer, f"{page}/commission", **new).status_code == 303
    with site.app_context():
        row = db.session.scalars(select(Commission)).one()
        assert (row.author.name, row.brief, row.paper.asked_of) == ("Kit Marl", "Shorter", "Kit Marl")
        assert [(each.position, each.what) for each in row.approvers] == [(1, "Legal")]
        assert [message.to for message in mail()][3:] == ["kit@larkshire.example"]
        (entry,) = trail("change commission")
        assert entry.detail["approvers"] == ["Legal: Leo Bard <leo.bard@larkshire.example>"]


def test_the_second_of_two_officers_is_told_what_the_first_changed(site: Flask, officer: FlaskClient):
    page, known = asked(site, officer), numbers(site)
    form = {"author-who": known["Jo Reeve"], "brief": "Mine"}
    stale = re.search(r'name="seen" value="([^"]*)"', officer.get(f"{page}/commission").text)
    assert stale
    send(officer, f"{page}/commission", **form)
    answer = send(officer, f"{page}/commission", **form | {"brief": "Both", "seen": stale[1]})
    assert "Somebody else changed this meanwhile" in answer.text
    with site.app_context():
        assert db.session.scalars(select(Commission)).one().brief == "Mine"


def test_a_paper_is_called_back_and_undone(site: Flask, officer: FlaskClient):
    page = asked(site, officer)
    back = send(officer, f"{page}/commission/call-back", page)
    shown = text(officer, back.location)
    assert "Jo Reeve is asked for it no longer, and hears no more of it by e-mail" in shown
    assert "Called back" in shown
    send(officer, f"{page}/commission/call-back", page, do="ask again")
    assert "Called back" not in text(officer, page)
    with site.app_context():
        assert len(trail("call back commission")) == len(trail("commission again")) == 1


def test_a_paper_that_was_called_back_is_asked_of_another(site: Flask, officer: FlaskClient):
    page = asked(site, officer)
    send(officer, f"{page}/commission/call-back", page)
    assert "Put down, nobody asked here Jo Reeve" in text(officer, f"{MEETING}/commissions")
    kit = {"author-name": "Kit Marl", "author-email": "kit@larkshire.example"}
    assert send(officer, f"{page}/commission", **kit).status_code == 303
    assert "Called back" not in text(officer, page)
    with site.app_context():
        assert mail()[-1].to == "kit@larkshire.example"


def test_a_paper_that_was_put_down_in_words_is_asked_of_somebody_later(site: Flask, officer: FlaskClient):
    under = here(site).replace("/commission", "/papers")
    send(officer, f"{under}/ask", under, title=TITLE, letter="", author="Head of Finance")
    with site.app_context():
        number = db.session.scalars(select(Paper.id).where(Paper.title == TITLE)).one()
    page = f"{MEETING}/papers/{number}"
    assert "It is put down for Head of Finance. Nobody was asked for it here" in text(officer, page)
    assert "Ask somebody for it" in text(officer, f"{MEETING}/commissions")
    assert send(officer, f"{page}/commission", **AUTHOR).status_code == 303
    assert "It waits for Jo Reeve" in text(officer, page)


def test_clearing_for_somebody_goes_in_turn_and_tells_who_recorded_it(site: Flask, officer: FlaskClient, clock):
    page = asked(site, officer)
    with site.app_context():
        row = db.session.scalars(select(Commission)).one()
        first, second = (each.id for each in row.approvers)
        assert "They cleared it by e-mail" not in text(officer, page)
    early = send(officer, f"{page}/commission/clear/{first}", said="Fine")
    assert "There is nothing to clear yet" in early.text
    with site.app_context():
        paper = db.session.scalars(select(Paper).where(Paper.title == TITLE)).one()
        paper.document_id, paper.stage = a_document("rural").id, PaperStage.RECEIVED
        db.session.commit()
    assert "Their turn" in text(officer, page)
    assert "It is not their turn yet" in send(officer, f"{page}/commission/clear/{second}", said="Fine").text
    assert "Write what they said" in send(officer, f"{page}/commission/clear/{first}", said=" ").text
    for number in (first, second):
        assert send(officer, f"{page}/commission/clear/{number}", said="By e-mail: fine").status_code == 303
    again = send(officer, f"{page}/commission/clear/{first}", said="Fine")
    assert "They have cleared this file already" in again.text
    with site.app_context():
        paper = db.session.scalars(select(Paper).where(Paper.title == TITLE)).one()
        assert paper.stage is PaperStage.CLEARED
        assert [entry.detail["approver"].split(" <")[0] for entry in trail("clear on behalf")] == [
            "Fay Penny",
            "Leo Bard",
        ]
    assert "By e-mail: fine Recorded by Imogen Vale" in text(officer, page)


def test_what_was_asked_for_another_panel_is_found_by_nobody_else(
    site: Flask, officer: FlaskClient, elsewhere: FlaskClient
):
    page = asked(site, officer)
    for address in (here(site), f"{page}/commission", f"{MEETING}/commissions", "/desk/larkshire/report-timetable"):
        assert officer.get(address).status_code == 200
        assert elsewhere.get(address).status_code == 404
    assert officer.get(page.replace("2026-04-23", "2026-06-18") + "/commission").status_code == 404


def test_two_officers_who_ask_for_one_paper_at_the_same_moment_ask_once(site: Flask, officer: FlaskClient):
    other, address = signed_in(site), here(site)
    form = {"title": TITLE, "letter": "", **AUTHOR}
    with just_before("do_orm_execute", lambda: send(other, address, **form)):
        assert send(officer, address, **form).status_code == 303
    with site.app_context():
        assert len(mail()) == len(trail("commission")) == 1


def test_of_two_who_ask_others_for_a_paper_at_the_same_moment_the_second_is_told(site: Flask, officer: FlaskClient):
    under = here(site).replace("/commission", "/papers")
    send(officer, f"{under}/ask", under, title=TITLE, letter="", author="Head of Finance")
    with site.app_context():
        number = db.session.scalars(select(Paper.id).where(Paper.title == TITLE)).one()
    page, other = f"{MEETING}/papers/{number}/commission", signed_in(site)
    kit = {"author-name": "Kit Marl", "author-email": "kit@larkshire.example"}
    with just_before("do_orm_execute", lambda: send(other, page, **kit)):
        answer = send(officer, page, **AUTHOR)
    assert "Kit Marl &lt;kit@larkshire.example&gt; was asked for this paper meanwhile." in answer.text
    with site.app_context():
        assert [message.to for message in mail()] == ["kit@larkshire.example"]


def test_whoever_asks_sees_by_when_and_what_is_overdue_already(site: Flask, officer: FlaskClient, clock):
    assert "Draft report Monday 23 March 2026 Finance and legal comments" in text(officer, here(site))
    clock.shift(timedelta(days=12))
    shown = page_words(send(signed_in(site), here(site), title="").text)
    assert "Draft report Monday 23 March 2026 Overdue Finance and legal comments" in shown
