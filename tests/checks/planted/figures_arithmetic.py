"""Single sentences with a sum, a product, an average or a ratio that is wrong."""

from __future__ import annotations

from typing import Final

from tests.checks.planted.figures_rules import AVERAGE, PRODUCT, RATIO, SUM, Wrong

ARITHMETIC: Final[tuple[Wrong, ...]] = (
    (
        "The board has eleven members: seven councillors and three residents.",
        SUM,
        "eleven members: seven councillors and three",
    ),
    (
        "The fleet has 60 vans, of which 24 are electric, 18 hybrid and 22 diesel.",
        SUM,
        "60 vans, of which 24 are electric, 18 hybrid and 22",
    ),
    (
        "The bid was for £1.8m, of which £0.9m was for staff, £0.6m for kit and £0.5m for training.",
        SUM,
        "£1.8m, of which £0.9m was for staff, £0.6m for kit and £0.5m",
    ),
    (
        "The service has nine advisers, of whom four are in Marlton, three in Holling and three in Saltney.",
        SUM,
        "nine advisers, of whom four are in Marlton, three in Holling and three",
    ),
    (
        "Of the eight reports inspected, three were good, four were fair and two were poor.",
        SUM,
        "eight reports inspected, three were good, four were fair and two",
    ),
    (
        "They made five recommendations. Three were accepted, one was rejected and two are being considered.",
        SUM,
        "Three were accepted, one was rejected and two",
    ),
    (
        "Two of the twelve posts will be deleted, leaving nine.",
        SUM,
        "Two of the twelve posts will be deleted, leaving nine",
    ),
    ("Of its 46 vehicles the trust sold 11, so 36 remain.", SUM, "Of its 46 vehicles the trust sold 11, so 36"),
    ("One inspector of six retired, leaving four.", SUM, "One inspector of six retired, leaving four"),
    (
        "In the year 34 volunteers joined and 21 left, so the number grew by 15.",
        SUM,
        "34 volunteers joined and 21 left, so the number grew by 15",
    ),
    (
        "He heard from seven witnesses: three officers, two shopkeepers and one resident.",
        SUM,
        "seven witnesses: three officers, two shopkeepers and one",
    ),
    ("The county gave 40 locks at £35 each, £1,450 in all.", PRODUCT, "40 locks at £35 each, £1,450"),
    (
        "The lease costs £14,000 a year for three years (£45,000 in all).",
        PRODUCT,
        "£14,000 a year for three years (£45,000",
    ),
    (
        "A total of 412 forms came back: 190 by post, 160 on line and 72 by hand.",
        SUM,
        "412 forms came back: 190 by post, 160 on line and 72",
    ),
    ("There were 29 meetings: 12 in spring and 15 in autumn.", SUM, "29 meetings: 12 in spring and 15"),
    (
        "The grants came to £96,000: £41,000 to Marlton, £33,000 to Holling and £24,000 to Saltney.",
        SUM,
        "£96,000: £41,000 to Marlton, £33,000 to Holling and £24,000",
    ),
    ("The average of 12, 15 and 21 days is 18 days.", AVERAGE, "12, 15 and 21 days is 18 days"),
    (
        "Waits were 9 weeks in May, 11 in June and 13 in July: 12 weeks on average.",
        AVERAGE,
        "9 weeks in May, 11 in June and 13 in July: 12 weeks on average",
    ),
    ("The highest salary is £126,000 and the median £31,500; the ratio is 5 to 1.", RATIO, "ratio is 5 to 1"),
    ("Of those asked 46% agreed, 31% disagreed and 25% did not know.", SUM, "46% agreed, 31% disagreed and 25%"),
    ("The shares are 25%, 35% and 45%, which makes 100%.", SUM, "25%, 35% and 45%, which makes 100%"),
    (
        "The three bids of £45,000, £38,000 and £22,000 come to £110,000.",
        SUM,
        "£45,000, £38,000 and £22,000 come to £110,000",
    ),
    (
        "The grant of £600,000 is shared equally between four districts, £125,000 each.",
        PRODUCT,
        "£600,000 is shared equally between four districts, £125,000",
    ),
    ("The programme lasts six years at £250,000 a year, £1.6m in all.", PRODUCT, "six years at £250,000 a year, £1.6m"),
    (
        "Fourteen applications came in, of which nine were granted and six refused.",
        SUM,
        "Fourteen applications came in, of which nine were granted and six",
    ),
    (
        "In all 72 schools were visited: 31 primary schools, 29 secondary schools and 13 special schools.",
        SUM,
        "72 schools were visited: 31 primary schools, 29 secondary schools and 13",
    ),
    (
        "The panel has thirteen seats, eleven of which are filled and three vacant.",
        SUM,
        "thirteen seats, eleven of which are filled and three",
    ),
    ("The council paid £18,400 for 230 lamps, or £85 each.", PRODUCT, "£18,400 for 230 lamps, or £85"),
    ("Over the three years the force closed 4, 6 and 7 stations, 18 in all.", SUM, "18"),
    (
        "Emergency calls averaged 410 a day in June, 380 in July and 440 in August, an average of 460 over the summer.",
        AVERAGE,
        "410 a day in June, 380 in July and 440 in August, an average of 460",
    ),
    (
        "The unit had 15 staff in April; three left and five joined, so it has 16 now.",
        SUM,
        "15 staff in April; three left and five joined, so it has 16",
    ),
    (
        "Of the 24 councillors present, 14 voted for, seven against and two abstained.",
        SUM,
        "24 councillors present, 14 voted for, seven against and two",
    ),
    ("The motion was carried by 9 votes to 6, with 14 members voting.", SUM, "9 votes to 6"),
    ("The levy is £3.20 a week, or £176.40 a year.", PRODUCT, "£3.20 a week, or £176.40 a year"),
    ("The five districts gave £20,000 each, £120,000 in total.", PRODUCT, "five districts gave £20,000 each, £120,000"),
    (
        "The fund stood at £640,000; after grants of £215,000 there is £445,000 left.",
        SUM,
        "£640,000; after grants of £215,000 there is £445,000 left",
    ),
    (
        "There are 18 teams in the north, 12 in the south and nine in the west: 41 teams altogether.",
        SUM,
        "18 teams in the north, 12 in the south and nine in the west: 41",
    ),
    ("The trust helped 84 men and 63 women, 157 people in all.", SUM, "157"),
    (
        "Sales of land brought £4.2m: £2.9m for the depot and £1.5m for the yard.",
        SUM,
        "£4.2m: £2.9m for the depot and £1.5m",
    ),
    (
        "Nine of the 16 actions are complete, five are in hand and three have not begun.",
        SUM,
        "16 actions are complete, five are in hand and three",
    ),
    (
        "Seven officers were promoted: four to sergeant, two to inspector and two to superintendent.",
        SUM,
        "Seven officers were promoted: four to sergeant, two to inspector and two",
    ),
    (
        "Income from fees was £86,400, that is £7,200 a month for ten months.",
        PRODUCT,
        "£86,400, that is £7,200 a month for ten months",
    ),
    ("Mileage came to 45,000 miles at 45p a mile, £22,250.", PRODUCT, "45,000 miles at 45p a mile, £22,250"),
    (
        "The average attendance at four meetings of 9, 11, 10 and 10 members was 12.",
        AVERAGE,
        "9, 11, 10 and 10 members was 12",
    ),
    (
        "The house has 12 rooms, of which five are offices, four are stores and two are empty and two are let.",
        SUM,
        "12 rooms, of which five are offices, four are stores and two are empty and two",
    ),
    (
        "The scheme is to save £300,000 a year, £1.8m over five years.",
        PRODUCT,
        "£300,000 a year, £1.8m over five years",
    ),
    ("The station costs £96,000 a year, £9,000 a month.", PRODUCT, "£96,000 a year, £9,000 a month"),
    ("She chaired 11 of the 15 meetings, and missed five.", SUM, "11 of the 15 meetings, and missed five"),
    (
        "The hostel has 26 beds, of which 17 were taken and 11 empty on the night of the count.",
        SUM,
        "26 beds, of which 17 were taken and 11",
    ),
    (
        "We set aside £75,000 for the scheme: £40,000 for lighting, £25,000 for gates and £15,000 for signs.",
        SUM,
        "£75,000 for the scheme: £40,000 for lighting, £25,000 for gates and £15,000",
    ),
    (
        "The trainees come from four districts: 14 from Marl, nine from Holl, seven from Salt and six from "
        "Ambrel, 38 in all.",
        SUM,
        "14 from Marl, nine from Holl, seven from Salt and six from Ambrel, 38",
    ),
    (
        "The force trained 340 officers in the year, 120 in the first half and 240 in the second.",
        SUM,
        "340 officers in the year, 120 in the first half and 240",
    ),
    ("The two grants, of £31,000 and £24,500, make £56,500.", SUM, "£31,000 and £24,500, make £56,500"),
    (
        "Average sickness was nine days in 2023, eleven in 2024 and ten in 2025, 12 days on average.",
        AVERAGE,
        "nine days in 2023, eleven in 2024 and ten in 2025, 12 days on average",
    ),
    ("The stock of 74 radios was cut by 16, leaving 48.", SUM, "of 74 radios was cut by 16, leaving 48"),
    (
        "Of the ten targets six were met, two were nearly met and three were missed.",
        SUM,
        "ten targets six were met, two were nearly met and three",
    ),
    (
        "The academy has 120 places, of which 86 are filled and 44 are free.",
        SUM,
        "120 places, of which 86 are filled and 44",
    ),
    (
        "The bill was split three ways: £44,000 to the county, £31,000 to the force and £22,000 to the city, "
        "£107,000 in all.",
        SUM,
        "£107,000",
    ),
    (
        "Out of the 15 members who voted, nine were for, five against and two abstained.",
        SUM,
        "15 members who voted, nine were for, five against and two",
    ),
    (
        "Eleven sergeants retire this year out of 90, leaving 89.",
        SUM,
        "Eleven sergeants retire this year out of 90, leaving 89",
    ),
    ("Each of the six wards gets £7,500, £48,000 in total.", PRODUCT, "Each of the six wards gets £7,500, £48,000"),
    ("The average of the five scores, 6, 7, 7, 8 and 9, is 8.2.", AVERAGE, "five scores, 6, 7, 7, 8 and 9, is 8.2"),
    ("Eight of the twelve sites passed. Three did not.", SUM, "Three did not"),
    (
        "The chief causes were speed (31%), drink (22%) and fatigue (9%). Together they are 72% of the whole.",
        SUM,
        "Together they are 72%",
    ),
    (
        "In the year 48 badges were issued, worth £14,400, an average of £340.",
        PRODUCT,
        "48 badges were issued, worth £14,400, an average of £340",
    ),
    (
        "The team used £2.4m in eight months, an average of £330,000 a month.",
        PRODUCT,
        "£2.4m in eight months, an average of £330,000",
    ),
    (
        "Paper costs £4.20 for each ream: £5,460 for the 1,200 used.",
        PRODUCT,
        "£4.20 for each ream: £5,460 for the 1,200",
    ),
    (
        "In spring 180 replied, of whom 162 were content, 15 were not and nine gave no answer.",
        SUM,
        "180 replied, of whom 162 were content, 15 were not and nine",
    ),
)
