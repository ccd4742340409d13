"""Whether an agenda may be published as it is composed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from panel.checks.finding import Severity
from panel.law.ruling import Ruling
from panel.law.words import counted, day_in_words

URGENCY = "Local Government Act 1972, s.100B(3) and (4)(b)"


def composed(*, ready: bool, current: bool) -> Ruling:
    """Whether there are finished editions, of the agenda as it stands."""
    if not ready:
        return Ruling(False, "The pack is not composed yet. Compose it, and look it through.")
    if not current:
        return Ruling(False, "The agenda or its papers changed after the pack was composed. Compose it again.")
    return Ruling(True, "The pack is composed from the agenda as it stands.")


def open_in_words(kinds: Mapping[Severity, int]) -> str:
    """Count findings in the words that the check has for each kind: "one stops publication, 12 to look at"."""
    said = {
        Severity.STOPS: ("stops publication", "stop publication"),
        Severity.LOOK: ("to look at", "to look at"),
        Severity.NOTE: ("worth knowing", "worth knowing"),
    }
    return ", ".join(counted(kinds[kind], *words) for kind, words in said.items() if kinds.get(kind))


def answered(kinds: Mapping[Severity, int]) -> Ruling:
    """Whether every finding of the check that wants an answer has one, or is put right; a note wants none."""
    notes = kinds.get(Severity.NOTE, 0)
    left = open_in_words({kind: count for kind, count in kinds.items() if kind is not Severity.NOTE})
    if not left:
        also = f" {counted(notes, 'note is', 'notes are').capitalize()} worth knowing." if notes else ""
        return Ruling(True, f"Every finding of the check is put right or answered.{also}")
    return Ruling(False, f"Open in the check: {left}. Put right what is wrong, and answer what stands.")


def noticed(given: Ruling, short_notice: str) -> Ruling:
    """Whether the notice suffices, or it is said why it is short."""
    if given or short_notice:
        return Ruling(True, given.reason, given.authority)
    return Ruling(
        False,
        f"{given.reason} Give the reason below, and compose the pack with it: it is printed there.",
        URGENCY,
    )


def brings_something(changes: Sequence[str], already_out: Sequence[str]) -> Ruling:
    """Whether a supplement brings something, and hides nothing that is out."""
    if already_out:
        return Ruling(
            False,
            f"{already_out[0]} was published to everyone, so that a supplement cannot make it exempt. "
            "Make it public again.",
        )
    if not changes:
        return Ruling(False, "Nothing has changed since the last publication.")
    return Ruling(True, f"{counted(len(changes), 'change', 'changes').capitalize()} since the last publication.")


def takes_place(*, called_off: str | None, past: bool, published: bool) -> Ruling:
    """Whether there is a meeting to publish something for; what is released after it follows in a supplement."""
    if called_off:
        return Ruling(False, f"The meeting is {called_off}.")
    if past and not published:
        return Ruling(False, "The meeting is past. An agenda is published before its meeting.")
    return Ruling(True, "")


def has_items(items: int) -> Ruling:
    """Whether there is an agenda."""
    return Ruling(items > 0, "" if items else "The agenda has no items. Make it first.")


def all_read(waiting: int) -> Ruling:
    """Whether every file that was handed in has been read."""
    if not waiting:
        return Ruling(True)
    files = counted(waiting, "file that was handed in is", "files that were handed in are").capitalize()
    return Ruling(False, f"{files} still being read. Wait, then compose the pack.")


def minutes_current(day: date) -> Ruling:
    """Refuse where minutes changed since they were enclosed; composing the pack encloses them anew."""
    words = f"The minutes of {day_in_words(day)} changed since they were enclosed. Compose the pack again: "
    return Ruling(False, f"{words}they are then enclosed as they are now.")


def told_apart(twin: str) -> Ruling:
    """Whether no public paper is the very file of an exempt one."""
    if not twin:
        return Ruling(True)
    return Ruling(False, f"The file of {twin}, which is public, is that of an exempt paper. Replace one of them.")


def may_withdraw(ranges: Sequence[tuple[int, int]], pages: int, reason: str) -> Ruling:
    """Whether pages of the public series can be withdrawn, of so many that are out."""
    if not ranges or not all(1 <= first <= last <= pages for first, last in ranges):
        return Ruling(False, f"Give pages between 1 and {pages}, the first before the last.")
    if not reason:
        return Ruling(False, "Give the reason. It is kept with your name, and the public is not told it.")
    return Ruling(True)
