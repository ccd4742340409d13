"""Write an invented panel's year as a meeting folder, which moves in through the same door as a real one."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path
from typing import Any

from panel.demo import cast
from panel.demo.agenda import Agenda, Handed, Item
from panel.demo.cast import EXEMPT_WORD
from panel.demo.figures import AREAS, MEASURES, in_month
from panel.demo.sheets import draw_sheet
from panel.demo.texts import programme
from panel.demo.texts.coming import coming_agenda
from panel.demo.texts.coming_commissioner import decisions
from panel.demo.texts.first import first_agenda
from panel.demo.texts.second import second_agenda
from panel.demo.word import write_word
from panel.demo.year import Year, year_around
from panel.folders import toml_written
from panel.folders.toml_written import Inline

__all__ = ["EXEMPT_WORD", "invent"]

_START = time(10, 30)


def invent(folder: Path, today: date, *, word: bool) -> None:
    """Write a complete meeting folder around a day; equal days give equal bytes.

    Without `word` every paper is a PDF, for machines that cannot convert Word files.
    """
    year = year_around(today)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "panel.toml", _panel(year), "An invented panel: its people, places and figures are made up.")
    _write(folder / "rules.toml", _rules(), "The rules of procedure of the invented panel.")
    _write_rows(folder / "work_programme.csv", programme.PROGRAMME_HEAD, programme.work_programme(year))
    _write_rows(folder / "recommendations.csv", programme.LOG_HEAD, programme.log(year))
    _write_rows(folder / "measures.csv", ("measure", "area", "month", "value", "unit"), _measures(year))
    for agenda in (first_agenda(year), second_agenda(year), coming_agenda(year)):
        _write_meeting(folder / "meetings" / agenda.day.isoformat(), agenda, word=word)


def _write(file: Path, values: dict[str, Any], comment: str = "") -> None:
    file.write_text(toml_written.document(values, comment), encoding="utf-8", newline="\n")


def _write_rows(file: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def _panel(year: Year) -> dict[str, Any]:
    held = [{"date": day, "venue": venue, "status": "held"} for day, venue in _held(year)]
    coming: list[dict[str, Any]] = [
        {"date": year.coming, "venue": cast.COUNTY_HALL},
        {"date": year.development, "venue": cast.COUNTY_HALL, "closed": True, "note": "Panel development"},
        {
            "date": year.cancelled,
            "venue": cast.HARBOUR_ROOMS,
            "status": "cancelled",
            "note": "Visit and extraordinary meeting; the building is closed for repairs",
        },
        {"date": year.fifth, "venue": cast.HARBOUR_ROOMS, "moved_from": year.fifth_was},
        {"date": year.sixth, "venue": cast.COUNTY_HALL},
    ]
    return {
        "name": cast.BODY,
        "slug": cast.SLUG,
        "host_authority": cast.COUNTY,
        "police_area": cast.AREA,
        "nation": "England",
        "usual_start": _START,
        "contact": Inline(name=cast.CONTACT.name, email=cast.CONTACT.email),
        "proper_officer": Inline(
            name=cast.PROPER_OFFICER.name,
            title=cast.PROPER_OFFICER.role,
            address=["County Hall", "Marlstoke"],
        ),
        "office_holder": {
            "title": cast.COMMISSIONER.role,
            "abbreviation": "PCC",
            "name": cast.COMMISSIONER.name,
        },
        "authorities": [{"name": name} for name in cast.AUTHORITIES],
        "members": [_member(member) for member in cast.MEMBERS],
        "working_groups": [
            _group(
                cast.PERFORMANCE_GROUP,
                "Scrutiny of the Force’s performance and of progress against the Police and Crime Plan",
                cast.PERFORMANCE_MEMBERS,
                year.performance.all(),
            ),
            _group(
                cast.FINANCE_GROUP,
                "Quarterly monitoring of the Commissioner’s revenue budget and capital programme",
                cast.FINANCE_MEMBERS,
                year.finance.all(),
            ),
        ],
        "meetings": [*held, *coming],
        "decisions": [
            {"ref": ref, "title": title, **({"status": status} if status else {})}
            for ref, title, status in decisions(year)
        ],
    }


def _held(year: Year) -> tuple[tuple[date, str], ...]:
    return (
        (year.opening, cast.COUNTY_HALL),
        (year.first, cast.COUNTY_HALL),
        (year.second, cast.GUILDHALL),
    )


def _member(member: cast.Member) -> dict[str, str]:
    entry = {"name": member.name}
    entry |= {"authority": member.authority} if member.authority else {"kind": "independent"}
    return entry | ({"office": member.office} if member.office else {})


def _group(name: str, remit: str, members: Sequence[cast.Member], days: Sequence[date]) -> dict[str, Any]:
    chair, *others = (member.name for member in members)
    return {"name": name, "remit": remit, "members": [f"{chair} (Chair)", *others], "meetings": list(days)}


def _rules() -> dict[str, Any]:
    return {
        "notice": {"clear_days": 5},
        "participation": [
            {
                "kind": "question",
                "from": date(2016, 5, 1),
                "deadline": Inline(count="working days", n=4),
                "max_per_person": 2,
                "minutes_total": 20,
                "speaking_minutes": 2,
                "to": "the Panel or the Police and Crime Commissioner",
            }
        ],
        "interests": {"registration_days": 28, "leave_the_room": True},
        "log": {"completed_shown_months": 6},
    }


def _measures(year: Year) -> list[tuple[str, str, str, int, str]]:
    rows = []
    for measure in MEASURES:
        for area in (*AREAS, cast.AREA):
            for month in year.quarter.months:
                areas = AREAS if area == cast.AREA else (area,)
                value = sum(in_month(measure, each, month) for each in areas)
                rows.append((measure.name, area, f"{month[0]}-{month[1]:02}", value, "count"))
    return rows


def _write_meeting(folder: Path, agenda: Agenda, *, word: bool) -> None:
    papers = folder / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    _write(
        folder / "meeting.toml",
        {
            "date": agenda.day,
            "start": _START,
            "venue": agenda.venue,
            "filmed": True,
            # The coming one is published once the minutes that it has to confirm are enclosed with it.
            **({"published": agenda.published} if agenda.minutes else {}),
            "items": [_item(item, word=word) for item in agenda.items],
            "questions": [
                {"name": each.name, "text": each.text, "received": each.received, "accepted": True, "item": "2"}
                for each in agenda.questions
            ],
        },
    )
    for paper in agenda.papers():
        if paper.sheet is None:
            continue
        as_word = _is_word(paper, word=word)
        data = write_word(paper.sheet, agenda.published) if as_word else draw_sheet(paper.sheet)
        (papers / _file(paper, word=word)).write_bytes(data)
    if agenda.minutes is not None:
        _write(folder / "minutes.toml", agenda.minutes.record())


def _item(item: Item, *, word: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"number": item.number, "title": item.title, "kind": item.kind}
    for key in ("purpose", "report", "requested_by", "resolution"):
        if words := getattr(item, key):
            entry[key] = words
    if item.papers:
        entry["papers"] = [_paper(paper, word=word) for paper in item.papers]
    return entry


def _paper(paper: Handed, *, word: bool) -> Inline:
    entry = Inline({"drawn": paper.drawn} if paper.drawn else {"file": _file(paper, word=word)})
    if paper.appendix:
        entry["appendix"] = paper.appendix
    entry["title"] = paper.title
    if paper.exempt_paragraphs:
        entry |= {"exempt": True, "exempt_paragraphs": list(paper.exempt_paragraphs)}
    return entry


def _is_word(paper: Handed, *, word: bool) -> bool:
    return word and not paper.pdf


def _file(paper: Handed, *, word: bool) -> str:
    return f"{paper.name}.{'docx' if _is_word(paper, word=word) else 'pdf'}"
