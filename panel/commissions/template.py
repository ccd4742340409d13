"""Fill the Word file that an author begins from with what is known: the meeting, the item, the people, the days."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from panel.commissions.models import Commission
from panel.commissions.rules import Stage
from panel.law.exemptions import PART, description
from panel.law.timetable import Deadline
from panel.law.words import day_in_words, time_in_words
from panel.meetings.models import Meeting
from panel.papers.models import PaperAccess
from panel.papers.telling import name_of
from panel.procedure.models import BodyKind

TO_BE_WRITTEN = re.compile(r"\[To\s+be\s+written:")
LONGEST_PROPERTY = 255
BASE = Path(__file__).with_name("report.docx")


def filled(commission: Commission, stages: Sequence[tuple[Stage, Deadline]]) -> BytesIO:
    """Give the file of one commission."""
    # Here, since it takes a fifth of a second to import, and few pages give a Word file.
    from docxtpl import DocxTemplate

    paper, item = commission.paper, commission.paper.item
    meeting = item.meeting
    who = "the Working Group" if meeting.body.kind is BodyKind.WORKING_GROUP else "the Panel"
    file = DocxTemplate(BASE)
    file.render(
        {
            "body": meeting.body.name,
            "title": f"{name_of(paper)}: {paper.title}" if paper.appendix else paper.title,
            "exempt": marking(commission),
            "meeting": when_and_where(meeting),
            "number": item.number,
            "item": item.title,
            "lead": item.lead,
            "purpose": item.purpose,
            "brief": commission.brief,
            "who": who,
            "who_begins": who[:1].upper() + who[1:],
            "people": [
                {"name": commission.author.name, "email": commission.author.email, "part": "Author"},
                *(
                    {"name": each.user.name, "email": each.user.email, "part": f"Clears it for {each.what}"}
                    for each in commission.approvers
                ),
            ],
            "stages": [
                {"name": stage.name, "day": day_in_words(day.last_day)} for stage, day in stages if day.last_day
            ],
        },
        autoescape=True,
    )
    core = file.docx.core_properties
    # A property of a Word file holds no more.
    core.title, core.author, core.subject = (
        words[:LONGEST_PROPERTY] for words in (paper.title, commission.author.name, meeting.body.name)
    )
    out = BytesIO()
    file.save(out)
    out.seek(0)
    return out


def left_to_write(pages: Sequence[str]) -> int:
    """Count the places of that file that an author has not written yet, in the text of what they handed in."""
    return sum(len(TO_BE_WRITTEN.findall(page)) for page in pages)


def marking(commission: Commission) -> str:
    """Say what every copy of an exempt report is marked with (LGA 1972, s.100B(5)); empty for a public one."""
    paper = commission.paper
    if paper.access is not PaperAccess.EXEMPT:
        return ""
    nation = paper.item.meeting.body.nation
    said = description(nation, paper.exempt_paragraphs) or "the proper officer is still to state the paragraph"
    return f"Not for publication, by virtue of {PART[nation]} of Schedule 12A to the Local Government Act 1972: {said}."


def when_and_where(meeting: Meeting) -> str:
    """Write a meeting's day, time and place, as far as they are known."""
    parts = (day_in_words(meeting.date), time_in_words(meeting.start) if meeting.start else "", meeting.venue)
    return ", ".join(part for part in parts if part)
