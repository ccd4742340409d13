"""Figures that lean on another sentence, a target or a row of a table, wrong and right."""

from __future__ import annotations

from typing import Final

from tests.checks.planted.figures_rules import AVERAGE, DIFFERENCE, OTHER_WAY, PERCENTAGE, SUM, TABLE, TWICE, Wrong

_RATES: Final = (
    "Area Population Thefts Per 1,000 people\nNorth 205,000 1,794 8.8\nSouth 172,000 1,230 7.2\nEast 143,000 {} \n"
    "West 92,000 610 6.6\nAll 612,000 4,621 7.6\n"
)
_BUDGET: Final = (
    "Heading Budget Outturn Variance\nFuel 2,140 2,318 178\nPremises 4,500 4,320 (180)\nRadio 1,200 1,260 60\n"
    "Training 800 790 (10)\n"
)
_DISTRICTS: Final = "District Fines\nAshby 4,180\nMoor 3,255\nBanks 4,372\nHythe 1,909\nWexshire {}\nThe table ends.\n"
_MONTHS: Final = "Month 2025 2026\nApril 60 66\nMay 72 81\nJune 78 93\nQ1 210 240\n"

LEANING: Final[tuple[Wrong, ...]] = (
    (
        "In July it was 86.2%, in August 83.9% and in September 85.4%. August was therefore above the target of 85%.",
        OTHER_WAY,
        "above the target of 85%",
    ),
    (
        "The team made 940 visits in Q2. The target was 900, so the target was passed by 60.",
        DIFFERENCE,
        "The target was 900, so the target was passed by 60",
    ),
    (
        "The call centre answered in 3 minutes 12 seconds on average, below the target of three minutes.",
        OTHER_WAY,
        "below the target of three minutes",
    ),
    (
        "18.2% of burglaries were solved. The target is 17%, so the result is 1.2 points below the target of 17%.",
        OTHER_WAY,
        "1.2 points below the target of 17%",
    ),
    (
        "93% of forms were in time. The aim of the board is 95%, and we were above the aim of 95%.",
        OTHER_WAY,
        "above the aim of 95%",
    ),
    (
        "72% of callers were satisfied; the target is 75%, so the measure was missed by five percentage points.",
        DIFFERENCE,
        "missed by five percentage points",
    ),
    ("The fund held 212 claims, with a target of 230, 28 short.", DIFFERENCE, "230, 28 short"),
    ("£960k went to 24 charities, an average of £48k each.", AVERAGE, "an average of £48k"),
    (
        "Three vans were sold, for £48k: the old bus (£22k), the office (£15k) and the horse box (£11k). The average "
        "price was £19k.",
        AVERAGE,
        "The average price was £19k",
    ),
    (
        "Of 14 trials 12 led to a conviction. Fines came to £30,600, an average of £2,950 for each conviction.",
        AVERAGE,
        "an average of £2,950",
    ),
    (
        "We had 4,260 enquiries in 2025/26. The busiest quarter was the third; the average was 1,095 a quarter.",
        AVERAGE,
        "average was 1,095",
    ),
    (_MONTHS + "The monthly average was 90 fires in 2026 and 70 in 2025.", AVERAGE, "monthly average was 90"),
    (
        "There had been 1,340 thefts in 2025, against 1,200 in 2024, a rise of 12%. Lambs made 201 of them, or 19%.",
        PERCENTAGE,
        "201 of them, or 19%",
    ),
    (
        "1,250 pupils answered. 325 (26%) walk to school and 150 (15%) come by bus.",
        PERCENTAGE,
        "150 (15%)",
    ),
    (
        "212 staff hold the certificate; on 31 March 2025 it was 190 of 1,150. The number rose by 32 people.",
        DIFFERENCE,
        "The number rose by 32",
    ),
    ("Of twelve actions seven met their date, four did not.", SUM, "seven met their date, four did not"),
    (
        "Of the eleven measures six were met. Four were missed by a little and three by more.",
        SUM,
        "Four were missed by a little and three by",
    ),
    ("By March £2.7m will be saved (90.0%) and £0.5m will not.", PERCENTAGE, "£0.5m will not"),
    ("The levy is set so that 2.5% of £8.0m is £250k, and it is paid in May.", SUM, "£250k"),
    (
        "The fund stood at £3.6m. If it met the whole of the claim of £450k, £3,510k would be left.",
        SUM,
        "£3,510k would be left",
    ),
    (
        "The year closed with an underspend of £320k. The general fund was £4,100k in March. With the underspend it is "
        "£4,240k.",
        SUM,
        "£4,240k",
    ),
    (
        "This costs £240,000 a year, £150,000 less than the old contract, which cost £420,000.",
        DIFFERENCE,
        "£150,000 less than the old contract, which cost £420,000",
    ),
    (
        "On 30 June 2026 the service had 812 volunteers. On 31 March 2026 it had 798; since then 34 had joined and 12 "
        "had left.",
        SUM,
        "812 volunteers",
    ),
    (
        "The cuts still to come amount to £9.4m over the three years: £2.6m, £3.1m and £4.7m.",
        SUM,
        "£9.4m over the three years",
    ),
    (
        "She put forward increases of £8.00, £10.00 and £12.00, or 3.20%, 4.40% and 4.80%.",
        PERCENTAGE,
        "4.40%",
    ),
    (
        "The cordon stood for 26 and a half hours, from half past midnight on Friday to 5pm on Saturday.",
        DIFFERENCE,
        "26 and a half hours",
    ),
    ("The road was closed for 14 hours, from 6am to 4pm.", DIFFERENCE, "14 hours, from 6am to 4pm"),
    (_RATES.format("987 9.6"), TABLE, "East 143,000 987 9.6"),
    (_DISTRICTS.format("13,176"), TABLE, "Wexshire 13,176"),
    (_BUDGET + "Fuel was 12.3% over its budget.", PERCENTAGE, "12.3% over its budget"),
    (
        _BUDGET + "Premises cost £180k, or 4.0%, more than the budget of £4,500k.",
        OTHER_WAY,
        "more than the budget of £4,500k",
    ),
    (
        "Hours given\nThe hours of the cadets 8,400 7,980 8,100\nThe hours of the guides 2,100 2,350 2,300\n"
        "The hours of the cadets fell by 420, or 7.5%.",
        PERCENTAGE,
        "by 420, or 7.5%",
    ),
    (
        "Of the emergency calls of the year 91.7% were answered within ten seconds by the control room.\n"
        "It was said that 97.1% of the emergency calls were answered within ten seconds by the control room.",
        TWICE,
        "97.1%",
    ),
)

LEANING_ON: Final[tuple[Wrong, ...]] = (
    (
        "The line was answered in 2 min 44 s on average, above the target of three minutes.",
        OTHER_WAY,
        "above the target of three minutes",
    ),
    (
        "We answered 68% of letters with a target of 70%, five points below the target.",
        DIFFERENCE,
        "five points below the target",
    ),
    (
        "The fund holds £2,700k, and £2,700k plus the £340k underspend is £3,400k.",
        SUM,
        "£2,700k plus the £340k underspend is £3,400k",
    ),
    ("Nine aims were set; six were met, two were not.", SUM, "six were met, two were not"),
    ("In the autumn £408,900 was given in 29 grants, an average of £16,400.", AVERAGE, "an average of £16,400"),
    ("It spent £4.5m in nine months, £450,000 a month.", "product does not follow", "£4.5m in nine months, £450,000"),
    (
        "The three works come to £9.6m:\n- £2.7m for the roof\n- £3.8m for the yard\n- £2.1m for the lifts\n",
        SUM,
        "£9.6m",
    ),
    ("Of nine parishes five met their date in the year. Three did not.", SUM, "Three did not"),
    ("Of all calls 31% were of noise, 22% of cars and 11% of dogs, together 74%.", SUM, "together 74%"),
    ("The rate was 6.4 against 5.9 in the region, 0.8 above.", DIFFERENCE, "0.8 above"),
)

UPRIGHT: Final[tuple[str, ...]] = (
    "There were 1,120 thefts in the calendar year 2025, against 1,000 in 2024, a rise of 12%.",
    "Supplies cost £212k, or 3.0%, more than the budget of £7,067k.",
    "In July it was 86.2%, in August 83.9% and in September 85.4%. August was therefore below the target of 85%.",
    "The team made 940 visits in Q2. The target was 900, so the target was passed by 40.",
    "The call centre answered in 2 minutes 48 seconds on average, below the target of three minutes.",
    "18.2% of burglaries were solved. The target is 17%, so the result is 1.2 points above the target of 17%.",
    "The average of the region was £301.40, so that Wexshire, at £288.10, was below the average of £301.40.",
    "£960k went to 24 charities, an average of £40k each.",
    "£962k went to 24 charities, an average of about £40k each; last year the average was £46k.",
    "We had 4,260 enquiries in 2025/26. The busiest quarter was the third; the average was 1,065 a quarter.",
    "We had 4,260 enquiries in 2025/26, and 530 complaints. The average was 44 complaints a month.",
    _MONTHS + "The monthly average was 80 fires in 2026 and 70 in 2025.",
    "There had been 1,340 thefts in 2025, against 1,200 in 2024, a rise of 12%. Lambs made 201 of them, or 15%.",
    "1,250 pupils answered. 325 (26%) walk to school and 150 (12%) come by bus.",
    "1,250 pupils answered, 600 of them girls. 325 (26%) walk to school and 150 girls (25%) come by bus.",
    "212 staff hold the certificate; on 31 March 2025 it was 190 of 1,150. The number rose by 22 people.",
    "Of twelve actions seven met their date, five did not.",
    "Of the eleven measures six were met. Three were missed by a little and two by more.",
    "By March £2.7m will be saved (90.0%) and £0.3m will not.",
    "The levy is set so that 2.5% of £8.0m is £200k, and it is paid in May.",
    "The fund stood at £3.6m. If it met the whole of the claim of £450k, £3.15m would be left.",
    "The fund stood at £3.6m. If it met the whole of the claim of £450k, £3.2m would be left.",
    "The year closed with an underspend of £320k. The general fund was £4,100k. With the underspend it is £4,420k.",
    "This costs £240,000 a year, £180,000 less than the old contract, which cost £420,000.",
    "The cuts still to come amount to £10.4m over the three years: £2.6m, £3.1m and £4.7m.",
    "She put forward increases of £8.00, £10.00 and £12.00, or 3.20%, 4.00% and 4.80%.",
    "The cordon stood for 40 and a half hours, from half past midnight on Friday to 5pm on Saturday.",
    "The counter is open from 9am to 5pm, eight hours a day, and the telephones are answered from 8am to 8pm.",
    "Night patrols run from 10pm to 6am, eight hours, and day patrols for nine hours.",
    _RATES.format("987 6.9"),
    _DISTRICTS.format("13,716"),
    _BUDGET + "Fuel was 8.3% over its budget.",
    _BUDGET + "Premises cost £180k, or 4.0%, less than the budget of £4,500k.",
    "Hours given\nThe hours of the cadets 8,400 7,980 8,100\nThe hours of the guides 2,100 2,350 2,300\n"
    "The hours of the cadets fell by 420, or 5.0%.",
    "In 2024/25 91.7% of emergency calls were answered within ten seconds by the control room.\n"
    "In 2025/26 97.1% of emergency calls were answered within ten seconds by the control room.",
    "Of ten officers six were trained, and two were not available in the week of the course.",
    "Nine aims were set; six were met, three were not.",
    "It spent £4.5m in nine months, £500,000 a month.",
    "The three works come to £8.6m:\n- £2.7m for the roof\n- £3.8m for the yard\n- £2.1m for the lifts\n",
    "The works include:\n- £2.7m for the roof\n- £3.8m for the yard\n- £2.1m for the lifts\n",
    "The rate was 6.4 against 5.9 in the region, 0.5 above, and 0.8 above the lowest.",
    "In the north division there were 123 burglaries of garages reported to officers by telephone.\n"
    "In the south division there were 132 burglaries of garages reported to officers by telephone.",
    "At Ashby there were 123 burglaries of garages reported to officers by telephone.\n"
    "At Moor there were 132 burglaries of garages reported to officers by telephone.",
    "Of 40 pupils 31 stayed. The number of lessons rose by 6, from 20 to 26.",
)
