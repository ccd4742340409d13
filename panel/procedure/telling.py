"""A body's rules in words, each with its authority. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from panel.law.exemptions import Nation
from panel.law.notice import AUTHORITY, CLEAR_DAYS
from panel.law.ruling import RULES_AUTHORITY
from panel.law.words import counted, day_in_words, number_in_words, ordinal_in_words, time_in_words
from panel.procedure.rules import Deadline, Participation, Procedure

_SHARES = {Fraction(1, 4): "a quarter", Fraction(1, 3): "a third", Fraction(1, 2): "half", Fraction(2, 3): "two thirds"}
_NUMBERS = (
    ("max_per_person", "one person puts at most {}"),
    ("max_per_organisation", "one organisation puts at most {}"),
    ("cap_per_meeting", "a meeting takes at most {} in all"),
    ("word_limit", "each has at most {} words"),
    ("speaking_minutes", "each speaks for at most {} minutes"),
    ("minutes_total", "the meeting gives {} minutes to all of them"),
    ("supplementary", "each may ask {} more on the answer"),
    ("min_signatures", "it needs {} signatures"),
)


@dataclass(frozen=True)
class Said:
    """One rule in words."""

    heading: str
    words: str
    authority: str = RULES_AUTHORITY


def in_words(rules: Procedure, nation: Nation) -> tuple[Said, ...]:
    """Tell a body's rules, what the law says where they are silent among them."""
    notice = rules.notice(nation)
    days = counted(notice.clear_days, "clear day", "clear days")
    cut_off = (
        f" Published after {time_in_words(notice.cut_off)}, it counts as published on the next working day."
        if notice.cut_off
        else ""
    )
    asked = CLEAR_DAYS[nation]
    fewer = f" That is fewer than the {number_in_words(asked)} of the law ({AUTHORITY[nation]})."
    short = fewer if notice.clear_days < asked else ""
    return (
        Said("Notice", f"The agenda is published at least {days} before a meeting.{short}{cut_off}", notice.authority),
        Said("Quorum", _quorum(rules)),
        *(
            Said(_heading(entry), _participation(entry))
            for entry in sorted(rules.participation, key=lambda entry: (entry.kind, entry.since))
        ),
        Said(
            "Interests",
            f"A new member registers interests within {rules.registration_days} days."
            + (" Who has an interest in a matter leaves the room." if rules.leave_the_room else ""),
            "Localism Act 2011, s.30",
        ),
        Said("At the meeting", _meetings(rules)),
        Said("Minutes", _minutes(rules)),
        Said(
            "Actions log",
            f"It shows what was completed in the last {counted(rules.completed_shown_months, 'month', 'months')}.",
        ),
    )


def _meetings(rules: Procedure) -> str:
    said = {
        None: "Whether who joins remotely counts as present, the law of the day decides.",
        True: "Who joins remotely counts as present.",
        False: "Who joins remotely does not count as present.",
    }[rules.remote_counts]
    casting = {
        None: "A casting vote is given as the general law has it.",
        True: "Where votes are equal, the chair has a casting vote.",
        False: "Where votes are equal, nobody has a casting vote.",
    }[rules.casting_vote]
    how = "by ballot" if rules.elects_by_ballot else "by show of hands"
    equal = {"casting vote": "a casting vote", "lot": "the lot"}.get(rules.equal_votes, "")
    return f"{said} {casting} Elections are {how}{f'; where votes are equal, {equal} decides' if equal else ''}."


def _minutes(rules: Procedure) -> str:
    numbered = {"continuous": "on from meeting to meeting", "yearly": "on within a municipal year, such as 12/26"}
    how = numbered.get(rules.minute_numbering, "by the items of each agenda")
    begins = f", from {rules.first_minute}" if rules.first_minute != 1 else ""
    once = "they are circulated" if rules.drafts_public else "the agenda that proposes them is published"
    return f"They are numbered {how}{begins}. Drafts are public once {once}."


def _quorum(rules: Procedure) -> str:
    if rules.quorum_count is not None:
        return f"{number_in_words(rules.quorum_count).capitalize()} members must be present."
    if rules.quorum_fraction is not None:
        share = _SHARES.get(rules.quorum_fraction, str(rules.quorum_fraction))
        return f"{share.capitalize()} of the members must be present."
    return "The rules set none."


def _heading(entry: Participation) -> str:
    until = f" until {day_in_words(entry.until, weekday=False)}" if entry.until else ""
    return f"{entry.kind.capitalize()}s, from {day_in_words(entry.since, weekday=False)}{until}"


def _participation(entry: Participation) -> str:
    said = [f"Received by {_received(entry.deadline)}"]
    for name, words in _NUMBERS:
        number = getattr(entry, name)
        if number is not None:
            said.append(words.format(number_in_words(number)))
    if entry.agenda_items_only:
        said.append("it is about an item on the agenda")
    if entry.who:
        said.append(f"who may take part: {entry.who}")
    if entry.to:
        said.append(f"put to {entry.to}")
    if entry.late:
        said.append(f"what comes late: {entry.late}")
    if entry.urgent_until:
        said.append(f"urgent ones until {time_in_words(entry.urgent_until)} on the day of the meeting")
    lists = [
        f" {words}: {', '.join(listed)}."
        for words, listed in (("Each gives", entry.must_give), ("Refused where", entry.refuse_if))
        if listed
    ]
    return "; ".join(said) + "." + "".join(lists)


def _received(rule: Deadline) -> str:
    at = f"{time_in_words(rule.at)} on " if rule.at else ""
    match rule.count:
        case "calendar days":
            day = f"{counted(rule.n, 'day', 'days')} before the meeting, weekends and holidays counted"
        case "working days":
            day = f"{counted(rule.n, 'working day', 'working days')} before the meeting"
        case "clear working days":
            day = f"the day that leaves {counted(rule.n, 'clear working day', 'clear working days')} before the meeting"
        case "working day at":
            which = "" if rule.n == 1 else f"{ordinal_in_words(rule.n)} "
            day = f"the {which}working day before the meeting"
        case _:
            day = f"{counted(rule.n, 'day', 'days')} before the agenda is published"
    if at and not day.startswith("the "):
        day = f"the day {day}"
    return at + day
