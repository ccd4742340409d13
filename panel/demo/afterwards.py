"""What the invented panel's officer did in the program itself, once the folder had moved in."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from sqlalchemy import select

from panel.agendas.models import Item
from panel.agendas.operations import keep_as_published
from panel.calling.operations import answer
from panel.calling.queries import roll_of
from panel.calling.rules import Coming
from panel.demo.cast import BHAMRAI, CARROW, CONTACT, FENBROOK, HOLT, KAREEMI, SLUG, TALLIS
from panel.demo.minutes import CONFIRMING_ITEM
from panel.demo.texts.second_record import AMENDMENT, SALE_ITEM, SUBSTITUTE
from panel.demo.year import Year, year_around
from panel.extensions import db
from panel.meetings.models import Meeting
from panel.meetings.operations import publish
from panel.meetings.queries import find
from panel.minute_book.confirming import Amended, confirm, sign
from panel.minute_book.enclosing import enclose_due
from panel.minute_book.models import EnclosedMinutes, Passage
from panel.minutes.models import Minutes, Motion, Resolution
from panel.minutes.operations import amend, enter
from panel.papers.models import Paper, PaperAccess
from panel.papers.operations import amend as amend_paper
from panel.papers.queries import agenda_as_it_stands

MILES = ("eighteen miles", "sixteen miles")
"""What the minutes of the first meeting said, and what the second let them say."""
_ANSWERS = {
    TALLIS: Coming.COMING,
    CARROW: Coming.COMING,
    FENBROOK: Coming.COMING,
    HOLT: Coming.APOLOGIES,
    KAREEMI: Coming.SUBSTITUTE,
    BHAMRAI: Coming.REMOTELY,
}
"""What members answered to the calling notice of the coming meeting; the others have not yet."""


def go_on(today: date) -> Meeting:
    """Confirm and sign, enclose the last minutes with the coming agenda, publish it; give that meeting."""
    year, now = year_around(today), datetime.now(UTC)
    _private(_minutes(year.second))
    _confirm(year, now)
    coming = _meeting(year.coming)
    _answer(coming, today)
    enclose_due(coming, now=now, actor=CONTACT.email)
    _weigh(coming)
    publish(coming, year.published, actor=CONTACT.email)
    keep_as_published(coming, agenda_as_it_stands(coming), year.published)
    return coming


def _private(minutes: Minutes) -> None:
    """Record what a folder does not hold: the motion that was amended, and what was resolved without the public."""
    motion, amendment = db.session.scalars(
        select(Motion).where(Motion.minutes_id == minutes.id).order_by(Motion.text == AMENDMENT)
    )
    amend(amendment, {"amends_id": motion.id}, actor=CONTACT.email)
    text = "Agrees to look at the offers and at the valuers’ advice before the Commissioner makes a decision."
    resolved = {"item": SALE_ITEM, "number": "1", "text": text, "access": PaperAccess.EXEMPT}
    enter(Resolution, minutes, resolved, actor=CONTACT.email)


def _confirm(year: Year, now: datetime) -> None:
    """Confirm the minutes of the first meeting at the second, with one amendment, and let the Chair sign them."""
    minutes, second = _minutes(year.first), _meeting(year.second)
    passage = db.session.scalars(
        select(Passage).where(Passage.minutes_id == minutes.id, Passage.text.contains(MILES[0]))
    ).one()
    confirm(
        second,
        minutes,
        PaperAccess.PUBLIC,
        words=f"Item {passage.item}, in what {CARROW.name} said: “{MILES[0]}” to read “{MILES[1]}”.",
        passages=[Amended(passage.item, passage.text.replace(*MILES), passage.version)],
        proposer=CARROW.name,
        seconder=FENBROOK.name,
        item=CONFIRMING_ITEM,
        now=now,
        actor=CONTACT.email,
    )
    sign(minutes, PaperAccess.PUBLIC, second, TALLIS.name, now=now, actor=CONTACT.email)


def _answer(coming: Meeting, today: date) -> None:
    expected = {member.name: said for member, said in _ANSWERS.items()}
    for called in roll_of(coming, today).called:
        if said := expected.get(called.member.name):
            answer(
                coming,
                called,
                said,
                datetime.combine(today, time(9)),
                actor=called.member.name,
                substitute_name=SUBSTITUTE.name,
            )


def _weigh(coming: Meeting) -> None:
    """Record why the exempt minutes are withheld (LGA 1972, Schedule 12A, Part 2, paragraph 10)."""
    paper = db.session.scalars(
        select(Paper)
        .join(EnclosedMinutes, EnclosedMinutes.paper_id == Paper.id)
        .join(Item, Paper.item_id == Item.id)
        .where(Item.meeting_id == coming.id, Paper.access == PaperAccess.EXEMPT)
    ).one()
    reason = "To name the price that is hoped for would weaken the Commissioner while offers are still being made."
    amend_paper(paper, {"public_interest": reason}, actor=CONTACT.email)


def _meeting(day: date) -> Meeting:
    return find(SLUG, day, day)


def _minutes(day: date) -> Minutes:
    return db.session.scalars(select(Minutes).where(Minutes.meeting_id == _meeting(day).id)).one()
