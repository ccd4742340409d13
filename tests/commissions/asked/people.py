"""A paper that is asked for: its author, those who clear it, and how tests go through their pages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from panel.accounts.models import Authenticator, User
from panel.accounts.rules import Role
from panel.agendas.models import Item
from panel.commissions.models import Approver, Commission
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.papers.rules import PaperStage
from panel.people.models import Serving
from tests.accounts.people import an_officer
from tests.builders import a_paper, add, an_item
from tests.papers.pages import token
from tests.public.records import a_file, drawn

WREN, FINN, LEE, ROBIN = "wren@opcc.example", "finn@lark.example", "lee@lark.example", "robin@lark.example"
"""The author; those who clear the paper, for finance and then for law; and somebody who is asked for nothing."""
DRAFT = "Tuesday 19 May 2026"
"""The last day of the first stage for the meeting of 18 June, by the standard timetable."""
FILES = ("first", "second", "costs", "savings")
"""What the files say that are read in already, so that no test waits for the reading."""
ASKED = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_contributor(email: str, name: str, **facts: Any) -> User:
    """Make somebody who was invited to write or clear papers, and has chosen a password and no second step."""
    user = an_officer(email=email, name=name, **{"role": Role.CONTRIBUTOR, "serves_all": False} | facts)
    db.session.execute(delete(Authenticator).where(Authenticator.user_id == user.id))
    return user


def ask_for(item: Item, author: User, *clears: tuple[str, User], title: str = "Budget report", **facts: Any) -> int:
    """Ask somebody for a paper under an item; give the number under which it is asked."""
    paper = a_paper(item, title, stage=PaperStage.ASKED, asked_of=author.name, **facts)
    brief = "Tell the Panel what was spent on each priority."
    asked = add(Commission(paper_id=paper.id, author_id=author.id, brief=brief, by="Imogen Vale", at=ASKED))
    for position, (what, user) in enumerate(clears, start=1):
        add(Approver(commission_id=asked.id, position=position, what=what, user_id=user.id))
    number: int = asked.id
    return number


def fill_in(app: Flask) -> None:
    """Ask for a report under item 4 of the meeting of 18 June, which two people clear."""
    with app.app_context():
        for words in FILES:
            a_file(words, 1)
        meeting = the_meeting()
        item = an_item(meeting, "4", "Budget & spending", purpose="To comment.", lead="The Treasurer")
        wren, finn, lee, _robin = (
            a_contributor(email, name)
            for email, name in ((WREN, "Wren Hill"), (FINN, "Finn Cole"), (LEE, "Lee Marsh"), (ROBIN, "Robin Field"))
        )
        for user in (wren, finn, lee):
            add(Serving(user_id=user.id, body_id=meeting.body_id))
        assert ask_for(item, wren, ("Finance", finn), ("Legal", lee)) == 1
        db.session.commit()


def the_meeting() -> Meeting:
    """The meeting of 18 June 2026."""
    return db.session.scalars(select(Meeting).where(Meeting.date == date(2026, 6, 18))).one()


def the_commission(number: int = 1) -> Commission:
    """What is asked, as it is in the database."""
    db.session.expire_all()
    return db.session.get_one(Commission, number)


def pdf(words: str) -> bytes:
    """Give a file that is read in already."""
    assert words in FILES
    return drawn(words, 1)


def hand_in(client: FlaskClient, *files: tuple[str, bytes], commission: int = 1, **fields: str) -> TestResponse:
    """Hand files in, each as (name, bytes)."""
    page = f"/asked/{commission}"
    data = {"csrf_token": token(client, page), "kind": "report"} | fields
    return client.post(f"{page}/hand-in", data={**data, "files": [(BytesIO(content), name) for name, content in files]})


def seen(client: FlaskClient, commission: int = 1) -> str:
    """Give what the page says that an approver saw."""
    page = client.get(f"/asked/{commission}").get_data(as_text=True)
    return page.partition('name="seen" value="')[2].partition('"')[0]


def judge(client: FlaskClient, do: str, said: str = "", saw: str | None = None, commission: int = 1) -> TestResponse:
    """Clear a paper, or ask its author to change it."""
    page = f"/asked/{commission}"
    data = {"csrf_token": token(client, page), "do": do, "said": said}
    return client.post(f"{page}/judge", data={**data, "seen": seen(client, commission) if saw is None else saw})
