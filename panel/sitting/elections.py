"""Elections of chair and vice-chair, and appointments to working groups: who presided, was nominated, and won."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, Field, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, ValidationError

from panel.minutes.electing import Nominated, keep_election, nominations
from panel.minutes.models import Election, Minutes, Nomination
from panel.minutes.operations import AnyEntry
from panel.minutes.voting import ahead, may_be_cast
from panel.procedure.forms import line
from panel.procedure.queries import working_groups
from panel.sitting.counts import CountField
from panel.sitting.facts import Sitting
from panel.sitting.slips import Clash, Slip, SlipForm
from panel.sitting.voters import there, voters

ROWS = 6
"""How many a slip has room for."""
SHOWN = 2
"""Of those, how many stand open."""
OFFICES = ("Chair", "Vice-Chair", "Member")


class ElectionForm(SlipForm):
    """Somebody was elected, or is to be."""

    office = line("Office", DataRequired("Enter the office, such as Chair."))
    of_body_id = SelectField("Of", default="")
    presided = line("Who presided")
    ballot = BooleanField("By ballot")
    elected = line("Elected")
    decided_by = SelectField(
        "Equal votes decided by",
        default="",
        choices=[
            SelectChoice("", "Votes were not equal"),
            SelectChoice("casting vote", "The casting vote"),
            SelectChoice("lot", "The lot"),
            SelectChoice("second ballot", "A second ballot"),
        ],
    )

    def __init__(self, sitting: Sitting, entry: Election | None = None, **settings: Any) -> None:
        self.sitting, self.entry = sitting, entry
        super().__init__(obj=entry, **settings)
        body = sitting.meeting.body
        groups = [SelectChoice(str(each.id), each.name) for each in working_groups(body)]
        self.of_body_id.choices = [SelectChoice("", body.name), *groups]
        if entry is not None and entry.decided_by not in [each.value for each in self.decided_by.choices]:
            self.decided_by.choices.append(SelectChoice(entry.decided_by, entry.decided_by))
        if not self.sent:
            self._filled(entry)

    def _filled(self, entry: Election | None) -> None:
        """Fill it in from an entry; a new one from the rules."""
        if entry is None:
            self.ballot.data = self.sitting.rules.elects_by_ballot
            return
        self.of_body_id.data = str(entry.of_body_id or "")
        for number, each in enumerate((row for row in nominations(entry) if not row.withdrawn), start=1):
            if number <= ROWS:
                for name in ("name", "proposer", "seconder", "votes"):
                    self[f"{name}_{number}"].data = getattr(each, name)
        if self.worked_out == entry.elected:
            self.elected.data = ""

    @property
    def rows(self) -> list[list[Field]]:
        """Give the fields of each nomination."""
        return [[self[f"{name}_{row}"] for name in _OF_A_ROW] for row in range(1, ROWS + 1)]

    @property
    def equal_votes(self) -> str:
        """Say what decides equal votes by the rules; empty where they do not say."""
        return self.sitting.rules.equal_votes

    @property
    def filled(self) -> int:
        """Say how many lines stand open: those that say something, and always some."""
        last = max((row for row, fields in enumerate(self.rows, start=1) if any(f.data for f in fields)), default=0)
        return max(SHOWN, last)

    @property
    def nominated(self) -> list[Nominated]:
        """Give who was nominated."""
        members = {each.name: each.member_id for each in voters(self.sitting, self.item.data or "")}
        return [
            Nominated(row, name.data, proposer.data or "", seconder.data or "", votes.data, members.get(name.data))
            for row, (name, proposer, seconder, votes) in enumerate(self.rows, start=1)
            if name.data
        ]

    @property
    def worked_out(self) -> str:
        """Name who has the most votes; empty where nobody does, and where several do."""
        first = ahead([(each.name, each.votes) for each in self.nominated])
        return first[0] if len(first) == 1 else ""

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of an election."""
        return {
            "item": self.item.data or "",
            "office": self.office.data,
            "of_body_id": int(self.of_body_id.data) if self.of_body_id.data else None,
            "presided": self.presided.data or "",
            "ballot": bool(self.ballot.data),
            "elected": self.elected.data or self.worked_out,
            "decided_by": self.decided_by.data or "",
        }

    def validate_votes_1(self, _field: Field) -> None:
        """Refuse more votes than people were there."""
        among = there(self.sitting)
        cast = sum(each.votes or 0 for each in self.nominated)
        ruling = may_be_cast(cast, among.number, recorded=among.recorded)
        if not ruling:
            raise ValidationError(ruling.reason)


_OF_A_ROW = ("name", "proposer", "seconder", "votes")
for _row in range(1, ROWS + 1):
    setattr(ElectionForm, f"name_{_row}", line("Nominated"))
    setattr(ElectionForm, f"proposer_{_row}", line("Proposed by"))
    setattr(ElectionForm, f"seconder_{_row}", line("Seconded by"))
    setattr(ElectionForm, f"votes_{_row}", CountField("Votes"))


def election_form(sitting: Sitting, obj: Election | None = None, **settings: Any) -> ElectionForm:
    """Make the form of an election."""
    return ElectionForm(sitting, obj, **settings)


def keep(sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: ElectionForm, actor: str) -> Election:
    """Keep an election with its nominations. Raises Clash where somebody else changed those since."""
    nominated, columns, row = form.nominated, form.columns, row if isinstance(row, Election) else None
    if row is None:
        columns |= {"access": sitting.access, "slip": form.slip.data or None}
    elif form.seen != row.version:
        stand = [said(each) for each in nominations(row) if not each.withdrawn]
        if stand != [said(each) for each in nominated]:
            raise Clash(row)
    return keep_election(minutes, row, columns, nominated, there(sitting), actor=actor)


def said(each: Nominated | Nomination) -> tuple[str, str, str, int | None]:
    """Say what a nomination says."""
    return each.name, each.proposer, each.seconder, each.votes


ELECTION = Slip("election", "Election", Election, election_form, ("elections",), keep)
