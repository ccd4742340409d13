"""Dates that cannot be right, and dates that are right though odd."""

from __future__ import annotations

from datetime import date, time

from panel.checks.dossier import LogEntry, OtherMeeting, ProgrammeRow
from panel.law.clear_days import WorkingDays
from panel.law.exemptions import Nation
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted import dates_told
from tests.checks.planted.dates_clean import CLEAN
from tests.checks.planted.dates_texts import (
    GROUP,
    LETTERS,
    PANEL,
    a_letter,
    a_meeting,
    a_report,
    an_annex,
    some_minutes,
)

PLANTED = (
    Case(
        "a weekday that is not its date's, in a sentence",
        a_report("The launch takes place on Wednesday 14 April 2026 at noon."),
        (("weekday does not match", "Wednesday 14 April 2026"),),
    ),
    Case(
        "a weekday that is not its date's, written in figures",
        a_report("Training day: Friday 16/04/2026, County Hall."),
        (("weekday does not match", "Friday 16/04/2026"),),
    ),
    Case(
        "a weekday after its date, in brackets",
        a_report("The open evening is on 15 April 2026 (Tuesday)."),
        (("weekday does not match", "15 April 2026 (Tuesday)"),),
    ),
    Case(
        "a weekday that fits the date in no year near",
        a_report("Members are invited to the control room on Monday 28 March."),
        (("weekday does not match", "Monday 28 March"),),
    ),
    Case(
        "a weekday that is not its date's, in an agenda item's purpose",
        a_meeting(an_item("3", "Visit", purpose="To agree the visit on Saturday 22 March 2026.")),
        (("weekday does not match", "Saturday 22 March 2026"),),
    ),
    Case(
        "a weekday that is not its date's, in the first of two days",
        a_report("The peer review is on Tuesday 20 and Tuesday 21 April 2026."),
        (("weekday does not match", "Tuesday 20"),),
    ),
    Case(
        "a day that no month has",
        a_report("Responses are welcome until 31 June 2026."),
        (("impossible date", "31 June 2026"),),
    ),
    Case(
        "a leap day in a common year",
        an_annex("The lease began on 29 February 2026."),
        (("impossible date", "29 February 2026"),),
    ),
    Case(
        "what was published in a year to come",
        a_report("The inspection report was published on 12 January 2027 and is on the website."),
        (("past event in the future", "12 January 2027"),),
    ),
    Case(
        "what was done on a day to come, with the date first",
        a_report("On 14 May 2026 I launched the new campaign. I was pleased to attend the Rural Day on 11 July 2026."),
        (("past event in the future", "14 May 2026"), ("past event in the future", "11 July 2026")),
    ),
    Case(
        "what was opened in a month to come",
        a_report("The new custody suite was opened by the Minister in October 2026."),
        (("past event in the future", "October 2026"),),
    ),
    Case(
        "a group that met on a day to come",
        a_report("The Estates Board met on 3 May 2026 and agreed the plan."),
        (("past event in the future", "3 May 2026"),),
    ),
    Case(
        "a letter that tells as done what came after it",
        a_letter("The grants have been awarded on 2 March 2026 to nine charities."),
        (("past event in the future", "2 March 2026"),),
    ),
    Case(
        "what will be held on a day that is over",
        a_report("A public meeting will be held on 4 January 2026 in Larkford."),
        (("future event in the past", "4 January 2026"),),
    ),
    Case(
        "what is due in a month that is over",
        a_report("The auditor's opinion is due in January 2026."),
        (("future event in the past", "January 2026"),),
    ),
    Case(
        "what was yet to come, in minutes, and had been a year before",
        some_minutes("The Chair said that the scrutiny officer would be joining another council in March 2025."),
        (("future event in the past", "March 2025"),),
    ),
    Case(
        "what will be done in a season that is over",
        an_annex("Communications plan\nMarch 2026\nThe residents' survey will be carried out in autumn 2025."),
        (("future event in the past", "autumn 2025"),),
    ),
    Case(
        "a deadline that is over for what is still asked",
        a_report("Members are asked to send their comments to the clerk by 20 February 2026."),
        (("deadline has passed", "20 February 2026"),),
    ),
    Case(
        "a consultation that closes on a day that is over",
        a_report("The consultation closes on 27 February 2026."),
        (("deadline has passed", "27 February 2026"),),
    ),
    Case(
        "a consultation that ran backwards",
        a_report("The consultation ran from 19 January 2026 to 22 December 2025."),
        (("ends before it begins", "19 January 2026 to 22 December 2025"),),
    ),
    Case(
        "a term of office with its dates the wrong way round",
        an_annex("Term of office: 1 June 2026 - 31 May 2024"),
        (("ends before it begins", "1 June 2026 - 31 May 2024"),),
    ),
    Case(
        "a scheme that closed before it opened",
        a_report("The road safety fund opened in November 2025. Bids to the fund closed in March 2025."),
        (("ended before it began", "opened in November 2025"),),
    ),
    Case(
        "a reply older than the letter it answers",
        a_letter("Thank you for your letter of 20 February 2026 on the precept."),
        (("reply before its letter", "20 February 2026"),),
    ),
    Case(
        "the panel's letter, two days off",
        a_report("I have answered your letter dated 14 February 2026.", minutes=LETTERS),
        (("letter's date does not match", "14 February 2026"),),
    ),
    Case(
        "a financial year that runs backwards",
        a_report("Savings of £2m are planned from 2027/18 to 2029/30."),
        (("year runs backwards", "2027/18"),),
    ),
    Case(
        "the panel's last meeting, two days off",
        a_report("This report covers the time since the Panel last met on 7th February 2026."),
        (("last meeting does not match", "7th February 2026"),),
    ),
    Case(
        "the panel's last meeting, one too old",
        a_report("It sets out my work since the last meeting of the Panel on 20 November 2025."),
        (("last meeting does not match", "20 November 2025"),),
    ),
    Case(
        "minutes of a meeting that there was not",
        a_meeting(an_item("1(4)", "Minutes", purpose="To confirm the minutes of the meeting held on 6 February 2026.")),
        (("meeting is not in the record", "6 February 2026"),),
    ),
    Case(
        "a working group's meeting, a month off",
        a_report("The Finance and Estates Working Group met on 24 January 2026."),
        (("meeting is not in the record", "24 January 2026"),),
    ),
    Case(
        "what the panel considered on a day without a meeting",
        a_report("The Panel considered the precept on 6 February 2026."),
        (("meeting is not in the record", "6 February 2026"),),
    ),
    Case(
        "what the panel asked for at a meeting in another year",
        a_report("At its meeting on 20 November 2026 the Panel asked for this report."),
        (("meeting is not in the record", "20 November 2026"),),
    ),
    Case(
        "a next meeting that is not in the record",
        a_report("The next meeting of the Working Group will be held on 14 May 2026."),
        (("meeting is not in the record", "14 May 2026"),),
    ),
    Case(
        "a list of meetings with one that is not in the record",
        some_minutes(
            "5. Dates of Meetings\nThursday 18 June 2026 - County Hall\nThursday 24 September 2026 - Larkford"
        ),
        (("meeting is not in the record", "Thursday 24 September 2026"),),
    ),
    Case(
        "a work programme row last reported on a day to come",
        a_meeting(programme=(ProgrammeRow("scheduled", "Road safety", last_report=date(2026, 11, 20)),)),
        (("past event in the future", "20 November 2026"),),
    ),
    Case(
        "a work programme row put to a day without a meeting",
        a_meeting(programme=(ProgrammeRow("scheduled", "Road safety", meeting=date(2026, 6, 25)),)),
        (("meeting is not in the record", "25 June 2026"),),
    ),
    Case(
        "an action completed before it was raised",
        a_meeting(
            log=(LogEntry(date(2026, 2, 5), "Circulate the figures", completed=True, completed_on=date(2025, 2, 20)),)
        ),
        (("ended before it began", "20 February 2025"),),
    ),
    Case(
        "a meeting to come on a bank holiday",
        a_meeting(meetings=(OtherMeeting(PANEL, date(2026, 5, 25)),), working=WorkingDays(Nation.ENGLAND)),
        (("meeting on a day that is no working day", "25 May 2026"),),
    ),
    Case(
        "the panel and its group at the same time",
        a_meeting(
            meetings=(
                OtherMeeting(PANEL, date(2026, 6, 18), start=time(10, 30)),
                OtherMeeting(GROUP, date(2026, 6, 18), start=time(10, 30)),
            )
        ),
        (("meetings clash", "18 June 2026"),),
    ),
    Case(
        "a month to come that opens a sentence about what was done",
        a_report("During May 2026 the rural team dealt with 41 reports. In June 2026 she wrote to the Minister."),
        (
            ("past event in the future", "During May 2026 the rural team dealt with"),
            ("past event in the future", "In June 2026 she wrote"),
        ),
    ),
    Case(
        "a day to come by which something had been done",
        a_report("By the end of April 2026 the vans had visited every school."),
        (("past event in the future", "By the end of April 2026 the vans had visited"),),
    ),
    Case(
        "a day to come since which something is so",
        a_report("Since May 2026 the unit has answered every call within a day."),
        (("past event in the future", "Since May 2026"),),
    ),
    Case(
        "figures as they stood on a day to come",
        a_report("Arrears stood at £1.2m at 30 April 2026. As at 30 June 2026, 41 posts were vacant."),
        (
            ("past event in the future", "stood at £1.2m at 30 April 2026"),
            ("past event in the future", "As at 30 June 2026, 41 posts were"),
        ),
    ),
    Case(
        "a review carried out between days to come",
        a_report("A peer review was carried out between 4 May 2026 and 8 May 2026."),
        (("past event in the future", "was carried out between 4 May 2026"),),
    ),
    Case(
        "minutes that note what was done after their meeting",
        some_minutes("The Panel noted that a visit had taken place on 12 February 2026."),
        (("past event in the future", "had taken place on 12 February 2026"),),
    ),
    Case(
        "a year whose figures changed places",
        a_report("The commissioner’s plan was sent to the Panel on 3 February 2062."),
        (("year is far off", "3 February 2062"),),
    ),
    Case(
        "answers that should have arrived by now",
        a_report(
            "Views on the draft should reach the office by noon on 20 February 2026. Nominations close on 2 March 2026."
        ),
        (
            ("deadline has passed", "should reach the office by noon on 20 February 2026"),
            ("deadline has passed", "close on 2 March 2026"),
        ),
    ),
    Case(
        "an open day that is told in the present and is over",
        a_report("The open day takes place on 21 February 2026 at the training school."),
        (("future event in the past", "takes place on 21 February 2026"),),
    ),
    Case(
        "a decision after a hearing that came later",
        a_report("The appeal was decided on 12 January 2026, after a hearing on 26 January 2026."),
        (("order cannot be", "12 January 2026, after a hearing on 26 January 2026"),),
    ),
    Case(
        "a payment before what it waited for",
        a_report("The grant was paid on 12 January 2026, before the agreement was signed on 5 January 2026."),
        (("order cannot be", "before the agreement was signed on 5 January 2026"),),
    ),
    Case(
        "a list of a group's meetings with a wrong day, of which only the last has a year",
        a_report(f"The {GROUP} met twice, on 9 December 2025 and 25 February 2026."),
        (("meeting is not in the record", "25 February 2026"),),
    ),
    Case(
        "a matter that the panel considered on no day of meeting",
        a_report("The Panel reviewed the estate on 6 February 2026."),
        (("meeting is not in the record", "6 February 2026"),),
    ),
    Case(
        "a group that meets again on another day",
        a_report(f"The {GROUP} will meet again on 13 May 2026."),
        (("meeting is not in the record", "13 May 2026"),),
    ),
    Case(
        "a committee's own matter, a day late",
        a_dossier(
            an_item("4", "Update", a_paper("The Committee considered the order on 6 February 2026.", title="Update")),
            body="Safer Communities Scrutiny Committee",
            meetings=(OtherMeeting("Safer Communities Scrutiny Committee", date(2026, 2, 5), "held"),),
        ),
        (("meeting is not in the record", "6 February 2026"),),
    ),
    Case(
        "a past meeting's log with a day that is still to come now",
        a_meeting(
            date=date(2026, 2, 5),
            today=date(2026, 3, 10),
            status="held",
            published_on=date(2026, 1, 28),
            meetings=(),
            log=(LogEntry(date(2026, 4, 5), "The force to publish the list.", progress="Published."),),
        ),
        (("past event in the future", "5 April 2026"),),
    ),
    Case(
        "a group's own report that it met on a day when it did not",
        a_meeting(
            an_item(
                "5",
                f"Report of the {GROUP}",
                a_paper(
                    "Its members are three. It met twice, on 09/12/2025 and 26/02/2026.", title=f"Report of the {GROUP}"
                ),
            )
        ),
        (("meeting is not in the record", "26/02/2026"),),
    ),
    Case(
        "a building handed over before the work on it began",
        a_report(
            "Work at Fenby began in March 2025. It was handed over on 12 December 2024, and cost £1.3m of 2024/25."
        ),
        (("ended before it began", "began in March 2025"),),
    ),
    Case(
        "views that were welcome until a day that is over",
        a_report("Comments on the draft plan for the river are welcome until Friday 20 February 2026."),
        (("deadline has passed", "are welcome until Friday 20 February 2026"),),
    ),
)

CASES = (*PLANTED, *dates_told.PLANTED, *CLEAN, *dates_told.CLEAN)

REAL: tuple[tuple[str, str, str], ...] = (
    # The minutes are of 1 February 2018 and speak of what was coming; the Budget Working Group's say March 2018.
    (
        "future event in the past",
        "item-01-minutes-2018-02-01.docx",
        "would be undertaking a new role at Oxford City Council in March 2017",
    ),
    # 22 November 2018 is a Thursday, and the record's meeting is on it.
    ("weekday does not match", "item-01-minutes-2018-02-01.docx", "Wednesday 22 November 2018"),
    # A report of March 2018, in a list of what is to be done in 2018/19.
    ("future event in the past", "item-05-appendix-a1-progress.pdf", "will be conducted in late 2017"),
    # A report of March 2018; the commissioner's own says that the scheme opened in November 2017.
    ("past event in the future", "item-05-appendix-a1-progress.pdf", "were launched in November 2018"),
    # Launched in November 2017, yet every applicant had an answer by March and a grant by April 2017.
    ("ended before it began", "item-05-appendix-a1-progress.pdf", "launched in November 2017"),
    # The panel met on 1 February 2018.
    ("last meeting does not match", "item-04-pcc-report.pdf", "3rd February 2018"),
    # For 2019/20: a financial year cannot end in 2010.
    ("year runs backwards", "item-04-appendix-a2-pcc-response.pdf", "2019/10"),
    # The work programme's date of last report, in November of the year to come.
    ("past event in the future", "", "30 November 2018"),
)
