"""What a paper may become: its letter and title, the states it goes through, and when it may be withheld."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from panel.law.exemptions import PARAGRAPHS, Nation
from panel.law.ruling import Ruling
from panel.law.words import day_in_words, one_line

WITHHOLDING = "Local Government Act 1972, s.100B(2)"
PUBLIC_INTEREST = {
    Nation.ENGLAND: "Local Government Act 1972, Schedule 12A, paragraph 10",
    Nation.WALES: "Local Government Act 1972, Schedule 12A, paragraph 21",
}
WEIGHED = {Nation.ENGLAND: frozenset(range(1, 8)), Nation.WALES: frozenset({12, 13, 14, 15, 17, 18})}
"""The paragraphs that exempt only while the public interest in that outweighs the one in disclosing.

In Wales legal professional privilege (paragraph 16) is exempt without a balance.
"""
EXEMPT_ELSEWHERE = Ruling(
    False,
    "This is the very file of an exempt paper of this meeting. Take the copy that the public may have, or hand this "
    "one in as exempt.",
    WITHHOLDING,
)
TITLE_LENGTH = 200
LETTER = re.compile(r"[A-Z]{1,2}")


class PaperStage(StrEnum):
    """How far a paper has come on its way to the agenda."""

    ASKED = "asked"
    RECEIVED = "received"
    QUERIED = "queried"
    CLEARED = "cleared"
    FINAL = "final"


NEXT = {
    PaperStage.ASKED: (),
    PaperStage.RECEIVED: (PaperStage.QUERIED, PaperStage.CLEARED),
    PaperStage.QUERIED: (PaperStage.QUERIED, PaperStage.CLEARED),
    PaperStage.CLEARED: (PaperStage.QUERIED, PaperStage.FINAL),
    PaperStage.FINAL: (PaperStage.QUERIED,),
}
"""What an officer may say of a paper next. That it was received is said by its file."""


def may_become(now: PaperStage, then: PaperStage, said: str) -> Ruling:
    """Say whether a paper may go from one state to another; a query needs its sentence to the author."""
    if then not in NEXT[now]:
        return Ruling(False, f"A paper that is {now} cannot become {then}. Look at how it stands now.")
    if then is PaperStage.QUERIED and not said:
        return Ruling(False, "Write what the author is asked to change or explain.")
    return Ruling(True)


def titled(title: str) -> Ruling:
    """Say whether words can be a paper's title."""
    if not title:
        return Ruling(False, "Enter the paper’s title as the agenda prints it.")
    if len(title) > TITLE_LENGTH:
        return Ruling(False, f"Enter a title of at most {TITLE_LENGTH} characters.")
    return Ruling(True)


def lettered(letter: str) -> Ruling:
    """Say whether something can be an appendix’s letter; empty: it is a report."""
    if letter and not LETTER.fullmatch(letter):
        return Ruling(False, "Enter one or two capital letters, such as A, or leave it empty for the report itself.")
    return Ruling(True)


def next_letter(used: Collection[str]) -> str:
    """Give the first letter that no appendix has: A to Z, then AA."""
    letters = [chr(each) for each in range(ord("A"), ord("Z") + 1)]
    doubled = (first + second for first in letters for second in letters)
    return next(each for each in (*letters, *doubled) if each not in used)


_LEADING = re.compile(
    r"(?:(?:agenda\s+)?item\s*\d+\w*(?:\s*\(\w+\))*|\d{1,2}(?=\s))?[\s:.,–-]*"
    r"(?:app(?:endix|x)?\.?\s+(?P<letter>[A-Z])\b)?[\s:.,–-]*",
    re.IGNORECASE,
)


_SMALL_ACRONYM = re.compile(
    r"\b(?:pccs?|opccs?|pfccs?|pcp|mopac|hmicfrs|iopc|asb|vawg|mtfp|mtfs|cipfa|psd|npcc|apcc|lcjb|csp|csps|roi|kpis?)\b"
)
"""What a name in small letters only can mean as nothing but letters: a title has them large."""


def letter_in(file_name: str) -> str:
    """Give the letter that a file's name gives itself ("Appendix C costs.docx"); empty where it gives none."""
    found = _LEADING.match(_spaced(file_name))
    return (found["letter"] or "").upper() if found else ""


def title_from(file_name: str) -> str:
    """Propose a title from a file's name: "Item 4 - App B_force-costs.docx" is "Force costs"."""
    words = _spaced(file_name)
    found = _LEADING.match(words)
    bare = words[found.end() :] if found and found.end() < len(words) else words
    written = _SMALL_ACRONYM.sub(lambda found: found[0].rstrip("s").upper() + "s" * found[0].endswith("s"), bare)
    # An author who writes "iPhone" means it.
    first = written.split(" ", 1)[0]
    return (written[:1].upper() + written[1:] if first.islower() else written)[:TITLE_LENGTH]


MARKING = (
    r"\b(?:not for publication|not public|official sensitive|strictly private|private and confidential|"
    r"(?<!\bnot )(?<!\bnon )(?:restricted|exempt|confidential)|secret|part ?(?:2|ii|two))\b"
)
"""What in a file's name says that the public may not have it, once all but letters and figures is one space.

Written as both Python and the browser's script read it, so that both ask.
"""
_MARKED = re.compile(MARKING, re.IGNORECASE)
_SIGNS = re.compile(r"[\W_]+")


def marked_in(file_name: str) -> str:
    """Give the words of a file's name that say it is not for the public ("RESTRICTED"); empty where there are none."""
    found = _MARKED.search(_SIGNS.sub(" ", file_name))
    return found[0] if found else ""


def may_be_public(file_names: Iterable[str], asked: Container[str], do: str = "") -> Ruling:
    """Whether files can go to the public by their names; one that says otherwise is asked about once (`asked`).

    `do` says what to do then, where it is not to choose the access.
    """
    marked = {name: said for name in file_names if name not in asked and (said := marked_in(name))}
    if not marked:
        return Ruling(True)
    named = ", ".join(f"“{name}” says “{said}”" for name, said in marked.items())
    do = do or f"Choose again who may read {'it' if len(marked) == 1 else 'them'}."
    return Ruling(False, f"{named} in its name. {do}")


def _spaced(file_name: str) -> str:
    stem = file_name.rsplit(".", 1)[0] if "." in file_name else file_name
    return one_line(re.sub(r"[_\s]+|(?<=[^\W\d])-(?=\w)|(?<=\d)-(?=[^\W\d])", " ", stem))


def paragraphs_stated(nation: Nation, paragraphs: Collection[int]) -> Ruling:
    """Say whether a description in the Schedule is stated."""
    if not paragraphs or not set(paragraphs) <= set(PARAGRAPHS[nation]):
        return Ruling(
            False,
            "Choose at least one paragraph of Schedule 12A. Without one the paper cannot be withheld.",
            WITHHOLDING,
        )
    return Ruling(True)


def public_interest_weighed(nation: Nation, paragraphs: Collection[int], reasoning: str) -> Ruling:
    """Say whether the balance that the paragraphs ask for has its reasons."""
    weighed = sorted(WEIGHED[nation] & set(paragraphs))
    if weighed and not reasoning:
        return Ruling(
            False,
            "Say why the public interest in keeping it exempt outweighs the one in disclosing it: "
            f"paragraph {weighed[0]} exempts only then.",
            PUBLIC_INTEREST[nation],
        )
    return Ruling(True)


def decided_by(name: str) -> Ruling:
    """Say whether it is recorded whose decision it is."""
    return Ruling(True) if name else Ruling(False, "Enter the name of the proper officer who decided it.", WITHHOLDING)


def decided_on(day: date, today: date) -> Ruling:
    """Say whether a decision can have been made on a day."""
    return Ruling(day <= today, "" if day <= today else "The day of the decision cannot be in the future.")


def reviewed_on(day: date | None, decided: date) -> Ruling:
    """Say whether a decision can be looked at again on a day."""
    if day is not None and day <= decided:
        return Ruling(False, f"Choose a day after the decision of {day_in_words(decided)}.")
    return Ruling(True)


@dataclass(frozen=True)
class Placed:
    """Where an item stands: its number, whether it is the exclusion of the public."""

    number: str
    exclusion: bool = False


def behind_exclusion(items: Sequence[Placed], number: str) -> Ruling:
    """Say whether an item with an exempt paper comes after the resolution that excludes the public.

    The public may be excluded only by a resolution passed before the business is taken.
    """
    numbers = [item.number for item in items]
    exclusion = next((index for index, item in enumerate(items) if item.exclusion), None)
    if exclusion is None:
        return Ruling(
            False,
            "The agenda has no item on which the public can be excluded.",
            "Local Government Act 1972, s.100A(4)",
        )
    if numbers.index(number) < exclusion:
        return Ruling(
            False,
            f"Item {number} comes before item {numbers[exclusion]}, on which the public is excluded. The exempt paper "
            "cannot be discussed before that resolution is passed: move the item behind it, or have the resolution "
            "taken first.",
            "Local Government Act 1972, s.100A(4)",
        )
    return Ruling(True)
