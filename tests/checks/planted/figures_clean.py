"""Texts whose figures look odd and are right, or cannot be judged."""

from __future__ import annotations

from typing import Final

CLEAN: Final[tuple[tuple[str, str], ...]] = (
    (
        "shares that make 100.1 by rounding",
        "Of those who chose, 70.9% (878) wanted £12, 7.3% (90) £10, 14.0% (173) £8 and 7.9% (98) nothing.",
    ),
    (
        "shares of some with a total of all",
        "The consultation received a total of 1501 responses, 1349 of which were from residents. The results were:\n"
        "• 70.9% (878) were in favour of a £12 increase\n• 7.3% (90) were in favour of £10 increase\n"
        "• 14.0% (173) were in favour of £8 increase\n• 7.9% (98) opposed an increase\n"
        "• 110 respondents failed to complete the survey with no preference indicated\n",
    ),
    ("a percentage that cannot be judged", "The precept would rise by £12 per Band D property (6.25%)."),
    (
        "money that adds up in brackets",
        "This would help generate £2.4m of additional funding, in addition to an unexpected £0.5m grant. He wanted "
        "all of this "
        "additional funding (£2.9m) spent on officers.",
    ),
    (
        "a fall on the quarter but above the average",
        "1,299 vehicle offences were recorded in the last quarter, a 9% reduction compared to the previous quarter "
        "(1,421) but "
        "above the quarter average (1,215).",
    ),
    (
        "almost eight in ten by rounding",
        "Levels continue to be above the national average (79%), with almost 8 in every 10 (80%) people having "
        "confidence.",
    ),
    (
        "officers counted by two sources at two dates",
        "The force had 823 officers in September 2025. The actual number of officers is 824 (January 2026).",
    ),
    (
        "a boundary of rounding",
        "79 people were killed or seriously injured, a fall of 1 (1.2%). Hate crime stood at 186 offences, a fall of "
        "2 (1.1%).",
    ),
    (
        "percentage points",
        "The share answered in time rose from 70% to 75%, a rise of 5 percentage points. Satisfaction rose from 60% "
        "to 66% (6%).",
    ),
    (
        "a partial list",
        "The force dealt with 412 complaints, including 120 about delay, 96 about manner and 41 about loss.",
    ),
    ("the main entries of a list", "There were 300 calls: mainly 120 from shops, 60 from schools and 40 from homes."),
    (
        "dates, rules and telephone numbers",
        "From 9 January to 19 March 2026, under section 28(6) and paragraph 12 of Schedule 6, call 101 or 01632 "
        "960122 by 5pm.",
    ),
    ("from one year to another", "The plan runs from 2021 to 2025 and was reduced from Part 4 to Part 2 in 2023."),
    (
        "a target that is only hoped for",
        "Answering stood at 82%. The force aims to be above the 90% target by May. Performance should not fall below "
        "the minimum of 85%.",
    ),
    (
        "a difference said beside its comparison",
        "Spending of £2.1m was £0.4m above the budget of £1.7m, and 12 posts below the limit of 140.",
    ),
    ("a lower figure that is better than its target", "Sickness of 3.9% is below the target of 4.5%, which is good."),
    ("equal by rounding", "There were 24 assaults in the month – above the average of 24."),
    (
        "reserves that go down by several uses",
        "Reserves were £26.1m on 1 April 2025, and were projected to be £16.7m. £3.8m would support the budget, and "
        "a further £4m the estate.",
    ),
    (
        "a budget with its rounding",
        "Budget in £m\nLine 2025/26 2026/27 2027/28\nPay £61.7 £63.2 £64.8\nPremises £5.5 £5.7 £5.8\nSupplies £13.1 "
        "£13.4 £13.8\nTotal £80.4 £82.3 £84.3\n",
    ),
    (
        "a net total with income in brackets",
        "Statement\nLine Budget Forecast\nPay 61,660 61,768\nPremises 5,530 5,614\nIncome (10,180) (10,195)\nNet "
        "total 57,010 57,187\n",
    ),
    (
        "a table without a total",
        "Ranks\nForce 2024 2025 2026\nLarkshire 10 20 15\nWolden 20 40 18\nFenshire 30 60 33\n",
    ),
    (
        "averages under a table",
        "Days\nMonth Calls Visits Days\nOctober 120 30 11\nNovember 130 32 14\nDecember 110 28 12\nAverage 120 30 12\n",
    ),
    (
        "satisfaction rates that do not add",
        "Satisfaction\nOct-25 Nov-25 Dec-25\nNorth Larkshire 84.2% 83.5% 83.2%\nSouth Larkshire 86.2% 85.0% 84.0%\n"
        "Larkshire 85.1% 84.2% 83.6%\n",
    ),
    (
        "surveys that ask different numbers",
        "Respondents Satisfied\nFirst contact 234 222\nActions 249 225\nFollow up 238 170\nTreatment 287 257\nWhole "
        "experience 284 243\n",
    ),
    (
        "options that are alternatives",
        "Option 1 – increase the police precept by £12 per year on a Band D property, a rise of 6.25%.\n"
        "Option 2 – increase the police precept by £10 per year on a Band D property, a rise of 5.21%.\n"
        "Option 3 – increase the police precept by £8 per year on a Band D property, a rise of 4.17%.\n",
    ),
    (
        "another force’s increase",
        "The panel supported an increase of £12 (6.25%) in Larkshire. The Wolden panel supported an increase of £7 "
        "(3.94%).",
    ),
    (
        "two sections in the same words",
        "Burglary\n160 burglary offences were recorded in the last quarter, an increase of 37% on the previous "
        "quarter (117).\n"
        "Robbery\n169 robbery offences were recorded in the last quarter, an increase of 44% on the previous quarter "
        "(117).\n",
    ),
    (
        "a whole and its part in the same words",
        "75 offences were recorded in the last quarter, an 83% increase compared with the previous quarter.\n"
        "85 offences were recorded in the last quarter, a 42% increase compared with the previous quarter.\n",
    ),
    (
        "about and nearly",
        "The use of the marker has decreased by approximately 22%, from 1,507 to 1,180. Nearly a quarter (24%) were "
        "new.",
    ),
    ("three options that follow", "There are three options:\n• Stay.\n• Go.\n• Wait.\nNext Steps\nNone.\n"),
    (
        "a number that is not of the list",
        "The panel met three times and asked about two matters of concern to residents:\n• Roads.\n• Courts.\nNext "
        "Steps\nNone.\n",
    ),
    ("names joined by and", "The work is shared by four forces (Avon and Somerset, Larkshire, Wolden and Fenshire)."),
    (
        "people of whom both",
        "5 people were victims more than ten times, 2 in South Larkshire, 2 in North Larkshire and 1 in both.",
    ),
    (
        "survey answers that overlap",
        "Of these, 845 were women, 700 were over fifty and 310 lived alone. There were 1,208 people in all.",
    ),
    ("sizes of different things", "The force has 823 officers and sickness was 12 days, above the average of 11 days."),
    ("a doubling said loosely", "Calls more than doubled from 40 to 96, while visits halved from 61 to 30."),
    ("rank up", "The force improved from 20th to 13th in the ranking, and the fair ran from 13th to 20th March."),
    (
        "billions that are meant",
        "Police forces hold £1.6bn in reserves. Pension costs of £4,200m fall on the Home Office; the grant is "
        "£1,100m, £2,300m and £3,900m.",
    ),
    (
        "shares of several answers",
        "Respondents could choose several: 62% wanted patrols, 58% cameras and 41% more officers.",
    ),
    (
        "a rounded number in a letter",
        "The consultation received a statistically significant 1,500 responses; 1,501 responses were counted in the "
        "consultation.",
    ),
    ("votes that make the members present", "Of the panel, 12 members voted: 7 votes for and 5 against the motion."),
    (
        "hours and minutes",
        "The average response time is 13 mins 06 seconds, a small decrease compared to the previous month (13 mins "
        "22 seconds) but "
        "significantly above the monthly average (11mins 42 seconds).",
    ),
    (
        "a page of contents",
        "Contents\n1. Foreword 3\n2. Introduction 4\n3. Priorities 7\n4. Money 13\n5. Total budget 18\n",
    ),
    (
        "a change that is partly another’s",
        "In-care reports increased by 27% in North Larkshire this quarter (162) compared with the previous quarter "
        "(128).",
    ),
    ("a fall held against a target", "Complaints fell from 56 in October to 34 in December, against a target of 40."),
    ("a recovery", "Numbers have risen from a low of 79 in June to 98, still below the 2019 figure of 112."),
    (
        "an underspend that rounding allows",
        "Total expenditure was £2.1m against a budget of £2.4m, an underspend of £0.4m.",
    ),
    (
        "parts of a list that are told one by one",
        "92 incidents had been reported - 2 of which related to disability, 74 of which related to race, 9 of which "
        "related "
        "to religion, 6 of which related to orientation and 1 of which related to “other”.",
    ),
    (
        "a rise with its rate beside it in brackets",
        "The priority to reduce burglary by 13% was not achieved – crimes had increased by 6.7% (3935 offences to "
        "4199).",
    ),
    (
        "three comparisons in one sentence",
        "529,101 incidents were attended, a four per cent decrease compared with the previous year (550,420), a one "
        "per cent "
        "decrease compared with five years ago (535,570) and a 17 per cent decrease compared with ten years ago "
        "(634,430).",
    ),
    (
        "a table with sub-totals among its rows",
        "Band Count Share\nBand A 91 1%\nBand B 201 2%\nBand C 261 2%\nBands A-C 553 4%\nBand D 4,778 38%\nBand E "
        "7,270 58%\n"
        "All respondents 12,601 100%\n",
    ),
    (
        "signs that stand apart from their figures",
        "Earlier Later Numeric Percentage\n449,931 473,122 + 23,191 + 5.2%\n54,721 53,036 - 1,685 - 3.1%\n"
        "23,915 25,285 + 1,370 + 5.7%\n182,336 204,010 + 21,674 + 11.9%\n",
    ),
)
