"""Papers whose figures contradict each other, and papers whose figures only look odd."""

from __future__ import annotations

from typing import Final

from panel.checks.dossier import Paper
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted.figures_arithmetic import ARITHMETIC
from tests.checks.planted.figures_changes import CHANGES, COMPARISONS, MORE_CHANGES
from tests.checks.planted.figures_clean import CLEAN
from tests.checks.planted.figures_leaning import LEANING, LEANING_ON, UPRIGHT
from tests.checks.planted.figures_odd import ODD
from tests.checks.planted.figures_rules import OTHER_WAY, PERCENTAGE, SUM, TABLE, TWICE
from tests.checks.planted.figures_sentences import DIFFERENCES, PERCENTAGES
from tests.checks.planted.figures_sums import SHARES, SUMS
from tests.checks.planted.figures_tables import LISTS, TABLES, WRONG_TABLES


def one(name: str, text: str, expects: tuple[tuple[str, str], ...]) -> Case:
    """Make a case of one paper."""
    return Case(name, a_dossier(an_item("4", "Update", a_paper(text))), expects)


def two(name: str, first: str, second: str, *expects: tuple[str, str]) -> Case:
    """Make a case of two papers under two items."""
    papers: tuple[Paper, Paper] = (
        a_paper(first, title="Minutes", file_name="minutes.docx"),
        a_paper(second, title="Letter", file_name="letter.pdf"),
    )
    return Case(name, a_dossier(an_item("1", "Minutes", papers[0]), an_item("4", "Letter", papers[1])), expects)


ACROSS: Final[tuple[Case, ...]] = (
    two(
        "answers to a consultation in the minutes and in a letter",
        "The public consultation on the precept ran for four weeks and received a total of 1,501 responses from "
        "residents.",
        "The panel notes that the public consultation on the precept received 1,510 responses, the most to date.",
        (TWICE, "1,510 responses"),
    ),
    two(
        "a sentence copied with one figure changed",
        "The result of this was an underspend forecast at £2.079m on Police Officer pay for the whole of 2025/26.",
        "The group heard that the result of this was an underspend forecast at £2.790m on Police Officer pay for the "
        "whole of "
        "2025/26.",
        (TWICE, "£2.790m"),
    ),
    two(
        "an increase with its percentage turned round",
        "The panel resolved to support the proposal to raise the local policing precept by £12 per Band D property "
        "(6.25%).",
        "I write to confirm that the panel supports the proposal to raise the precept by £12 per Band D property "
        "(6.52%).",
        (TWICE, "6.52%"),
    ),
    two(
        "one table’s row in two papers",
        "Quarter North Mid South All\nThis quarter 2,795 4,822 2,617 10,234\nLast quarter 3,008 4,513 2,768 10,289\n",
        "Area figures\nNorth Mid South All\nAll crime 2,795 4,282 2,617 10,234\nOther 31 40 22 93\n",
        (TWICE, "All crime 2,795 4,282 2,617 10,234"),
    ),
    two(
        "a figure as it was told before",
        "Councillor Boone asked whether balances of £6.4m were enough for a force of that size.",
        "Balances stood at £6.9m in March, as the panel was told at its last meeting.",
        (TWICE, "£6.9m"),
    ),
    two(
        "one day’s officers counted twice",
        "On 31 January 2026 the force had 1,378 officers and hoped for more by the end of the spring.",
        "The force had 1,387 officers on 31 January 2026, and hoped to have 1,400 by the end of the spring.",
        (TWICE, "1,387 officers"),
    ),
    two(
        "balances told as they were",
        "Councillor Boone asked whether balances of £6.4m were enough for a force of that size.",
        "Balances stood at £6.4m in March, as the panel was told at its last meeting.",
    ),
    two(
        "officers on two days",
        "On 31 January 2026 the force had 1,378 officers and hoped for more by the end of the spring.",
        "The force had 1,387 officers on 28 February 2026, and hoped to have 1,400 by the end of the spring.",
    ),
    one(
        "a row’s figure with its digits turned in the text",
        "Crime by kind\nKind Last year This year\nShop theft 612 648\nCycle theft 318 294\nArson 41 38\n"
        "Cycle theft is lower than it was a year ago, at 249 offences.\n",
        ((TWICE, "249 offences"),),
    ),
    one(
        "a row’s figure told as it is, and another’s",
        "Crime by kind\nKind Last year This year\nShop theft 612 648\nCycle theft 318 294\nArson 41 38\n"
        "Cycle theft is lower than it was a year ago, at 294 offences, of which 216 were in the towns.\n",
        (),
    ),
    one(
        "a sentence that adds one to a whole that is complete",
        "Of the seven services inspected, two were praised, three were fair and two must improve. One was poor.",
        ((SUM, "One was poor"),),
    ),
    one(
        "a summary and its section",
        "Summary\nRoad casualties\nThere were 10 road deaths in the last quarter, fewer than was feared.\nCommand "
        "teams know.\n"
        "Other measures are steady.\nCalls are answered.\nNothing else stands out.\nMembers may ask about it.\n"
        "The force will come back to it.\nRoads\nMost collisions were in the dark.\nSpeed was a factor.\n"
        "There were 12 road deaths in the last quarter on the county’s roads.\n",
        ((TWICE, "12 road deaths"),),
    ),
)

CASES: tuple[Case, ...] = (
    *(one(*case) for group in (COMPARISONS, CHANGES, MORE_CHANGES, SHARES, SUMS, TABLES, LISTS) for case in group),
    *(
        one(text, text, ((rule, words),))
        for group in (PERCENTAGES, DIFFERENCES, ARITHMETIC, WRONG_TABLES, LEANING, LEANING_ON)
        for text, rule, words in group
    ),
    *ACROSS,
    *(one(name, text, ()) for name, text in CLEAN),
    *(one(text, text, ()) for text in (*ODD, *UPRIGHT)),
)

_Q3: Final = "item-04-appendix-b-performance-q3.pdf"
REAL: tuple[tuple[str, str, str], ...] = (
    # 27 offences of child sexual exploitation are fewer than the average of 31.
    (OTHER_WAY, _Q3, "above the quarter average (31)"),
    # 3,502 incidents of anti-social behaviour are fewer than the average of 4,241.
    (OTHER_WAY, _Q3, "above the quarter average (4,241)"),
    # From 675 to 523 is a fall of 22.5%.
    (PERCENTAGE, _Q3, "21% reduction compared to the previous quarter (675)"),
    # The minutes give all other amounts in millions with three decimals.
    ("amount is far too great", "item-07-appendix-a-minutes.docx", "£3,083m"),
    # 2,132 and 1,483 make 3,615; with it the three months make the 10,448 of the text.
    (TABLE, _Q3, "Warwickshire 3650 3614 3183"),
    # The comparison of policing areas has 111, and the three months of the section make 112.
    (TWICE, _Q3, "112 rape offences"),
    # The comparison of policing areas has 1,112, and the three months of the section make 1,111.
    (TWICE, _Q3, "1,111 violence with injury offences"),
    # The comparison of policing areas has an average of 106.
    (TWICE, _Q3, "the quarter average (125)"),
    # Five and four are not the ten road deaths of the sentence before.
    (SUM, _Q3, "5 fatalities occurred in North Warwickshire (1 motorway fatality) and 4"),
    # 27 offences after 36 are a quarter fewer, not half.
    (PERCENTAGE, _Q3, "decreased by approximately 50%"),
    # 523 of 3,502 is 14.9%, which rounds to 15%.
    (PERCENTAGE, _Q3, "14% personal"),
    # The two footnotes name different forces; each leaves out three of the other.
    ("list given differently", _Q3, "Most Similar Forces for Warwickshire"),
)
