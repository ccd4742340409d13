"""Which bodies a text speaks of, and when the record says that they met."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from panel.checks.dossier import Dossier

_ENDING = (
    r"(?:[Pp]anels?|PANEL|PCP|[Ww]orking [Gg]roups?|[Ss]ub-?[Gg]roup|[Tt]ask (?:and|&) [Ff]inish [Gg]roup|[Gg]roup|"
    r"[Ss]ub-?[Cc]ommittee|[Cc]ommittee|[Bb]oard|[Cc]ouncil|Cabinet|Executive|[Ff]orum|[Pp]artnership|[Cc]onference|"
    r"[Aa]ssembly|AGG|Association|Network)"
)
# The capitals that lead up to it belong to its name: "Planning and Performance Working Group", "West Mercia Panel".
_BODY = re.compile(rf"((?:(?<!\w)[A-Z][\w&'’.-]*,?\s+(?:(?:and|&|of|the|for|on|-|–)\s+){{0,4}}){{0,12}}){_ENDING}\b")
_SOMEBODY = re.compile(
    r"^(?:['’]s)?\s*(?:of (?!the\b|this\b|its\b|our\b)(?-i:[a-z])|"
    r"Vice|Chair|Member|Officer|Support|Development|Training|pre-|workshop|briefing|visit|conference)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:The|This|That|Our|Its|At|In|On|To|By|For|Both|When|Since|As|And|Your|A|An)\s+")
_FEW = 14
"""A date so many days from a meeting looks like that meeting's, wrongly written."""
_WEEK = 7


@dataclass(frozen=True)
class Bodies:
    """The panel and its working groups, with every meeting that the record has of each."""

    dossier: Dossier

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """The working groups' names."""
        named = [group.name for group in self.dossier.groups]
        if self.dossier.working_group:
            named.append(self.dossier.body)
        held = [meeting.body for meeting in self.dossier.meetings if meeting.body != self.panel]
        return tuple(dict.fromkeys((*named, *held)))

    @cached_property
    def panel(self) -> str:
        """The panel's name; empty where the meeting is a working group's and no panel's meetings are known."""
        if not self.dossier.working_group:
            return self.dossier.body
        return next((meeting.body for meeting in self.dossier.meetings if meeting.body.endswith("Panel")), "")

    @cached_property
    def _meetings(self) -> dict[str, dict[date, tuple[str, bool]]]:
        found: dict[str, dict[date, tuple[str, bool]]] = {self.dossier.body: {}}
        for meeting in self.dossier.meetings:
            days = found.setdefault(meeting.body, {})
            days[meeting.date] = (meeting.status, meeting.closed)
            for moved in meeting.moved_from:
                days.setdefault(moved, ("postponed", meeting.closed))
        found[self.dossier.body][self.dossier.date] = (self.dossier.status, self.dossier.closed)
        for minutes in self.dossier.minutes:
            found[self.dossier.body].setdefault(minutes.date, ("held", False))
        return found

    @property
    def all(self) -> tuple[str, ...]:
        """Every body that has meetings in the record."""
        return tuple(self._meetings)

    def days(self, body: str) -> dict[date, tuple[str, bool]]:
        """Give every day on which the body met, meets or was to meet, with (status, closed)."""
        return self._meetings.get(body, {})

    def last_before(self, body: str, day: date) -> date | None:
        """Give the last open meeting of the body before a day."""
        held = [
            each
            for each, (status, closed) in self.days(body).items()
            if each < day and status not in ("cancelled", "postponed") and not closed
        ]
        return max(held, default=None)

    def meant(self, body: str, day: date, few: int = _FEW) -> date | None:
        """Give the meeting that a day which is none was probably meant to be: near, or one month or year off."""
        days = [each for each, (status, _closed) in self.days(body).items() if status != "postponed"]
        close = [each for each in days if abs(each - day) <= timedelta(days=few)]
        slipped = [
            each for each in days if each.day == day.day and (each.month == day.month) != (each.year == day.year)
        ]
        # What lies after the last meeting known may be one that is not yet in the record, unless it is hard by it.
        if days and day > max(days):
            close = [each for each in close if day <= self.dossier.day and day - each <= timedelta(days=_WEEK)]
            slipped = [each for each in slipped if each.month == day.month]
        return min(close or slipped, key=lambda each: abs(each - day), default=None)

    def reaches(self, body: str, day: date) -> bool:
        """Whether the record of the body's meetings reaches back to a day."""
        return day >= min(self.days(body), default=date.max)

    def in_title(self, text: str) -> str:
        """Give the working group that a title names; empty for none."""
        folded = text.casefold()
        return next((group for group in self.groups if group.casefold() in folded), "")

    def nearest(self, text: str, own: str = "") -> str:
        """Give the known body that the text names last; empty where it names another's, somebody's chair, or none.

        "The Working Group" is the body whose paper it is.
        """
        last = None
        for match in _BODY.finditer(text):
            if not _SOMEBODY.match(text[match.end() :]):
                last = match[0]
        return self._known(last, own) if last else ""

    def names_any(self, text: str) -> bool:
        """Whether the text names a body at all, known or not."""
        return bool(_BODY.search(text))

    def _known(self, name: str, own: str) -> str:
        words = " ".join(name.split())
        while (shorter := _LEADING.sub("", words)) != words:
            words = shorter
        folded = words.casefold()
        for group in self.groups:
            stem = re.sub(r"\s+(?:working |sub-?)?(?:group|committee)$", "", group.casefold())
            if stem in folded:
                return group
        bearers = [group for group in self.groups if f" {group.casefold()}".endswith(f" {folded}")]
        if " " in folded and bearers:
            return own if own in bearers else bearers[0] if len(bearers) == 1 else ""
        if folded in ("working group", "group", "sub-group", "sub-committee", "task and finish group"):
            return own if own in self.groups else self.groups[0] if len(self.groups) == 1 else ""
        if folded in ("panel", "pcp", "police and crime panel", "police & crime panel"):
            return self.panel
        return self.panel if self.panel and f" {self.panel}".casefold().endswith(f" {folded}") else ""
