"""Bring together what the chair has before them, in a few questions however long the agenda is. Nothing is kept of it:
it is made anew each time, so no pack and no search can come upon it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from panel.agendas.models import Item
from panel.agendas.rules import ItemKind
from panel.agendas.wording import ExemptLine
from panel.briefing import words
from panel.briefing.contents import Brief, Expected, Needed, Questioner, Reading, Step
from panel.briefing.rules import Timed, returns, running, time_for_questions
from panel.calling.queries import Called, Roll, roll_of
from panel.calling.rules import Coming
from panel.commissions.models import Commission
from panel.extensions import db
from panel.law.exemptions import description
from panel.law.words import counted
from panel.meetings.models import Meeting
from panel.members.queries import membership_on
from panel.members.rules import Membership
from panel.papers.models import Paper, PaperAccess
from panel.papers.queries import agenda_of
from panel.procedure.queries import in_force
from panel.procedure.rules import Procedure
from panel.questions.models import Question, QuestionState
from panel.questions.queries import questions_to

CHAIR = "Chair"
VETOED = ("precept", "chief constable")


def brief_of(meeting: Meeting, today: date) -> Brief:
    """Give the chair's brief of a meeting as the records stand."""
    agenda, rules = agenda_of(meeting), in_force(meeting.body, meeting.date)
    members, roll = membership_on(meeting.body, meeting.date), roll_of(meeting, today)
    numbers = [item.number for item, _papers in agenda]
    timed = [Timed(item.minutes, item.kind is ItemKind.HEADING) for item, _papers in agenda]
    begins, ends = running(meeting.start, timed)
    authors = _authors([paper for _item, papers in agenda for paper in papers])
    exclusion = next((at for at, (item, _) in enumerate(agenda) if item.kind is ItemKind.EXCLUSION), None)
    private = [
        exclusion is not None and at > exclusion and any(_exempt(paper) for paper in papers)
        for at, (_item, papers) in enumerate(agenda)
    ]
    again, questions = returns(private, exclusion), _accepted(meeting)
    lines = [_line(meeting, item, paper) for item, papers in agenda for paper in papers if _exempt(paper)]
    first = next((at for at, (item, _) in enumerate(agenda) if item.kind is not ItemKind.HEADING), None)
    steps = []
    for at, (item, papers) in enumerate(agenda):
        opening = words.opening(meeting.filmed) if at == first else ()
        before = (words.public_again(),) if at == again else ()
        steps.append(
            Step(
                number=item.number,
                title=item.title,
                heading=item.kind is ItemKind.HEADING,
                at="" if item.kind is ItemKind.HEADING else begins[at],
                lasts=counted(item.minutes, "minute", "minutes") if item.minutes and not timed[at].heading else "",
                presents=_presents(item, papers, authors),
                asks=item.purpose,
                papers=tuple(_named(paper) for paper in papers if not _exempt(paper)),
                exempt=tuple(_named_exempt(meeting, paper) for paper in papers if _exempt(paper)),
                notes=_notes(item, papers, rules, members, meeting, questions, private[at], numbers, exclusion),
                before=before,
                read=opening + _read(meeting, item, rules, lines),
                questions=tuple(map(_questioner, questions)) if item.kind is ItemKind.PUBLIC_QUESTIONS else (),
                private=private[at],
            )
        )
    return Brief(
        body=meeting.body.name,
        date=meeting.date,
        start=meeting.start,
        venue=meeting.venue,
        ends=ends,
        untimed=sum(each.minutes is None and not each.heading for each in timed),
        quorum=roll.outlook.reason if roll.outlook and roll.begun else "",
        expected=_expected(roll),
        needed=_needed(members, rules),
        steps=tuple(steps),
        closing=(words.public_again(),) if exclusion is not None and again is None and lines else (),
    )


def _authors(papers: Sequence[Paper]) -> dict[int, str]:
    """Name who writes each paper that was asked of somebody, by its number."""
    rows = db.session.scalars(
        select(Commission)
        .where(Commission.paper_id.in_([paper.id for paper in papers]), Commission.called_back.is_(False))
        .options(joinedload(Commission.author))
    )
    return {row.paper_id: row.author.name or row.author.email for row in rows}


def _accepted(meeting: Meeting) -> list[Question]:
    return [each for each in questions_to(meeting) if each.state is QuestionState.ACCEPTED]


def _exempt(paper: Paper) -> bool:
    return paper.access is PaperAccess.EXEMPT


def _named(paper: Paper) -> str:
    return f"Appendix {paper.appendix}: {paper.title}" if paper.appendix else paper.title


def _named_exempt(meeting: Meeting, paper: Paper) -> str:
    said = description(meeting.body.nation, paper.exempt_paragraphs) or "no description in Schedule 12A is stated"
    return f"{_named(paper)} ({said})"


def _line(meeting: Meeting, item: Item, paper: Paper) -> ExemptLine:
    said = description(meeting.body.nation, paper.exempt_paragraphs)
    return ExemptLine(item.number, paper.appendix, paper.title, said)


def _questioner(question: Question) -> Questioner:
    about = f"About item {question.item.number}, {question.item.title}" if question.item else ""
    return Questioner(question.name, question.text, about)


def _presents(item: Item, papers: Sequence[Paper], authors: dict[int, str]) -> tuple[str, ...]:
    """Name who leads on an item, and who wrote its papers."""
    lead = [item.lead] if item.lead else []
    wrote = dict.fromkeys(authors[paper.id] for paper in papers if paper.id in authors)
    return (*lead, *(f"{name}, who wrote the paper" for name in wrote if name != item.lead))


def _read(meeting: Meeting, item: Item, rules: Procedure, lines: Sequence[ExemptLine]) -> tuple[Reading, ...]:
    match item.kind:
        case ItemKind.DISCLOSURES:
            return words.declarations(rules.registration_days, rules.leave_the_room)
        case ItemKind.EXCLUSION:
            return words.exclusion(lines, meeting.body.nation, item.resolution)
        case _:
            return ()


def _notes(
    item: Item,
    papers: Sequence[Paper],
    rules: Procedure,
    members: Membership,
    meeting: Meeting,
    questions: Sequence[Question],
    private: bool,
    numbers: Sequence[str],
    exclusion: int | None,
) -> tuple[str, ...]:
    """Say what the chair should know of an item."""
    notes = []
    if item.requested_by:
        notes.append(f"Requested by the {item.requested_by}.")
    if item.urgent_reason:
        notes.append(f"You agreed to take it as urgent: {item.urgent_reason}")
    if item.report:
        notes.append(f"{item.report.printed}: there is no paper.")
    if item.kind is ItemKind.PUBLIC_QUESTIONS:
        own = rules.questions(meeting.date)
        if own is None:
            notes.append("The rules of procedure give the public no questions.")
        elif not questions:
            notes.append("No question was accepted.")
        else:
            notes += time_for_questions(len(questions), own.speaking_minutes, own.minutes_total, own.supplementary)
    if item.kind is ItemKind.EXCLUSION:
        notes.append("The resolution takes a majority of the members present and voting.")
    if any(map(_exempt, papers)) and not private:
        notes.append(
            f"What is exempt is not for public session: take it under item {numbers[exclusion]}, or move that first."
            if exclusion is not None
            else "It has an exempt paper, and no item of this agenda excludes the public: take advice first."
        )
    if members.veto and any(each in item.title.casefold() for each in VETOED):
        notes.append(f"A veto takes {members.veto.needed} votes of {members.veto.members} members, present or not.")
    return tuple(notes)


def _expected(roll: Roll) -> tuple[Expected, ...]:
    """Say who comes, who does not, and who stands in for whom."""
    chair = next((each for each in roll.called if each.seat.office == CHAIR), None)
    groups = [
        ("The Chair does not come", [chair] if chair and chair.coming in (Coming.APOLOGIES, Coming.SUBSTITUTE) else []),
        ("Apologies", roll.those(Coming.APOLOGIES)),
        ("Substitutes", roll.those(Coming.SUBSTITUTE)),
        ("Join remotely", roll.those(Coming.REMOTELY)),
        ("Come", roll.those(Coming.COMING)),
        ("Have not answered" if roll.begun else "Members, who were not asked yet", roll.those(None)),
    ]
    return tuple(Expected(what, tuple(map(_expected_name, those))) for what, those in groups if those)


def _expected_name(each: Called) -> str:
    note = f" (“{each.answer.note}”)" if each.answer and each.answer.note else ""
    name = f"{each.member.name}, {each.seat.office}" if each.seat.office else each.member.name
    if each.coming is not Coming.SUBSTITUTE:
        return name + note
    if each.named:
        return f"{each.named.member.name} for {name}{note}"
    given = each.answer.substitute_name if each.answer else ""
    return f"{given or 'Somebody'} for {name}, not named by an officer yet{note}"


def _needed(members: Membership, rules: Procedure) -> tuple[Needed, ...]:
    found = [Needed("Quorum", members.quorum.reason, members.quorum.authority)] if members.quorum else []
    return (*found, *words.votes(members.veto, rules.casting_vote))
