"""Motions and amendments: who moved them, how the vote went, in figures or by name, and what came of it."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import Field, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, ValidationError

from panel.law.ruling import Ruling
from panel.law.thresholds import Threshold, veto
from panel.law.words import visible
from panel.minutes.models import Minutes, Motion
from panel.minutes.moving import NamedVote, keep_motion, votes_by_name
from panel.minutes.operations import AnyEntry
from panel.minutes.rules import Cast, Outcome
from panel.minutes.voting import (
    CHIEF_CONSTABLE,
    PRECEPT,
    Decided,
    by_name,
    casting_vote,
    decided,
    may_be_cast,
    tally,
    veto_decided,
)
from panel.procedure.forms import line
from panel.procedure.models import BodyKind
from panel.sitting.counts import CountField
from panel.sitting.facts import Sitting
from panel.sitting.slips import Clash, Slip, SlipForm
from panel.sitting.voters import Voter, membership, there, voters

LONGEST = 4000
CASTS = {each.value: each for each in Cast}
AS_VOTED = "As the votes say; open while there are none"


class MotionForm(SlipForm):
    """Something was moved."""

    text = TextAreaField(
        "Motion",
        [DataRequired("Write what was moved."), Length(max=LONGEST, message=f"Motion: at most {LONGEST} characters.")],
        filters=[lambda words: visible(words.replace("\r\n", "\n")).strip() if words else ""],
    )
    proposer = line("Moved by")
    seconder = line("Seconded by")
    amends_id = SelectField("What it is", default="")
    veto = SelectField(
        "Veto",
        default="",
        choices=[
            SelectChoice("", "No veto"),
            SelectChoice(PRECEPT, "A veto of the precept"),
            SelectChoice(CHIEF_CONSTABLE, "A veto of the chief constable"),
        ],
    )
    votes_for = CountField("For")
    votes_against = CountField("Against")
    votes_abstained = CountField("Abstained")
    casting = SelectField(
        "Casting vote",
        default="",
        choices=[
            SelectChoice("", "None given"),
            SelectChoice(Cast.FOR, "For"),
            SelectChoice(Cast.AGAINST, "Against"),
        ],
    )
    outcome = SelectField("Outcome", default="")

    def __init__(self, sitting: Sitting, entry: Motion | None = None, **settings: Any) -> None:
        self.sitting, self.entry = sitting, entry
        super().__init__(obj=entry, **settings)
        self.amends_id.choices = [SelectChoice("", "A motion"), *self._amendable()]
        if entry is None and not self.sent:
            wanted = request.args.get("amends", "")
            self.amends_id.data = wanted if wanted in self._known else ""
        self.outcome.choices = [SelectChoice("", AS_VOTED)]
        self.outcome.choices += [SelectChoice(each, each.capitalize()) for each in Outcome]
        if entry is not None:
            self._of(entry)

    def _amendable(self) -> list[SelectChoice]:
        """Give the motions that this one could amend."""
        rows = self.sitting.minutes.motions if self.sitting.minutes else []
        itself = self.entry.id if self.entry else 0
        return [
            SelectChoice(str(row.id), f"An amendment of: {row.text[:60]}{'…' if len(row.text) > 60 else ''}")
            for row in rows
            if row.amends_id is None and row.id != itself
        ]

    @property
    def _known(self) -> set[str]:
        """Name the motions that it may amend, as they are sent."""
        return {each.value for each in self.amends_id.choices or ()}

    def _of(self, entry: Motion) -> None:
        """Show an entry as its slip was filled in: an outcome that the votes give is not one that was chosen."""
        if entry.outcome and entry.outcome not in list(Outcome):
            self.outcome.choices.append(SelectChoice(entry.outcome, entry.outcome))
        if not self.sent:
            self.amends_id.data = str(entry.amends_id or "")
            decision = self.worked_out
            if decision and decision.outcome == entry.outcome:
                self.outcome.data = ""

    @property
    def people(self) -> list[Voter]:
        """Give who could vote, in the order of the record."""
        return voters(self.sitting, self.item.data or request.values.get("item", ""))

    @property
    def casts(self) -> dict[str, Cast]:
        """Give the votes by name, by the key of whose they are."""
        if not self.sent:
            votes = [vote for vote in votes_by_name(self.entry) if not vote.withdrawn] if self.entry else []
            by = {vote.name: vote.cast for vote in votes}
            return {each.key: by[each.name] for each in self.people if each.name in by}
        sent = {each.key: request.form.get(f"cast-{each.key}", "") for each in self.people}
        return {key: CASTS[value] for key, value in sent.items() if value in CASTS}

    @property
    def named_votes(self) -> list[NamedVote]:
        """Give the votes by name."""
        casts = self.casts
        return [NamedVote(each.name, casts[each.key], each.member_id) for each in self.people if each.key in casts]

    @property
    def worked_out(self) -> Decided | None:
        """Say what the votes come to; None while there are none."""
        votes = tally(self.votes_for.data, self.votes_against.data, self.votes_abstained.data)
        casts = self.casts
        votes = by_name(casts.values()) if casts else votes
        if votes is None:
            return None
        members = membership(self.sitting)
        if self.veto.data and members:
            return veto_decided(votes, members, self.sitting.meeting.date, self.veto.data)
        return decided(votes, CASTS.get(self.casting.data), self.sitting.rules.casting_vote)

    @property
    def threshold(self) -> Threshold | None:
        """Say what a veto takes; None where the body has none to give."""
        members = membership(self.sitting)
        panel = self.sitting.meeting.body.kind is BodyKind.PANEL
        return veto(members, self.sitting.meeting.date) if panel and members else None

    @property
    def casting_ruling(self) -> Ruling:
        """Say whether the chair has a casting vote."""
        return casting_vote(self.sitting.rules.casting_vote)

    @property
    def columns(self) -> dict[str, Any]:
        """What it says, as columns of a motion; votes by name are counted, and an outcome follows from the votes."""
        casts, decision, amends = self.casts, self.worked_out, self.amends_id.data
        votes = by_name(casts.values()) if casts else None
        return {
            "item": self.item.data or "",
            "text": self.text.data,
            "proposer": self.proposer.data or "",
            "seconder": self.seconder.data or "",
            "amends_id": int(amends) if amends and amends in self._known else None,
            "veto": self.veto.data or "",
            "votes_for": votes.votes_for if votes else self.votes_for.data,
            "votes_against": votes.against if votes else self.votes_against.data,
            "votes_abstained": votes.abstained if votes else self.votes_abstained.data,
            "named": bool(casts),
            "casting": CASTS.get(self.casting.data),
            "outcome": self.outcome.data or (str(decision.outcome.value) if decision else ""),
        }

    def validate_votes_for(self, _field: Field) -> None:
        """Refuse more votes than people were there."""
        columns = self.columns
        votes = tally(columns["votes_for"], columns["votes_against"], columns["votes_abstained"])
        among = there(self.sitting)
        ruling = may_be_cast(votes.total if votes else 0, among.number, recorded=among.recorded)
        if not ruling:
            raise ValidationError(ruling.reason)


def motion_form(sitting: Sitting, obj: Motion | None = None, **settings: Any) -> MotionForm:
    """Make the form of a motion."""
    return MotionForm(sitting, obj, **settings)


def keep(sitting: Sitting, minutes: Minutes, row: AnyEntry | None, form: MotionForm, actor: str) -> Motion:
    """Keep a motion with its votes by name. Raises Clash where somebody else changed those since."""
    named, columns, row = form.named_votes, form.columns, row if isinstance(row, Motion) else None
    if row is None:
        columns |= {"access": sitting.access, "slip": form.slip.data or None}
    elif form.seen != row.version:
        stand = {(vote.name, vote.cast) for vote in votes_by_name(row) if not vote.withdrawn}
        if stand != {(each.name, each.cast) for each in named}:
            raise Clash(row)
    return keep_motion(minutes, row, columns, named, there(sitting), actor=actor)


MOTION = Slip("motion", "Motion", Motion, motion_form, ("motions", "resolutions"), keep)
