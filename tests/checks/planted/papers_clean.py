"""Papers under their items, with their appendices and titles, where nothing is wrong and some look odd."""

from __future__ import annotations

from datetime import date
from typing import Final

from panel.agendas.rules import ItemKind, NoReport
from panel.checks.dossier import Group, Item, OtherMeeting
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted.papers_texts import BODY, END, NAMES_A, NAMES_AB, a_report, appendix, head, under

CLEAN: Final = (
    Case("nothing on the agenda", a_dossier()),
    Case(
        "items that need no paper",
        a_dossier(
            Item("1", "Apologies", ItemKind.APOLOGIES),
            Item("2", "Election of Chair", ItemKind.REPORT),
            Item("3", "Date of Next Meeting", ItemKind.REPORT, "Thursday 25 June 2026"),
            Item(
                "4", "Policing the County Show", ItemKind.REPORT, "To receive a presentation from the Chief Constable."
            ),
            Item("5", "Complaints", ItemKind.COMPLAINTS, "To receive a verbal report."),
            Item("6", "Rural Crime", ItemKind.REPORT, "To consider a report.", NoReport.TO_FOLLOW),
            Item("7", "Any Urgent Items", ItemKind.URGENT, "To consider any item that the Chair takes as urgent."),
            Item("8", "Exclusion of the Public", ItemKind.EXCLUSION, "To consider passing the resolution below."),
            Item("9", "Commissioner’s Questions", ItemKind.REPORT, "Members’ questions, circulated at the meeting."),
        ),
    ),
    Case(
        "a heading over items that have papers",
        a_dossier(
            Item("5", "Reports of the Commissioner", ItemKind.REPORT, "To consider the reports below."),
            an_item("5(1)", "Answering Calls", a_report()),
        ),
    ),
    Case(
        "appendices in parts, named one by one",
        under(
            a_report(
                body=BODY + NAMES_AB,
                tail="Appendices\nAppendix A1 – The panel’s letter\nAppendix A2 – The force’s answer\n"
                "Appendix B – Staff\n",
            ),
            appendix(
                "A",
                "The panel’s letter",
                "Dear Commissioner\nThe panel met in February and asks for an answer.\n",
                file_name="a1.docx",
            ),
            appendix(
                "A", "The force’s answer", "Dear Councillor Finch\nThank you for your letter.\n", file_name="a2.docx"
            ),
            appendix("B", "Staff"),
        ),
    ),
    Case(
        "appendices of other papers",
        under(
            a_report(
                body=BODY + "2.2 The rule stands in Appendix 2 to the Policing Protocol Order 2011.\n"
                "2.3 The strategy and its Appendix F were approved, as was Appendix C of the Estates Strategy.\n"
                "2.4 See also Appendix B to the report considered in June, and the Home Office’s Annex D.\n"
            )
        ),
    ),
    Case(
        "appendices to follow, on the web, or withheld",
        under(
            a_report(
                body=BODY + "2.2 Appendix A (to follow) will give the calls of the last month.\n"
                "2.3 Appendix B is available on the commissioner’s website.\n"
                "2.4 Appendix C will be circulated at the meeting.\n"
            )
        ),
    ),
    Case(
        "an appendix within the report itself",
        under(
            a_report(
                body=BODY + NAMES_A,
                tail="Appendices\nAppendix A – Calls by month\nBackground Papers\nNone\n\f"
                "Appendix A – Calls by month\nJanuary 1,204\nFebruary 1,188\n",
            )
        ),
    ),
    Case(
        "one appendix, called the attached table",
        under(
            a_report(body=BODY + "2.2 The attached table gives the calls by month.\n"), appendix("A", "Calls by month")
        ),
    ),
    Case(
        "appendices named only by their titles",
        under(
            a_report(body=BODY + "2.2 The survey of callers and the control room rota are attached.\n"),
            appendix("A", "Survey of callers"),
            appendix("B", "Rota of the control room"),
        ),
    ),
    Case(
        "numbered annexes and letters run on through the agenda",
        a_dossier(
            an_item(
                "4",
                "Answering Calls",
                a_report(body=BODY + "2.2 Annexes A and B give the tables.\n"),
                appendix("A", "Calls"),
                appendix("B", "Staff"),
            ),
            an_item(
                "5",
                "Rural Crime",
                a_report(
                    "Rural Crime",
                    BODY.replace("callers", "farmers") + "2.2 Annex C has a map.\n",
                    file_name="rural.docx",
                ),
                appendix("C", "Map"),
            ),
        ),
    ),
    Case(
        "titles in other words and another order",
        a_dossier(
            an_item(
                "4", "Police and Crime Commissioner Update", a_report("Report of the PCC on the Work of the Office")
            ),
            an_item(
                "5",
                "Anti-Social Behaviour",
                a_report("ASB: Tackling Nuisance Vehicles", BODY.replace("callers", "riders"), file_name="asb.docx"),
            ),
            an_item(
                "6",
                "Confirmation Hearing",
                a_report("Appointment of Chief Constable", BODY.replace("callers", "officers"), file_name="chief.docx"),
            ),
            an_item(
                "7",
                "Proposed Precept and Budget 2026/27",
                a_report(
                    "Revenue Budget 2026/27 and Medium Term Financial Plan 2026/27 to 2029/30",
                    BODY.replace("callers", "payers"),
                    file_name="budget.docx",
                ),
            ),
        ),
    ),
    Case(
        "two periods that belong together",
        a_dossier(
            an_item("4", "Outturn 2024/25 and Budget 2025/26", a_report("Outturn 2024/25 and Budget 2025/26")),
            an_item(
                "5",
                "Performance, Quarters 1 and 2 of 2025/26",
                a_report("Performance: Q1 – Q2 2025/26", BODY.replace("callers", "victims"), file_name="q.docx"),
            ),
            an_item(
                "6",
                "Performance Q3 2025/26 (October to December 2025)",
                a_report(
                    "Performance Q3 2025/26 compared with Q3 2024/25",
                    BODY.replace("callers", "riders"),
                    file_name="r.docx",
                ),
            ),
            an_item(
                "7",
                "Estates Strategy 2025-2030",
                a_report(
                    "Estates Strategy 2025-2030: progress in 2025/26",
                    BODY.replace("callers", "staff"),
                    file_name="s.docx",
                ),
            ),
        ),
    ),
    Case(
        "an old plan and the plan that followed it",
        under(
            a_report(
                body=BODY + "2.2 The Police and Crime Plan 2021-2025 was in force until May. The Police and Crime Plan "
                "2025-2029 has taken its place.\n2.3 The Estates Strategy 2021-2026 still applies.\n"
            )
        ),
    ),
    Case(
        "a working group's minutes alone",
        a_dossier(
            an_item(
                "6",
                "Budget Working Group",
                a_paper(
                    "Minutes of the Budget Working Group held on 4 March 2026\nPresent\nCouncillor Ada Finch\n"
                    "1. Revenue\nAppendix B of the report was discussed at length.\n",
                    title="Minutes, 4 March 2026",
                    file_name="wg.docx",
                ),
                kind=ItemKind.WORKING_GROUP_REPORT,
                purpose="To receive the minutes of the working group’s meeting on 4 March 2026.",
            ),
            groups=(Group("Budget Working Group"),),
        ),
    ),
    Case(
        "appendices with Roman numbers, listed in one line",
        under(
            a_report(
                body=BODY + "2.2 See Appendices I and II.\n",
                tail="List of appendices: Appendix I: Calls by month; Appendix II: Staff\n",
            ),
            appendix("I", "Calls by month"),
            appendix("II", "Staff in post"),
        ),
    ),
    Case(
        "a report for another quarter's table beside its own",
        under(
            a_report(body=BODY + NAMES_A),
            appendix(
                "A",
                "Performance report Quarter 2 of 2025/26",
                "Larkshire Police\nPerformance report Quarter 2 of 2025/26\nMeasure Quarter 2 Quarter 1\n",
            ),
        ),
    ),
    Case(
        "a report that tells of a working group's day",
        a_dossier(
            an_item(
                "4",
                "Answering Calls",
                a_paper(
                    "Larkshire Police and Crime Panel\nThursday 19th March 2026\nAnswering Calls\n"
                    "Report of the working group that met on 5 February 2026\n"
                    + head("Answering Calls").partition("Answering Calls\n")[2]
                    + BODY
                    + END,
                    title="Answering Calls",
                ),
            ),
            meetings=(OtherMeeting("Larkshire Police and Crime Panel", date(2026, 2, 5), "held"),),
        ),
    ),
    Case(
        "a letter that the item's purpose says is attached",
        under(
            a_report(),
            a_paper(
                "Home Office\nDear Chair\nThank you for writing to me.\nYours sincerely\n",
                title="Letter of the Minister",
                appendix="A",
                file_name="letter.pdf",
            ),
            purpose="To consider the report and the attached letter of the Minister.",
        ),
    ),
    Case(
        "years of a plan and of a report about it",
        under(a_report("Waste Plan 2025-29: report for 2025/26"), title="Waste Plan 2025-29"),
    ),
    Case(
        "one appendix with a Roman number",
        under(
            a_report(body=BODY + "3.0 Figures\n3.1 The calls by month are in Appendix I.\n"),
            appendix("I", "Calls by month"),
        ),
    ),
    Case(
        "a year with months of its own in a title",
        under(
            a_report("Calls in 2025/26 (April to December 2025)", file_name="calls.docx"),
            title="Calls in 2025/26 (April to December 2025)",
        ),
    ),
    Case(
        "a title over two lines with a day in it",
        a_dossier(
            an_item(
                "4",
                "Answer to the Panel’s letter and recommendations of 5 February 2026",
                a_paper(
                    "Answer to the Panel’s letter and recommendations of\n5 February 2026\n"
                    "Larkshire Police and Crime Panel\n19 March 2026\nRecommendation\nThat the Panel notes it.\n"
                    + BODY
                    + END,
                    title="Answer to the Panel’s letter and recommendations of 5 February 2026",
                ),
            ),
            meetings=(OtherMeeting("Larkshire Police and Crime Panel", date(2026, 2, 5), "held"),),
        ),
    ),
)
