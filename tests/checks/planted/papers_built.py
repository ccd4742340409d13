"""Reports without a part, with an empty section, with numbers or a contents list that are off."""

from __future__ import annotations

from typing import Final

from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted.papers_texts import (
    BODY,
    CONTENTS,
    END,
    NAMES_A,
    STAFFED,
    a_report,
    appendix,
    head,
    under,
)

BUILT: Final = (
    Case(
        "a report without background papers",
        under(a_paper(head("Answering Calls") + BODY + "Report author: Lena Holt\n", title="Answering Calls")),
        (("report lacks a part", "has no list of background papers"),),
    ),
    Case(
        "a report without recommendation",
        under(
            a_paper(
                "Larkshire Police and Crime Panel\n19 March 2026\nAnswering Calls\n" + BODY + END,
                title="Answering Calls",
            )
        ),
        (("report lacks a part", "has no recommendation"),),
    ),
    Case(
        "a report without author",
        under(a_paper(head("Answering Calls") + BODY + "Background Papers\nNone\n", title="Answering Calls")),
        (("report lacks a part", "has no author and contact"),),
    ),
    Case(
        "an empty section",
        under(a_report(body=BODY + "3.0 Financial Implications\n4.0 Risks\n4.1 There are none that matter.\n")),
        (("empty section", "3.0 Financial Implications"),),
    ),
    Case(
        "an empty last section",
        under(a_report(body=BODY + "3.0 Next Steps\n")),
        (("empty section", "3.0 Next Steps"),),
    ),
    Case(
        "an empty list of background papers",
        under(
            a_paper(
                head("Answering Calls")
                + BODY
                + "Background Papers\nReport author: Lena Holt\nlena@larkshire.example\n",
                title="Answering Calls",
            )
        ),
        (("empty section", "Background Papers"),),
    ),
    Case(
        "an empty section numbered with a full stop",
        under(
            a_report(
                body="1. Introduction\nThe panel asked for this report in the autumn of last year.\n"
                "2. Equality Implications\n3. What Was Found\nCallers wait for less time than they did before.\n"
                "4. Conclusion\nThe service has settled in.\n"
            )
        ),
        (("empty section", "2. Equality Implications"),),
    ),
    Case(
        "two sections with one number",
        under(a_report(body=BODY + "2.0 Staffing\n2.2 Forty people work in the control room.\n")),
        (("number used twice", "2.0 Staffing"),),
    ),
    Case(
        "two plain sections with one number",
        under(
            a_report(
                body="1. Introduction\nThe panel asked for this report in the autumn of last year.\n"
                "2. What Was Found\nCallers wait for less time than they did before.\n"
                "3. Staffing\nForty people work in the control room.\n3. Conclusion\nThe service has settled in.\n"
            )
        ),
        (("number used twice", "3. Conclusion"),),
    ),
    Case(
        "two paragraphs with one number",
        under(a_report(body=BODY + "2.1 Nobody has complained since the new rota began in November.\n")),
        (("number used twice", "2.1 Nobody has complained"),),
    ),
    Case(
        "a section number left out",
        under(
            a_report(
                body=BODY
                + "3.0 Staffing\n3.1 Forty people work there.\n5.0 Conclusion\n5.1 The service has settled in.\n"
            )
        ),
        (("number skipped", "5.0 Conclusion"),),
    ),
    Case(
        "a contents list with another heading",
        under(
            a_report(body=BODY + NAMES_A),
            appendix("A", "Estates Strategy", CONTENTS.format(last="..... 5", heading="What we will build and rent")),
        ),
        (("contents differ", "4. What we will build ..... 5"),),
    ),
    Case(
        "a contents list with a wrong page",
        under(
            a_report(body=BODY + NAMES_A),
            appendix("A", "Estates Strategy", CONTENTS.format(last="..... 9", heading="What we will build")),
        ),
        (("contents page wrong", "4. What we will build ..... 9"),),
    ),
    Case(
        "a contents list without pages that names what is not there",
        under(
            a_report(
                body="Contents\nCallers\nCosts\nPartners\nStaff\n\fCallers\nThey wait for less time than they did.\n"
                "Costs\nThey are what was planned.\nStaff\nForty people work there.\n"
            )
        ),
        (("contents differ", "Partners"),),
    ),
    Case(
        "a numbered contents list without pages that calls a section something else",
        under(a_report(body="Contents\n1. Background\n2. Spending\n3. Staff\n\f" + STAFFED)),
        (("contents differ", "2. Spending"),),
    ),
    Case(
        "a recommendation that is only a heading",
        under(
            a_paper(
                head("Answering Calls").replace(
                    "That the Panel considers this report and asks what it wishes to know.\n", ""
                )
                + BODY.replace("1.0 ", "").replace("2.0 ", "")
                + END,
                title="Answering Calls",
            )
        ),
        (("empty section", "the paper has no recommendation"),),
    ),
    Case(
        "background papers that are only a heading, with the contact behind it",
        under(
            a_paper(
                head("Answering Calls") + BODY + "Background Papers\nContact: Lena Holt, lena.holt@larkshire.example\n",
                title="Answering Calls",
            )
        ),
        (("empty section", "Background Papers"),),
    ),
    Case(
        "the one report that says nothing of how to reach its author",
        a_dossier(
            an_item("4", "Answering Calls", a_report()),
            an_item(
                "5",
                "Rural Crime",
                a_report("Rural Crime", file_name="rural.docx", body=BODY.replace("callers", "farms")),
            ),
            an_item(
                "6",
                "Custody Visitors",
                a_paper(
                    head("Custody Visitors")
                    + BODY.replace("callers", "cells")
                    + "Background Papers\nNone\nReport author: Lena Holt, Senior Democratic Services Officer\n",
                    title="Custody Visitors",
                    file_name="custody.docx",
                ),
            ),
        ),
        (("report lacks a part", "no contact"),),
    ),
    Case(
        "a reference to a paragraph that is not there",
        under(a_report(body=STAFFED.replace("as was planned", "as paragraph 2.4 below explains"))),
        (("refers to nothing", "paragraph 2.4 below"),),
    ),
    Case(
        "a reference to a section that is not there",
        under(a_report(body=STAFFED.replace("as was planned", "as section 7 of this report explains"))),
        (("refers to nothing", "section 7 of this report"),),
    ),
    Case(
        "gaps that nobody filled",
        under(a_report(body=STAFFED.replace("as was planned", "£xxk, from [insert date] to the end of XX March"))),
        (("gap left to fill", "£xxk"), ("gap left to fill", "[insert date]"), ("gap left to fill", "XX")),
    ),
    Case(
        "the places of the Word file to begin from, told together",
        under(
            a_report(body=STAFFED.replace("as was planned", "[To be written: why.] [To be written: the next steps.]"))
        ),
        (("gap left to fill", "[To be written: why.]"),),
    ),
    Case(
        "a field that Word could not fill",
        under(a_report(body=STAFFED.replace("as was planned", "in Error! Reference source not found."))),
        (("gap left to fill", "Error! Reference source not found"),),
    ),
    Case(
        "a contents list with one page out of its order",
        under(
            a_report(body=BODY + NAMES_A),
            appendix(
                "A",
                "Estates Strategy",
                CONTENTS.replace("sell ..... 4", "sell ..... 8").format(last="..... 5", heading="What we will build"),
            ),
        ),
        (("contents page wrong", "3. What we will sell ..... 8"),),
    ),
    Case(
        "a recommendation that asks for nothing",
        under(
            a_paper(
                head("Answering Calls").replace(
                    "That the Panel considers this report and asks what it wishes to know.",
                    "Members may find it of interest.",
                )
                + BODY
                + END,
                title="Answering Calls",
            )
        ),
        (("report lacks a part", "no recommendation"),),
    ),
    Case(
        "implications that are only a heading",
        under(
            a_report(
                body="Findings\nCallers wait for less time than they did.\nEquality implications\n"
                "Financial implications\nNone.\n"
            )
        ),
        (("empty section", "Equality implications"),),
    ),
    Case(
        "background papers that are only a heading, with an appendix behind it",
        under(
            a_report(
                body=BODY
                + "Background papers\nAppendix\nAppendix A: Calls by month\nContact: lena.holt@larkshire.example\n"
            ),
            appendix("A", "Calls by month"),
        ),
        (("empty section", "Background papers"),),
    ),
)
