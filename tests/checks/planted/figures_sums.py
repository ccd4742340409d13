"""Shares and sums that do not follow."""

from __future__ import annotations

from typing import Final

from tests.checks.planted.figures_rules import PART, PERCENTAGE, SUM, Planted

SHARES: Final[tuple[Planted, ...]] = (
    (
        "complaints of which a share was upheld",
        "Of the 327 complaints received, 94 (38.7%) were upheld.",
        ((PERCENTAGE, "94 (38.7%)"),),
    ),
    (
        "some of them online",
        "Some 1,204 people responded, 602 (60%) of them online.",
        ((PERCENTAGE, "602 (60%)"),),
    ),
    (
        "a share in brackets",
        "Visitors were let in without delay on 12 of 48 visits (20%).",
        ((PERCENTAGE, "12 of 48 visits (20%)"),),
    ),
    (
        "a share with its whole after it",
        "In the survey 412 (63%) of the 712 answers came by post.",
        ((PERCENTAGE, "63%"),),
    ),
    (
        "a share with its count in brackets",
        "Only 14% (31 of 186) of the complaints were upheld.",
        ((PERCENTAGE, "14% (31 of 186)"),),
    ),
    (
        "posts of which some are filled",
        "The teams have 140 posts, of which 119 are filled (58.0%).",
        ((PERCENTAGE, "140 posts, of which 119 are filled (58.0%)"),),
    ),
    (
        "a share that leans on the sentence before",
        "There were 260 answers. Of these, 91 were from the north (53%).",
        ((PERCENTAGE, "53%"),),
    ),
    ("more filled than there are", "There are 40 posts, of which 45 are filled.", ((PART, "40 posts, of which 45"),)),
    (
        "a consultation’s answers with one share wrong",
        "The results of the consultation were:\n"
        "• 62.0% (744) were in favour of a £15 increase\n"
        "• 12.0% (144) were in favour of a £10 increase\n"
        "• 16.0% (216) were in favour of a £5 increase\n"
        "• 8.0% (96) opposed any increase\n",
        ((PERCENTAGE, "16.0% (216)"),),
    ),
    (
        "the rest named and too little",
        "Of those who answered, 54% were women, 41% were men and the remaining 15% did not say.",
        ((SUM, "54% were women"),),
    ),
    (
        "a share of a kind that the section counts",
        "Anti-Social Behaviour\nCalls were made at all hours of the day.\n2,400 ASB incidents were recorded in the "
        "quarter.\n"
        "In the quarter, 77% of all ASB incidents were nuisance, 12% personal and 11% environmental.\n"
        "408 ‘personal’ ASB incidents were recorded in the quarter.\n",
        ((PERCENTAGE, "12% personal"),),
    ),
)

SUMS: Final[tuple[Planted, ...]] = (
    (
        "a budget made up of two sources",
        "The net revenue budget is £121.4m, made up of £78.2m of government grant and £44.2m of council tax.",
        ((SUM, "£121.4m, made up of"),),
    ),
    (
        "an income from three sources",
        "Income of £118.2m comes from three sources: government grant of £71.4m, council tax of £43.9m and other "
        "grants of "
        "£3.9m.",
        ((SUM, "£118.2m comes from three sources"),),
    ),
    (
        "collisions of which",
        "The Force attended 83 collisions, of which 12 were fatal, 34 serious and 39 slight.",
        ((SUM, "83 collisions, of which"),),
    ),
    (
        "members in words",
        "The panel has 14 members: ten councillors and three co-opted members.",
        ((SUM, "14 members: ten councillors and three"),),
    ),
    ("votes to votes", "The motion was carried by 7 votes to 5, with 13 members voting.", ((SUM, "7 votes to 5"),)),
    (
        "answers by way of answering",
        "There were 1,846 answers: 1,402 online, 338 on paper and 116 given aloud at events.",
        ((SUM, "1,846 answers: 1,402 online"),),
    ),
    (
        "deaths on the roads after a dash",
        "In the quarter there were 11 road deaths – 4 car drivers, 2 passengers, 2 pedestrians and 2 cyclists.",
        ((SUM, "11 road deaths"),),
    ),
    (
        "two amounts in addition and their sum",
        "The rise would raise £2.4m, in addition to a one-off grant of £0.5m. She wanted all of this (£3.1m) spent "
        "on officers.",
        ((SUM, "£3.1m"),),
    ),
    (
        "a total after its parts",
        "The county gave £410,000 and the districts £235,000, making a total of £665,000.",
        ((SUM, "£665,000"),),
    ),
    ("a number in all", "The scheme had 61 visits in Marl and 33 in Saltney, 96 visits in all.", ((SUM, "96"),)),
    (
        "people of whom some did this and the rest that",
        "The programme took in 86 people. Of these, 57 finished it, 21 were still on it and 18 had left.",
        ((SUM, "57 finished it"),),
    ),
    (
        "a capital programme in the sentences after it",
        "Capital expenditure of £26.3m was expected over four years. £0.6m was for approved estate projects, and a "
        "further "
        "£14.5m for new schemes. A further £7.7m would go to ICT, £4.0m to vehicles and £0.5m to equipment.",
        ((SUM, "£26.3m"),),
    ),
    (
        "a list of answers that misses its total",
        "The survey had 620 responses, 500 of them from residents.\n"
        "• 310 wanted more officers\n• 120 wanted better roads\n• 71 wanted lower charges\n• 4 wanted nothing\n",
        ((SUM, "500"),),
    ),
    (
        "votes that are more than the voters",
        "Of the panel, 11 members voted: 7 votes for and 5 against the motion.",
        ((SUM, "7 votes for and 5 against"),),
    ),
    (
        "areas that do not make the county",
        "Deaths\nArea Oct Nov Dec\nNorth Larkshire 4 3 5\nSouth Larkshire 3 2 4\nLarkshire 7 5 9\n"
        "In the quarter there were 12 road deaths on the county’s roads.\n"
        "6 fatalities occurred in North Larkshire and 5 fatalities occurred in South Larkshire.\n",
        ((SUM, "6 fatalities occurred in North Larkshire and 5"),),
    ),
)
