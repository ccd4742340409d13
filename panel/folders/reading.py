"""Read a meeting folder and check all of it, before anything is written anywhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from panel.folders import meeting_file, minutes_file, panel_file, tables
from panel.folders.document import Document, read_toml
from panel.folders.facts import (
    BodyFacts,
    Folder,
    MeetingFacts,
    ProgrammeFacts,
    RecommendationFacts,
)
from panel.folders.form import PATH, Table
from panel.folders.formats import MEETING, MINUTES, PANEL, PLAN
from panel.folders.mistakes import Findings, Mistake, Mistakes, nearest
from panel.folders.rules_file import read_rules
from panel.law.exemptions import Nation
from panel.law.words import day_in_words
from panel.meetings.models import MeetingStatus
from panel.recommendations.models import Progress
from panel.work_programme.models import Section

__all__ = ["Folder", "Mistake", "Mistakes", "read"]

WHAT_IT_IS = (
    "A meeting folder holds panel.toml, and beside it rules.toml, meetings/2018-03-19/meeting.toml with papers/, "
    "work_programme.csv and recommendations.csv where there are any; the README describes each."
)
RULES = "rules.toml"
"""The rules of procedure from the beginning; those of a later day stand in such as rules-2019-05-01.toml."""
_KNOWN = (
    "panel.toml",
    RULES,
    "plan.toml",
    "work_programme.csv",
    "recommendations.csv",
    "measures.csv",
    "meetings",
)
_KNOWN_OF_MEETING = ("meeting.toml", "minutes.toml", "papers")
_NOT_KEPT = "checked for form; what it says is not kept yet."


def read(folder: Path) -> Folder:
    """Read a meeting folder. Raises Mistakes, with every mistake in it, where there is any."""
    findings = Findings()
    if not (folder / "panel.toml").is_file():
        findings.mistake("panel.toml", "", "There is no such file here.", f"{WHAT_IT_IS}{_elsewhere(folder)}")
        raise Mistakes(findings.mistakes)
    reading = _Reading(folder, findings)
    reading.panel()
    reading.meetings()
    reading.rest()
    if findings.mistakes:
        raise Mistakes(findings.mistakes)
    return reading.facts()


def _elsewhere(folder: Path) -> str:
    """Point to the folder that was probably meant."""
    for near in (*folder.parents[:2], *sorted(path for path in folder.iterdir() if path.is_dir())):
        if (near / "panel.toml").is_file():
            return f" Did you mean {near}?"
    return ""


class _Reading:
    """One reading of a folder: what was found, file by file."""

    def __init__(self, folder: Path, findings: Findings) -> None:
        self.folder, self.findings = folder, findings
        self.document = Document("panel.toml", findings)
        self.values: dict[str, Any] = {}
        self.own: list[dict[str, Any]] = []
        """The panel's meetings as panel.toml lists them."""
        self.groups: list[list[dict[str, Any]]] = []
        """Each working group's meetings."""
        self.agendas: dict[date, tuple[Document, dict[str, Any]]] = {}
        self.minutes: dict[date, dict[str, Any]] = {}
        self.rules: dict[date | None, dict[str, Any]] = {}
        self.log: list[tables.Row] | None = None
        self.programme: list[tables.Row] | None = None

    def toml(self, file: str, form: Table) -> tuple[Document, dict[str, Any]] | None:
        document = read_toml(self.folder, file, self.findings)
        return (document, form.read(document, (), document.values)) if document else None

    def panel(self) -> None:
        read = self.toml("panel.toml", PANEL)
        if read is None:
            return
        self.document, self.values = read
        panel_file.check(*read)
        self.own = panel_file.check_meetings(self.document, self.values.get("meetings", ()), ("meetings",))
        for group in self.values.get("working_groups", ()):
            path = (*group[PATH], "meetings")
            meetings = panel_file.check_meetings(self.document, group.get("meetings", ()), path)
            moves = [
                panel_file.Moved(entry["date"], entry["moved_from"], self.document, (*entry[PATH], "moved_from"))
                for entry in meetings
                if "moved_from" in entry
            ]
            panel_file.check_moves(moves, {entry["date"] for entry in meetings})
            self.groups.append(meetings)
        if self.values.get("decisions"):
            self.document.note(f"[[decisions]] {_NOT_KEPT}")

    def meetings(self) -> None:
        place = self.folder / "meetings"
        for path in sorted(place.iterdir()) if place.is_dir() else ():
            if path.name.startswith("."):
                continue
            day = meeting_file.day_of_folder(path.name)
            if path.is_dir() and day:
                self.meeting(path, day)
            elif path.is_dir():
                self.findings.mistake(
                    f"meetings/{path.name}",
                    "",
                    "The folder’s name is not a date.",
                    "Name it as in meetings/2018-03-19.",
                )
            else:
                self.unused(f"meetings/{path.name}")
        self.moves()

    def moves(self) -> None:
        """Check from which days the panel's meetings were moved, wherever that is said."""
        entries = {entry["date"]: entry for entry in self.own}
        moves = []
        for day in sorted(self.days()):
            document, own = self.agendas.get(day, (self.document, {}))
            if "moved_from" in own:
                moves.append(panel_file.Moved(day, own["moved_from"], document, ("moved_from",)))
            elif "moved_from" in entries.get(day, ()):
                path = (*entries[day][PATH], "moved_from")
                moves.append(panel_file.Moved(day, entries[day]["moved_from"], self.document, path))
        panel_file.check_moves(moves, self.days())

    def meeting(self, path: Path, day: date) -> None:
        folder = f"meetings/{path.name}"
        named: set[str] = set()
        if (path / "meeting.toml").exists() and (read := self.toml(f"{folder}/meeting.toml", MEETING)):
            document, values = read
            meeting_file.check_day(document, values, day)
            meeting_file.check(document, values, self.folder, self.nation())
            named = meeting_file.files_named(values)
            self.agendas[day] = document, values
        if (path / "minutes.toml").exists() and (read := self.toml(f"{folder}/minutes.toml", MINUTES)):
            meeting_file.check_day(*read, day)
            minutes_file.check(*read)
            self.minutes[day] = read[1]
        for name in meeting_file.unused_papers(path / "papers", named):
            self.findings.notes.append(f"{folder}/papers/{name}: not used, since no item names it.")
        for other in sorted(path.iterdir()):
            if other.name not in _KNOWN_OF_MEETING:
                self.unused(f"{folder}/{other.name}", _KNOWN_OF_MEETING)

    def rest(self) -> None:
        rules = self.rules_files()
        for file, since in rules.items():
            if (found := read_rules(self.folder, file, self.findings)) is not None:
                self.rules[since] = found
        self.programme = tables.read_csv(self.folder, "work_programme.csv", tables.WORK_PROGRAMME, self.findings)
        self.log = tables.read_csv(self.folder, "recommendations.csv", tables.RECOMMENDATIONS, self.findings)
        for row in self.programme or ():
            self.programme_row(row)
        for row in self.log or ():
            self.log_row(row)
        if (self.folder / "plan.toml").exists() and (read := self.toml("plan.toml", PLAN)):
            read[0].note(_NOT_KEPT)
        if tables.read_csv(self.folder, "measures.csv", tables.MEASURES, self.findings) is not None:
            self.findings.notes.append(f"measures.csv: {_NOT_KEPT}")
        for other in sorted(self.folder.iterdir()):
            if other.name not in (*_KNOWN, *rules) and not other.name.upper().startswith("README"):
                self.unused(other.name, _KNOWN)

    def rules_files(self) -> dict[str, date | None]:
        """Find the rules files by name, with the first day of each; None for the one from the beginning."""
        files: dict[str, date | None] = {RULES: None} if (self.folder / RULES).exists() else {}
        for path in sorted(self.folder.glob("rules-*.toml")):
            written = path.name.removeprefix("rules-").removesuffix(".toml")
            day = meeting_file.day_of_folder(written)
            if day is not None:
                files[path.name] = day
            else:
                self.findings.mistake(
                    path.name,
                    "",
                    f"“{written}” is not a date, and from which day these rules hold is told by it.",
                    "Name the file as in rules-2019-05-01.toml.",
                )
        return files

    def programme_row(self, row: tables.Row) -> None:
        cells, file = row.cells, "work_programme.csv"
        scheduled = cells.get("section") == Section.SCHEDULED
        meeting = cells.get("meeting")
        if "section" not in cells or "meeting" not in cells:
            return
        at = f"row {row.number}, column meeting"
        if scheduled and meeting is None:
            self.findings.mistake(
                file, at, "A scheduled row names no meeting.", "Write its date, or change the section."
            )
        elif meeting and not scheduled:
            self.findings.mistake(
                file,
                at,
                f"A row of the section “{cells['section']}” names a meeting.",
                "Leave the cell empty, or write “scheduled” as its section.",
            )
        elif meeting and meeting not in self.days():
            self.findings.notes.append(
                f"{file}, {at}: no meeting is recorded on {day_in_words(meeting)}; the row is kept as it is."
            )

    def log_row(self, row: tables.Row) -> None:
        completed, raised = row.cells.get("completed"), row.cells.get("raised")
        at = f"row {row.number}, column completed"
        if completed and row.cells.get("status") == Progress.IN_PROGRESS:
            self.findings.mistake(
                "recommendations.csv",
                at,
                "A row in progress has a day of completion.",
                "Write “completed” as its status, or leave the cell empty.",
            )
        if completed and raised and completed < raised:
            self.findings.mistake(
                "recommendations.csv",
                at,
                f"It was completed ({completed}) before it was raised ({raised}).",
                "Correct one of the two dates.",
            )

    def unused(self, file: str, known: tuple[str, ...] = ()) -> None:
        """Tell a file that nothing reads; hidden ones are left in peace."""
        name = Path(file).name
        if name.startswith("."):
            return
        near = nearest(name, known)
        self.findings.notes.append(f"{file}: not used.{f' Did you mean {near}?' if near else ''}")

    def nation(self) -> Nation | None:
        return Nation(self.values["nation"]) if "nation" in self.values else None

    def days(self) -> set[date]:
        """The days of the panel's meetings."""
        return {entry["date"] for entry in self.own} | set(self.agendas) | set(self.minutes)

    def facts(self) -> Folder:
        values = self.values
        nation = Nation(values["nation"])
        known = panel_file.names(values, "members")
        return Folder(
            path=self.folder,
            nation=nation,
            panel=BodyFacts(
                slug=values["slug"],
                name=values["name"],
                columns=panel_file.columns(values),
                seats=panel_file.seats(values),
                meetings=self.panel_meetings(),
            ),
            office_holder=panel_file.office_holder(values),
            authorities=tuple(panel_file.names(values, "authorities")),
            members=panel_file.members(values),
            dispensations=panel_file.dispensations(values),
            groups=tuple(
                BodyFacts(
                    slug=f"{values['slug']}-{panel_file.slugified(group['name'])}",
                    name=group["name"],
                    columns={"remit": group.get("remit", "")},
                    seats=panel_file.group_seats(group, known),
                    meetings=tuple(meeting_file.meeting_facts(entry, None) for entry in meetings),
                )
                for group, meetings in zip(values.get("working_groups", ()), self.groups, strict=True)
            ),
            rules=self.rules,
            recommendations=None if self.log is None else tuple(map(_recommendation, self.log)),
            programme=None if self.programme is None else tuple(map(_programme, self.programme)),
            notes=tuple(dict.fromkeys(self.findings.notes)),
        )

    def panel_meetings(self) -> tuple[MeetingFacts, ...]:
        entries = {entry["date"]: entry for entry in self.own}
        found = []
        for day in sorted(self.days()):
            document, own = self.agendas.get(day, (None, None))
            agenda = meeting_file.agenda_facts(document, own, self.folder) if document and own else None
            table = meeting_file.joined(entries.get(day), own, document)
            minutes = minutes_file.facts(self.minutes[day]) if day in self.minutes else None
            # A meeting that nothing but its minutes names was held.
            table = table or {"date": day, "status": MeetingStatus.HELD}
            found.append(meeting_file.meeting_facts(table, self.values.get("usual_start"), agenda, minutes))
        return tuple(found)


def _recommendation(row: tables.Row) -> RecommendationFacts:
    cells = row.cells
    return RecommendationFacts(
        raised=cells["raised"],
        text=cells["recommendation"],
        lead=cells["lead"],
        panel_update=cells["panel_update"],
        progress=cells["progress"],
        status=Progress(cells["status"]),
        completed=cells["completed"],
    )


def _programme(row: tables.Row) -> ProgrammeFacts:
    cells = row.cells
    return ProgrammeFacts(
        section=Section(cells["section"]),
        meeting=cells["meeting"],
        timing=cells["timing"],
        item=cells["item"],
        detail=cells["detail"],
        last_report=cells["last_report"],
    )
