"""The words with which a sentence tells when something was done or will be."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from panel.checks.rules.dates.standing import Kind, Passage, in_words

_IRREGULAR: Final = (
    "held|met|begun|began|built|bought|brought|came|chosen|done|drawn|fell|found|gave|given|gone|left|lost|made|put|"
    "read|sent|set up|sold|spent|spoken|taken|took|told|went|won|written|wrote|became|seen|shown|laid|paid|heard|sworn|"
    "struck|cut|hit|kept|led|lent|stolen|taught|broken|driven|grown|shut|dealt|caught|fought|overseen|undertaken|"
    "withdrawn|rebuilt|upheld"
)
VERB: Final = rf"(?:re-?)?(?:[a-z]{{2,}}ed|{_IRREGULAR})"
ADVERB: Final = r"(?:(?:\w+ly|also|then|first|last|now|since|subsequently|jointly|both|all|not|just|already) ){0,2}"
AT: Final = r"(?:on|in|during|at the (?:beginning|start|end) of|in the (?:spring|summer|autumn|winter) of)"
PART: Final = (
    r"(?:(?:the )?(?:late|early|mid|spring|summer|autumn|winter|beginning of|start of|middle of|end of)[ -]?)?"
)
_DAYS: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
SPAN: Final = re.compile(
    rf" (?:from|between) (?:the )?{_DAYS}\d{{1,2}}(?:st|nd|rd|th)?(?: [A-Z][a-z]{{2,8}})? ?(?:to|until|till|and|[-–])"
    rf" ?{_DAYS}$"
)
"""What stands before the last day of several: "from 2 to " 9 August."""
FIRST: Final = re.compile(
    rf"(?:^|[;:–] |, (?:and|but) )(?:[Oo]n|[Ii]n|[Dd]uring|[Aa]t the (?:beginning|start|end) of) (?:the )?"
    rf"(?:(?:year|quarter|(?:\w+ )?months|period) (?:to|ended|ending) )?{PART}$"
)
"""A sentence, or what is as good as one, that begins with its date."""
# Not the month of May.
UNSURE: Final = re.compile(
    r"\b(?:[Ii]f|[Uu]nless|[Oo]nce|[Ww]hen|[Uu]ntil|till|will|would|should|could|may|might|shall|can|must|expected|"
    r"planned|forecast|proposed|assum\w+|due|to be|likely|anticipated|intend\w*|projected|hoped|hopes|plans?)\b"
)
PHRASE: Final = 80
"""Characters: a longer phrase is told by its date alone."""


def stands(passage: Passage, day: date) -> str:
    """Say from when the passage speaks."""
    told = passage.standing.told
    if passage.standing.kind is Kind.MINUTES:
        return f"These minutes are of the meeting of {in_words(day)}"
    if told and day in (told.first, told.last):
        return f"The {'letter' if passage.standing.kind is Kind.LETTER else 'paper'} is dated {told.words}"
    return f"It is judged as at {in_words(day)}"
