"""Papers and appendices that are missing, not named, or wrongly lettered."""

from __future__ import annotations

from typing import Final

from panel.agendas.rules import ItemKind
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted.papers_texts import (
    BODY,
    LIST_A,
    LIST_AB,
    NAMES_A,
    NAMES_AB,
    a_report,
    appendix,
    bare,
    under,
)

ATTACHED: Final = (
    Case(
        "a briefing promised and not there",
        bare("Rural Crime", "To consider a briefing on the rural crime team."),
        (("no paper", "To consider a briefing"),),
    ),
    Case(
        "a report item without paper or purpose",
        bare("Independent Custody Visiting Scheme"),
        (("no paper", "Independent Custody Visiting Scheme"),),
    ),
    Case(
        "minutes to confirm, none attached",
        bare(
            "Minutes of the Previous Meeting",
            "To confirm the minutes of the meeting held on 5 February 2026.",
            ItemKind.MINUTES,
        ),
        (("no paper", "To confirm the minutes"),),
    ),
    Case(
        "complaints said to be attached",
        bare("Complaints", "The quarterly schedule of complaints is attached.", ItemKind.COMPLAINTS),
        (("no paper", "attached"),),
    ),
    Case(
        "a working group's report not there",
        bare("Budget Task Group", "To receive the task group's findings.", ItemKind.WORKING_GROUP_REPORT),
        (("no paper", "Budget Task Group"),),
    ),
    Case(
        "minutes promised, only the report there",
        a_dossier(
            an_item(
                "5",
                "Report of the Budget Working Group",
                a_report("Report of the Budget Working Group", file_name="wg.docx"),
                purpose="To receive the minutes and report of the working group’s meeting.",
            )
        ),
        (("purpose names a paper not attached", "receive the minutes"),),
    ),
    Case(
        "a letter promised, not there",
        under(a_report(), purpose="To consider the Home Secretary’s letter on call handling."),
        (("purpose names a paper not attached", "consider the Home Secretary’s letter"),),
    ),
    Case(
        "an appendix named and not attached",
        under(a_report(body=BODY + NAMES_A)),
        (("appendix not attached", "Appendix A"),),
    ),
    Case(
        "the second of two appendices not attached",
        under(a_report(body=BODY + NAMES_AB, tail=LIST_AB), appendix("A", "Calls by month")),
        (("appendix not attached", "Appendix B"),),
    ),
    Case(
        "an annex named by number and not attached",
        under(
            a_report(body=BODY + "2.2 Annex 2 shows the rota.\n2.3 Annex 1 shows the posts.\n"), appendix("1", "Posts")
        ),
        (("appendix not attached", "Annex 2"),),
    ),
    Case(
        "one of a range of appendices not attached",
        under(
            a_report(body=BODY + "2.2 The tables are at Appendices A to C.\n"),
            appendix("A", "Calls by month"),
            appendix("C", "Calls by district"),
        ),
        (("appendix not attached", "Appendices A to C"),),
    ),
    Case(
        "a third part named where there are two",
        under(
            a_report(body=BODY + "2.2 The letters are at Appendix A1, Appendix A2 and Appendix A3.\n"),
            appendix("A", "Letter to the force", file_name="a1.pdf"),
            appendix(
                "A", "Letter from the force", file_name="a2.pdf", text="Letter from the force, with its answer.\n"
            ),
        ),
        (("appendix not attached", "Appendix A3"),),
    ),
    Case(
        "an appendix that nothing names",
        under(
            a_report(body=BODY + NAMES_A, tail=LIST_A),
            appendix("A", "Calls by month"),
            appendix("B", "Complaints received", file_name="complaints.pdf"),
        ),
        (("appendix not named", "Complaints received"),),
    ),
    Case(
        "one letter for two papers in a list",
        under(
            a_report(body=BODY + NAMES_A, tail=LIST_A + "Appendix A – Staff in the control room\n"),
            appendix("A", "Calls by month"),
        ),
        (("letter given twice", "Appendix A – Staff in the control room"),),
    ),
    Case(
        "a paper that prints another letter",
        under(
            a_report(body=BODY + NAMES_A, tail=LIST_A),
            appendix("A", "Calls by month", text="APPENDIX C\nCalls by month\nThe figures are for the whole county.\n"),
        ),
        (("filed under another letter", "APPENDIX C"),),
    ),
    Case(
        "a paper that the report lists under another letter",
        under(
            a_report(body=BODY + NAMES_AB, tail=LIST_AB),
            appendix("A", "Calls by month"),
            a_paper(
                "Staff in the control room\nForty people work there.\n",
                title="Staff in the control room",
                appendix="C",
                file_name="staff.pdf",
            ),
        ),
        (("filed under another letter", "Appendix B – Staff in the control room"),),
    ),
    Case(
        "a letter skipped",
        under(
            a_report(body=BODY + "2.2 Appendix A gives the calls.\n2.3 Appendix C gives the staff.\n"),
            appendix("A", "Calls by month"),
            appendix("C", "Staff"),
        ),
        (("letter skipped", "Appendix C"),),
    ),
)
