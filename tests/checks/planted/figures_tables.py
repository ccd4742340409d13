"""Tables and lists that contradict themselves or the text."""

from __future__ import annotations

from typing import Final

from tests.checks.planted.figures_rules import LIST, PERCENTAGE, TABLE, TWICE, Planted, Wrong

TABLES: Final[tuple[Planted, ...]] = (
    (
        "a county that is not the sum of its areas in one month",
        "Vehicle crime\nOct-25 Nov-25 Dec-25\nNorth Larkshire 119 132 159\nSouth Larkshire 131 148 132\nLarkshire "
        "250 290 291\n",
        ((TABLE, "Larkshire 250 290 291"),),
    ),
    (
        "a total of three columns, one of them wrong",
        "Complaints by district\nDistrict Received Closed Upheld\nMarlton 44 40 12\nSaltney 31 29 9\nHolling 26 22 "
        "7\nTotal 101 91 38\n",
        ((TABLE, "Total 101 91 38"),),
    ),
    (
        "a total of one column",
        "Grants made in the year\nPurpose £000\nVictims of crime 1,190\nCommunity safety 585\nYoung people 430\n"
        "Heritage 125\nTotal grants 2,390\n",
        ((TABLE, "Total grants 2,390"),),
    ),
    (
        "a row whose last column is not the sum of the others",
        "Offences by area\nMeasure North Mid South All\nBurglary 126 240 119 485\nRobbery 41 77 30 148\n"
        "Theft 289 564 265 1,181\nArson 22 31 19 72\n",
        ((TABLE, "Theft 289 564 265 1,181"),),
    ),
    (
        "a variance that is not the difference",
        "Budget monitoring\nLine Budget £000 Forecast £000 Variance £000\nPolice pay 61,660 61,768 +108\n"
        "Staff pay 27,640 27,407 −233\nOvertime 2,280 2,428 +184\nPremises 5,530 5,614 +84\n",
        ((TABLE, "Overtime 2,280 2,428 +184"),),
    ),
    (
        "a change in per cent that is not its row’s",
        "Measures\nMeasure This year Last year Change\nBurglary 485 457 +6.1%\nRobbery 148 160 −7.5%\nTheft 1,118 "
        "1,154 −3.1%\n"
        "Arson 72 64 +10.5%\n",
        ((TABLE, "Arson 72 64 +10.5%"),),
    ),
    (
        "a share of posts that is not its row’s",
        "Posts\nDistrict Posts Filled Vacant Share filled\nMarlton 44 43 1 97.7%\nHolling 26 24 2 92.3%\nSaltney 19 "
        "18 1 94.7%\n"
        "Ambrel 17 15 2 82.8%\nNorth 15 11 4 73.3%\n",
        ((TABLE, "Ambrel 17 15 2 82.8%"),),
    ),
    (
        "a share of all calls",
        "Calls answered\nAnswered within two minutes 32,930 73.3%\nAnswered later 7,744 12.7%\nGiven up by the "
        "caller 4,242 9.4%\n"
        "All calls 44,916 100.0%\n",
        ((PERCENTAGE, "Answered later 7,744 12.7%"),),
    ),
    (
        "a quarter that its months do not make",
        "Hate Crime\nOct-25 Nov-25 Dec-25\nNorth Larkshire 56 36 33\nSouth Larkshire 33 18 18\nLarkshire 89 54 51\n"
        "The force keeps a close watch on it.\n149 offences were recorded this quarter across the county.\n",
        ((TWICE, "149 offences"),),
    ),
    (
        "a measure that the table gives otherwise",
        "Rape\n112 rape offences were reported to the police last quarter, below the quarter average (128).\n"
        "Crime by type\nLast Quarter Quarter Average\nRape 111 128\nTheft 160 106\nRobbery 97 99\n",
        ((TWICE, "112 rape offences"),),
    ),
    (
        "an average that the table gives otherwise",
        "Vehicle Crime\n"
        "1,299 vehicle offences were recorded in the last quarter, above the quarter average (1,251).\n"
        "Crime by type\nLast Quarter Quarter Average\nVehicle Offences 1299 1215\nRobbery 97 99\n",
        ((TWICE, "quarter average (1,251)"),),
    ),
    (
        "a summary that says rise where the section falls",
        "Summary\nRobbery\nIncrease on previous quarter.\nArson\nDecrease on previous quarter.\nPerformance\n"
        "Robbery\n"
        "97 robbery offences were recorded in the last quarter, a reduction compared to the previous quarter (105).\n"
        "Arson\n"
        "64 arson offences were recorded in the last quarter, a reduction compared to the previous quarter (71).\n",
        (("summary differs from its section", "Increase on previous quarter"),),
    ),
)

LISTS: Final[tuple[Planted, ...]] = (
    (
        "three priorities of which four follow",
        "Three priorities have been chosen:\n• Burglary\n• Speeding\n• Drugs\n• Fraud\nNext Steps\nNone.",
        ((LIST, "Three priorities"),),
    ),
    (
        "three options of which two follow",
        "The commissioner looked at three options:\n• Keep the service as it is.\n• Join with the county council.\n"
        "Next Steps\nNone.",
        ((LIST, "three options"),),
    ),
    (
        "five priorities of which four follow",
        "The plan has the following five priorities:\n1. Safer roads\n2. Fewer victims\n3. A visible force\n4. "
        "Better buildings\n"
        "Next Steps\nThe plan is published in May.\n",
        ((LIST, "following five priorities"),),
    ),
    (
        "four forces of which three are named",
        "The work is shared by four forces (Larkshire, Wolden and Fenshire).",
        ((LIST, "four forces"),),
    ),
    (
        "a list under one label with other names",
        "Most similar forces for Larkshire are: Wolden, Fenshire, Marland and Orwell.\nThe comparison is by the Home "
        "Office.\n"
        "Most similar forces are: Wolden, Fenshire, Kestonshire and Orwell.\n",
        (("list given differently", "Most similar forces"),),
    ),
    (
        "an amount a thousand times too great",
        "The underspend is £2.079m on pay, £1.682m on staff and £0.683m on overtime. Savings of £3,083m are forecast.",
        (("amount is far too great", "£3,083m"),),
    ),
)


WRONG_TABLES: Final[tuple[Wrong, ...]] = (
    (
        "Grants by area\nArea 2024/25 £ 2025/26 £ Change £\nMarlton 310,000 322,000 12,000\n"
        "Holling 218,500 206,500 -12,000\nSaltney 96,000 99,000 5,000\nAmbrel 44,000 44,000 0\n"
        "Total 668,500 671,500 3,000",
        TABLE,
        "Saltney 96,000 99,000 5,000",
    ),
    (
        "Grants by area\nArea 2024/25 £ 2025/26 £\nMarlton 310,000 322,000\nHolling 218,500 206,500\n"
        "Saltney 96,000 99,000\nAmbrel 44,000 44,000\nTotal 668,500 676,500",
        TABLE,
        "Total 668,500 676,500",
    ),
    (
        "Calls by kind\nKind Calls Share\nNoise 1,117 27.9%\nLitter 1,203 30.1%\nParking 880 22.0%\n"
        "Dogs 312 11.8%\nOther 488 12.2%\nTotal 4,000 100.0%",
        PERCENTAGE,
        "Dogs 312 11.8%",
    ),
    (
        "Causes of the overspend\nCause £000\nPay 410\nFuel 95\nRent 160\nGrant income -120\nNet overspend 785",
        TABLE,
        "Net overspend 785",
    ),
    (
        "Survey\nQuestion Agree Disagree Unsure Answers\nMore patrols? 211 64 30 305\n"
        "More cameras? 180 92 28 300\nLower charge? 96 171 31 289",
        TABLE,
        "Lower charge? 96 171 31 289",
    ),
    (
        "Plan in £m\n2026/27 2027/28 2028/29 2029/30\nSpending 71.2 73.4 75.1 76.9\nIncome 71.2 72.6 73.5 74.1\n"
        "Shortfall 0.0 0.8 1.6 3.8",
        TABLE,
        "Shortfall 0.0 0.8 1.6 3.8",
    ),
    (
        "Measures\nMeasure 2024 2025 Change Target Met?\nFamilies helped 311 340 +29 330 Yes\nAnswered in time\n"
        "81.0% 79.4% -2.6 80.0% No\nVictims content 74.2% 76.0% +1.8 75.0% Yes\n"
        "Days lost to sickness 9.4 9.1 -0.3 9.0 No",
        TABLE,
        "81.0% 79.4% -2.6 80.0% No",
    ),
    (
        "Reserves\n£m 2025 2026 2027\nOpening balance 12.4 11.1 9.3\nUsed in the year -1.3 -1.8 -1.1\n"
        "Closing balance 11.1 9.3 8.5",
        TABLE,
        "Closing balance 11.1 9.3 8.5",
    ),
    (
        "Shares\nAnswer North South All\nYes 41% 38% 40%\nNo 44% 47% 45%\nUnsure 15% 18% 15%\nTotal 100% 100% 100%",
        TABLE,
        "Total 100% 100% 100%",
    ),
    (
        "Posts\nDistrict Posts Filled Vacant\nMarlton 44 43 1\nHolling 26 24 2\nSaltney 19 18 2\nAmbrel 17 15 2",
        TABLE,
        "Saltney 19 18 2",
    ),
    (
        "Quarterly crimes\nArea Q1 Q2 Q3 Q4 Year\nNorth 410 422 398 377 1,607\nSouth 388 391 402 365 1,564\n"
        "Mid 501 488 476 455 1,920",
        TABLE,
        "South 388 391 402 365 1,564",
    ),
    (
        "Income\nSource 2025 2026\nGrant 71.4 72.9\nCouncil tax 43.9 46.2\nOther 3.9 4.0\nTotal income 119.2 124.1",
        TABLE,
        "Total income 119.2 124.1",
    ),
    (
        "Change by type\nType This year Last year Change\nTheft 1,118 1,154 -36\nArson 72 64 +8\n"
        "Fraud 210 188 -22\nRobbery 148 160 -12\nAssault 905 871 +34",
        TABLE,
        "Fraud 210 188 -22",
    ),
    ("Stations in £000\nMarl 410 422\nHoll 365 371\nSalt 288 294\nNorfleet 1,063 1,107", TABLE, "Norfleet 1,063 1,107"),
    (
        "Balances £m\n2025 2026 2027\nAt 1 April 8.2 7.1 6.4\nUsed -1.1 -0.7 -0.5\nAt 31 March 7.1 6.4 5.6",
        TABLE,
        "At 31 March 7.1 6.4 5.6",
    ),
    ("Calls\nMonth 2025 2026\nApril 204 231\nMay 219 240\nJune 230 255\nQ1 653 762", TABLE, "Q1 653 762"),
)
