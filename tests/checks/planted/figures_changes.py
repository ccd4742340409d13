"""Changes and comparisons that their own figures contradict."""

from __future__ import annotations

from typing import Final

from tests.checks.planted.figures_rules import CHANGE, DIFFERENCE, OTHER_WAY, PERCENTAGE, Planted

COMPARISONS: Final[tuple[Planted, ...]] = (
    (
        "a satisfaction rate said to be above a higher average",
        "Satisfaction with the service stood at 78.4% at the end of December, above the national average of 80.1%.",
        ((OTHER_WAY, "above the national average of 80.1%"),),
    ),
    (
        "confidence below an average that it exceeds",
        "Public confidence in Larkshire was 81.2% in the year to June. This is below the average for the region "
        "(79.6%).",
        ((OTHER_WAY, "below the average for the region (79.6%)"),),
    ),
    (
        "days lost said to exceed a higher target",
        "Officers lost 8.1 days each to sickness, which exceeds the target of 9 days.",
        ((OTHER_WAY, "exceeds the target of 9 days"),),
    ),
    (
        "calls answered said to be above the target that they miss",
        "In the month 86% of emergency calls were answered in ten seconds, above the 90% target.",
        ((OTHER_WAY, "above the 90%"),),
    ),
    (
        "a response time in minutes and seconds",
        "The average response was 12 mins 48 seconds, which is below the monthly average (11 mins 20 seconds).",
        ((OTHER_WAY, "below the monthly average (11 mins 20 seconds)"),),
    ),
    (
        "a rank that improved downwards",
        "The force’s rank among all forces improved from 14th to 21st of 43 forces.",
        (("rank moves the other way", "from 14th to 21st"),),
    ),
    (
        "over two thirds that are fewer",
        "Over two thirds (58%) of those who answered wanted more patrols.",
        ((OTHER_WAY, "Over two thirds (58%)"),),
    ),
    (
        "almost half that are more",
        "Almost half of respondents (53%) knew the name of their commissioner.",
        ((OTHER_WAY, "half of respondents (53%)"),),
    ),
    (
        "a quarter held against a monthly average",
        "There were 174 referrals in the last quarter, above the monthly average (150).",
        (("periods differ", "above the monthly average (150)"),),
    ),
    (
        "seconds to answer that are more than the average",
        "The average time to answer was 31 seconds, lower than the national average of 22 seconds.",
        ((OTHER_WAY, "lower than the national average of 22 seconds"),),
    ),
    (
        "a rate said to be higher than last year’s",
        "At 74.9% the positive outcome rate is higher than last year's figure of 76.1%.",
        ((OTHER_WAY, "higher than last year's figure of 76.1%"),),
    ),
    (
        "a vacancy rate that misses its target by little",
        "The vacancy rate is 8.3% (121 posts, of which 10 are vacant), below the target of 8%.",
        ((OTHER_WAY, "below the target of 8%"),),
    ),
    (
        "a third that is half",
        "A third of respondents (52%) had seen an officer in the last month.",
        ((OTHER_WAY, "A third of respondents (52%)"),),
    ),
)

CHANGES: Final[tuple[Planted, ...]] = (
    (
        "an increase that is a fall",
        "412 vehicle crimes were recorded in the last quarter. This is an increase compared to the previous quarter "
        "(447).",
        ((CHANGE, "increase compared to the previous quarter (447)"),),
    ),
    (
        "rose from more to less",
        "The number of special constables rose from 212 to 198 over the year.",
        ((CHANGE, "rose from 212 to 198"),),
    ),
    (
        "fell from less to more",
        "The abandonment rate fell from 6.1% in October to 7.4% in December.",
        ((CHANGE, "fell from 6.1% in October to 7.4%"),),
    ),
    (
        "a pair in brackets the wrong way round",
        "Satisfaction increased in East Larkshire this quarter (81%) compared with the previous quarter (84%).",
        ((CHANGE, "increased in East Larkshire"),),
    ),
    (
        "a percentage of a fall between two figures",
        "The establishment fell from 853 to 823, a fall of 5%.",
        ((PERCENTAGE, "5%"),),
    ),
    (
        "a percentage of a rise from a previous quarter",
        "531 burglaries were recorded, a 31% increase on the previous quarter (430).",
        ((PERCENTAGE, "31% increase on the previous quarter (430)"),),
    ),
    (
        "a percentage with the digits changed over",
        "The charge for a Band D property would rise by £12 from £192 to £204 (6.52%).",
        ((PERCENTAGE, "6.52%"),),
    ),
    (
        "a percentage of the size of a rise",
        "Vehicle crime stood at 885 offences, a rise of 12 (4.1%).",
        ((PERCENTAGE, "a rise of 12 (4.1%)"[2:]),),
    ),
    (
        "a percentage of a fall that leans on the sentence before",
        "The Force recorded 4,210 offences in the month. This was a fall of 190 (3.1%) on the month before.",
        ((PERCENTAGE, "3.1%"),),
    ),
    (
        "a difference that two figures do not give",
        "The Home Office counted 861 officers in September 2024 and 829 in September 2025, a reduction of 42 officers.",
        ((DIFFERENCE, "reduction of 42"),),
    ),
    (
        "a rise by an amount that does not lead there",
        "The charge rises by £14 from £240 to £252 a year.",
        ((DIFFERENCE, "rises by £14 from £240 to £252"),),
    ),
    (
        "an overspend that budget and forecast do not give",
        "The forecast for the year was £104.225m against a budget of £103.810m, an overspend of £0.451m.",
        ((DIFFERENCE, "overspend of £0.451m"),),
    ),
    (
        "a draw on reserves in the next sentence",
        "The force is forecast to spend £88.412m against an income of £84.102m. This would require a draw-down of "
        "reserves "
        "totalling £4.130m.",
        ((DIFFERENCE, "draw-down of reserves totalling £4.130m"),),
    ),
    (
        "a list of options of which one has its percentage wrong",
        "The three options were:\n"
        "Option 1 – increase the police precept by £15 a year on a Band D property. This equates to a rise of 6.25%.\n"
        "Option 2 – increase the police precept by £12 a year on a Band D property. This equates to a rise of 5.10%.\n"
        "Option 3 – increase the police precept by £9 a year on a Band D property. This equates to a rise of 3.75%.\n",
        ((PERCENTAGE, "5.10%"),),
    ),
    (
        "a section that gives one change twice",
        "Modern Slavery\nThere were 48 modern slavery offences last quarter. This is a reduction compared to the "
        "previous "
        "quarter (60).\nThe use of the modern slavery marker has decreased by 45% when comparing the two quarters.\n",
        ((PERCENTAGE, "decreased by 45%"),),
    ),
)

MORE_CHANGES: Final[tuple[Planted, ...]] = (
    ("up from more", "The commissioner has 214 volunteers, up from 231 last year.", ((CHANGE, "up from 231"),)),
    (
        "down from less to more",
        "Emergency calls were down from 18,196 to 18,487 in the quarter.",
        ((CHANGE, "down from 18,196 to 18,487"),),
    ),
    (
        "confidence that improves downwards",
        "Public confidence has improved from 71% to 68% over the year.",
        ((CHANGE, "improved from 71% to 68%"),),
    ),
    (
        "an increase said after the figures",
        "Satisfaction was 79%, compared to 82% in the previous quarter, an increase of 3 percentage points.",
        ((CHANGE, "79%, compared to 82% in the previous quarter, an increase"),),
    ),
    (
        "the previous quarter in brackets",
        "Hate crime: 206 offences (previous quarter 188), a decrease of 9.6%.",
        ((CHANGE, "206 offences (previous quarter 188), a decrease of 9.6%"),),
    ),
    (
        "council tax by the penny",
        "Band D council tax for policing goes from £251.69 to £266.69, an increase of 5.69%.",
        ((PERCENTAGE, "an increase of 5.69%"),),
    ),
    (
        "the new figure before the old",
        "Complaints rose 15% to 230 from 212 the year before.",
        ((PERCENTAGE, "rose 15% to 230 from 212"),),
    ),
    ("a fall by a percentage", "Theft fell by 12% from 1,204 to 1,102 offences.", ((PERCENTAGE, "fell by 12%"),)),
    (
        "fewer than last year by another number",
        "There were 45 deaths or serious injuries, 6 fewer than the 49 recorded in the same quarter last year.",
        ((DIFFERENCE, "6 fewer than the 49"),),
    ),
    (
        "a doubling that is not",
        "The number of PCSOs doubled from 31 to 44.",
        (("change is not that great", "doubled"),),
    ),
    ("a halving that is not", "Reserves halved from £12.4m to £8.1m.", (("change is not that great", "halved"),)),
)
