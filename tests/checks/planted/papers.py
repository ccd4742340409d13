"""Papers with a mistake in them, and papers that only look odd."""

from __future__ import annotations

from datetime import date
from typing import Final

from panel.agendas.rules import ItemKind, NoReport
from panel.checks.dossier import OtherMeeting
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted import papers_headed
from tests.checks.planted.papers_attached import ATTACHED
from tests.checks.planted.papers_built import BUILT
from tests.checks.planted.papers_clean import CLEAN
from tests.checks.planted.papers_clean_built import CLEAN_BUILT
from tests.checks.planted.papers_texts import (
    BODY,
    END,
    NAMES_A,
    a_report,
    appendix,
    head,
    under,
)

TITLED: Final = (
    Case(
        "an item and a report about different things",
        under(a_report("Future of the Force’s Estate"), title="Reducing Burglary in Towns"),
        (("title differs", "Future of the Force’s Estate"),),
    ),
    Case(
        "an appendix list that names another thing",
        under(
            a_report(body=BODY + NAMES_A, tail="Appendices\nAppendix A – Register of strategic risks\n"),
            appendix("A", "Calls by month"),
        ),
        (("title differs", "Appendix A – Register of strategic risks"),),
    ),
    Case(
        "last year's work programme under this year's item",
        under(a_report("Work Programme 2024/25"), title="Work Programme 2025/26", kind=ItemKind.WORK_PROGRAMME),
        (("title differs", "Work Programme 2024/25"),),
    ),
    Case(
        "an appendix list with another quarter",
        under(
            a_report(
                body=BODY + NAMES_A, tail="Appendices\nAppendix A: Force performance report, Quarter 2 of 2025/26\n"
            ),
            appendix("A", "Force performance report, Quarter 3 of 2025/26"),
        ),
        (("title differs", "Appendix A: Force performance report, Quarter 2 of 2025/26"),),
    ),
    Case(
        "a quarter's report headed with other months",
        under(
            a_report(body=BODY + NAMES_A),
            appendix(
                "A",
                "Performance report Q3 2025/26",
                "Larkshire Police\nPerformance Summary July to September 2025\nThe force recorded fewer crimes.\n",
            ),
        ),
        (("title differs", "July to September 2025"),),
    ),
    Case(
        "minutes headed with another day",
        a_dossier(
            an_item(
                "2",
                "Minutes",
                a_paper(
                    "Minutes of the meeting of the Panel held on 4 February 2026\nPresent\nCouncillor Ada Finch\n",
                    title="Minutes of the meeting held on 5 February 2026",
                    file_name="minutes.docx",
                ),
                kind=ItemKind.MINUTES,
                purpose="To confirm the minutes of the meeting held on 5 February 2026.",
            )
        ),
        (("title differs", "4 February 2026"),),
    ),
    Case(
        "a title with two years",
        under(a_report("Work Programme 2025/26 (2024/25)"), title="Work Programme", kind=ItemKind.WORK_PROGRAMME),
        (("title names two periods", "Work Programme 2025/26 (2024/25)"),),
    ),
    Case(
        "an appendix with two quarters in its title",
        under(
            a_report(body=BODY + NAMES_A),
            appendix("A", "Quarter 1 performance report Quarter 2 2025/26", "The force recorded fewer crimes.\n"),
        ),
        (("title names two periods", "Quarter 1 performance report Quarter 2 2025/26"),),
    ),
    Case(
        "an item's title with a quarter and other months",
        under(title="Finance Monitoring Q1 2025/26: July to September 2025", report=NoReport.TO_FOLLOW),
        (("title names two periods", "Finance Monitoring Q1 2025/26: July to September 2025"),),
    ),
    Case(
        "an item about the last plan, and the office-holder's own report about this one",
        a_dossier(
            an_item(
                "4",
                "Waste Plan 2021-25: progress",
                a_paper(
                    "Waste Plan 2025-29: progress\nReport of the Commissioner\nRecommendation\n"
                    "That the report be noted.\n" + BODY + END,
                    title="Waste Plan 2025-29: progress",
                ),
            )
        ),
        (("title differs", "Waste Plan 2025-29: progress"),),
    ),
    Case(
        "a report that the agenda lists with last year, above a head in rows",
        a_dossier(
            an_item(
                "4",
                "Damp Homes: review 2025/26",
                a_paper(
                    "Damp Homes: review 2025/26\nReport to: Larkshire Police and Crime Panel\nReport of: Director "
                    "of Homes\nRecommendation\nThat the report be noted.\n" + BODY + END,
                    title="Damp Homes: review 2024/25",
                ),
            )
        ),
        (("title differs", "Damp Homes: review 2025/26"),),
    ),
    Case(
        "a title with a year and the months of another",
        under(a_report(body=BODY + NAMES_A), appendix("A", "Calls in 2025/26 (April 2024 to March 2025)")),
        (("title names two periods", "Calls in 2025/26 (April 2024 to March 2025)"),),
    ),
    Case(
        "a report about another month than the item",
        under(a_report("Floods of July 2025: debrief"), title="Floods of June 2025: debrief"),
        (("title differs", "Floods of July 2025: debrief"),),
    ),
    Case(
        "a plan that the agenda calls a strategy",
        under(
            a_report(body=BODY + "Appendices\nAppendix A: Medium term estates plan\n"),
            appendix("A", "Medium term estates strategy"),
        ),
        (("title differs", "Appendix A: Medium term estates plan"),),
    ),
    Case(
        "an appendix headed with the quarter of another year",
        under(
            a_report("Answering Calls: Q1 2025/26", BODY + NAMES_A),
            appendix("A", "Dashboard", "Dashboard: Q1 2024/25\nCalls Q1 2024/25 Q1 2025/26\nAll 900 870\n"),
            title="Answering Calls: Q1 2025/26",
        ),
        (("title differs", "Q1 2024/25"),),
    ),
    Case(
        "one plan with two last years",
        a_dossier(
            an_item(
                "4", "Answering Calls", a_report(body=BODY + "2.2 The Police and Crime Plan 2025-2028 asks for it.\n")
            ),
            an_item(
                "5",
                "Police and Crime Plan Delivery",
                a_report(
                    "Delivery of the Police and Crime Plan 2025-2029",
                    "1.0 Progress\n1.1 The Larkshire Police and Crime Plan 2025 – 2029 has four priorities.\n",
                    file_name="plan.docx",
                ),
            ),
        ),
        (("years differ", "Police and Crime Plan 2025-2028"),),
    ),
    Case(
        "a report headed for another item",
        under(a_paper("Item 7\n" + head("Answering Calls") + BODY + END, title="Answering Calls")),
        (("head names another item", "Item 7"),),
    ),
    Case(
        "a report headed for another meeting",
        a_dossier(
            an_item(
                "4",
                "Answering Calls",
                a_paper(head("Answering Calls", "5 February 2026") + BODY + END, title="Answering Calls"),
            ),
            meetings=(OtherMeeting("Larkshire Police and Crime Panel", date(2026, 2, 5), "held"),),
        ),
        (("head names another meeting", "5 February 2026"),),
    ),
    Case(
        "a group's minutes that are not those of their title",
        under(
            a_report(body=BODY + NAMES_A),
            a_paper(
                "Minutes of the Estates Working Group held on 9 December 2025",
                title="Minutes, 24 February 2026",
                appendix="A",
            ),
        ),
        (("title differs", "9 December 2025"),),
    ),
    Case(
        "a report headed with last year's meeting",
        under(a_paper(head("Answering Calls", "19 March 2025") + BODY + END, title="Answering Calls")),
        (("head names another meeting", "19 March 2025"),),
    ),
    Case(
        "another panel's report",
        under(
            a_paper(
                "Fenshire Police and Crime Panel\n19 March 2026\n"
                + head("Answering Calls").split("\n", 2)[2]
                + BODY
                + END,
                title="Answering Calls",
            )
        ),
        (("head names another body", "Fenshire Police and Crime Panel"),),
    ),
    Case(
        "one paper under two items",
        a_dossier(
            an_item("4", "Answering Calls", a_report()),
            an_item("5", "Answering Calls from Victims", a_report(file_name="copy.docx")),
        ),
        (("attached twice", "Answering Calls"),),
    ),
    Case(
        "a scan",
        under(
            a_report(body=BODY + NAMES_A), a_paper("\f", title="Signed agreement", appendix="A", file_name="scan.pdf")
        ),
        (("no text", "Signed agreement"),),
    ),
)

CASES: Final[tuple[Case, ...]] = (
    ATTACHED + TITLED + BUILT + papers_headed.PLANTED + CLEAN + CLEAN_BUILT + papers_headed.CLEAN
)

REAL: Final[tuple[tuple[str, str, str], ...]] = (
    # Item 3 is "To consider a briefing": there is no paper under it, and it says neither verbal nor to follow.
    ("no paper", "", "To consider a briefing"),
    # The commissioner's report ends with its appendices: no recommendation, no author or contact, no background papers.
    (
        "report lacks a part",
        "item-04-pcc-report.pdf",
        "Report on the work of the Office of the Police and Crime Commissioner",
    ),
    # The other officers' reports of the pack have background papers; this one goes from appendices to author.
    ("report lacks a part", "item-08-report.docx", "Work Programme 2018/19"),
    # The list calls the Q3 report Q2; what is attached covers October to December 2017.
    (
        "title names two periods",
        "item-04-pcc-report.pdf",
        "Appendix B – Warwickshire Police Q3 performance report Q2 2017/18",
    ),
    # The agenda's item 5 is "The PCC's Approach to Consultation and Engagement".
    ("title differs", "item-05-report.docx", "Public Awareness of Police and Crime Commissioners"),
    # Appendix B of item 4 bears "Police and Crime Plan 2016 – 2021" at its head.
    ("years differ", "item-04-pcc-report.pdf", "Warwickshire Police and Crime Plan 2016- 2020"),
    # The heading is "4.3. Involving and empowering communities and key stakeholders".
    ("contents differ", "item-05-appendix-a2-strategy.pdf", "4.3. Involving and empowering communities 13"),
    # The file has 14 pages; the list gives pages up to 18, and this heading stands on page 9.
    ("contents page wrong", "item-05-appendix-a2-strategy.pdf", "4.3. Involving and empowering communities 13"),
    # 2.0 follows at once.
    ("empty section", "item-06-report.docx", "1.0 Recent Activity of the Working Group"),
    # "6.0 Work programme" stands before it.
    ("number used twice", "item-06-report.docx", "6.0 Next Meeting"),
)
