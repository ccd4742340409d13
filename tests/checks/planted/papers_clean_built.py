"""Papers built as they should be, of which some look odd."""

from __future__ import annotations

from typing import Final

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Paper
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted.papers_texts import BODY, CONTENTS, END, NAMES_A, STAFFED, a_report, appendix, under

CLEAN_BUILT: Final = (
    Case("a report with all that it must have", under(a_report())),
    Case(
        "sections that begin with a sub-heading or a list",
        under(
            a_report(
                body="1.0 Findings\n1.1 Calls\nCallers wait for less time.\n1.2 Staff\nForty people work there.\n"
                "2.0 Recommendations Made Before\n(a) More staff\n(b) A new rota\n3.0 Equality\nNone\n"
                "4.0 Risks\n4.1 N/A\n5.0 Conclusion\n• The service has settled in\n"
            )
        ),
    ),
    Case(
        "numbered paragraphs under headings without numbers",
        under(
            a_report(
                body="Background\n1. The panel asked for this report in the autumn.\n2. It was promised for March.\n"
                "What was found\n3. Callers wait for less time than they did.\n4. The panel may wish to note this\n"
                "5. No figures are given\nConclusion\n6. The service has settled in.\n"
            )
        ),
    ),
    Case(
        "minutes with resolutions numbered inside sections",
        a_dossier(
            an_item(
                "2",
                "Minutes",
                a_paper(
                    "Minutes of the Larkshire Police and Crime Panel held on 5 February 2026\nPresent\nAda Finch\n"
                    "1. Apologies\nThere were none.\n2. Precept\nThe panel reviewed the precept.\nResolved:\n"
                    "1. Agrees the precept\n2. Thanks the Treasurer\n3. Rural Crime\nFarmers spoke.\nResolved:\n"
                    "1. Notes the report\n4. Urgent Items\nThere were none.\n",
                    title="Minutes of the meeting held on 5 February 2026",
                    file_name="minutes.docx",
                ),
                kind=ItemKind.MINUTES,
                purpose="To confirm the minutes of the meeting held on 5 February 2026.",
            )
        ),
    ),
    Case(
        "a table whose rows begin with figures",
        under(
            a_report(
                body=BODY + "Share District\n2.1 Larkford\n2.1 Fenwick\n6.0 Marsh End\n6.0 Whole county\n"
                "3.0 Staffing\n3.1 Forty people work in the control room.\n"
            )
        ),
    ),
    Case(
        "a contents list that is right, in a paper bound with a cover",
        under(
            a_report(body=BODY + NAMES_A),
            appendix("A", "Estates Strategy", CONTENTS.format(last="..... 5", heading="What we will build")),
        ),
    ),
    Case(
        "a contents list that counts from the second page",
        under(
            a_report(body=BODY + NAMES_A),
            appendix(
                "A",
                "Estates Strategy",
                CONTENTS.replace("..... 2", "1")
                .replace("..... 3", "2")
                .replace("..... 4", "3")
                .format(last="4", heading="What we will build"),
            ),
        ),
    ),
    Case(
        "another panel's layout: numbers with brackets, the form as a table",
        under(
            a_paper(
                "Agenda Item 4\nReport to: Larkshire Police and Crime Panel\nDate of meeting: Thursday 19 March 2026\n"
                "Report date: 6 March 2026\nAnswering Calls\nContact officer: Lena Holt\n1) Purpose of report\n"
                "This report tells members how the service for callers has settled in.\n2) Recommendation\n"
                "Members are asked to note the report.\n3) Findings\nCallers wait for less time than they did before. "
                "Those who give up are fewer in every district of the county.\n4) Background papers: none\n",
                title="Answering Calls",
            )
        ),
    ),
    Case(
        "papers that are not reports",
        a_dossier(
            an_item(
                "4",
                "Draft Police and Crime Plan",
                a_paper(
                    "Office of the Police and Crime Commissioner for Larkshire\nPolice and Crime Plan 2026-2029\n"
                    "My first priority is that people feel safe where they live. " * 12,
                    title="Draft Police and Crime Plan 2026-2029",
                ),
            ),
            an_item(
                "5",
                "Letter from the Home Office",
                a_paper(
                    "Home Office\n2 Marsham Street\n2 March 2026\nDear Chair\n"
                    + "Thank you for your letter of last month. " * 12,
                    title="Letter from the Home Office",
                    file_name="letter.pdf",
                ),
            ),
        ),
    ),
    Case(
        "papers drawn from the records",
        a_dossier(
            an_item(
                "9",
                "Work Programme",
                a_report("Work Programme", BODY + "2.2 Appendix A is the programme and Appendix B the log.\n"),
                Paper("Work programme 2025/26", appendix="A", drawn="work programme"),
                Paper("Recommendations log", appendix="B", drawn="recommendations log"),
                kind=ItemKind.WORK_PROGRAMME,
            )
        ),
    ),
    Case(
        "a section whose page holds a chart",
        under(
            a_report(
                body="1. Purpose\nThis report tells the panel how callers are served.\n2. Calls by month\n\f\f"
                "3. Findings\nCallers wait for less time.\n4. Risks\nNone\n"
            )
        ),
    ),
    Case(
        "an annex of the report that begins again at one",
        under(
            a_report(
                body=BODY,
                tail="Background Papers\nNone\n\fAnnex\n1.0 Scope\n1.1 The scope of this annex is narrow and plain.\n"
                "2.0 Method\n2.1 The method of this annex is plain too.\n",
            )
        ),
    ),
    Case(
        "an inspectorate's report",
        a_dossier(
            an_item(
                "4",
                "Inspection of Larkshire Police",
                a_paper(
                    "HMICFRS\nPEEL 2025/26\nEffectiveness, efficiency and legitimacy\n"
                    + "The force is good at some things and adequate at others. " * 12,
                    title="PEEL Assessment 2025/26",
                ),
            )
        ),
    ),
    Case(
        "contents lists without pages that are right",
        a_dossier(
            an_item("4", "Answering Calls", a_report(body="Contents\nBackground\nCosts\nStaff\n\f" + STAFFED)),
            an_item(
                "5",
                "Rural Crime",
                a_report(
                    "Rural Crime", "Contents\n1. Background\n2. Costs\n3. Staff\n" + STAFFED, file_name="rural.docx"
                ),
            ),
        ),
    ),
    Case(
        "a list that only looks like a contents list",
        under(a_report(body="Contents of the bag\nA lamp\nA telephone\nA map of the lanes\n" + STAFFED)),
    ),
    Case(
        "recommendations that are numbered as the sections are",
        under(
            a_paper(
                "Larkshire Police and Crime Panel\n19 March 2026\nAnswering Calls\n1. Purpose\nTo tell the Panel.\n"
                "2. Recommendations\n1. That the Panel notes the report.\n2. That it asks for another.\n3. Findings\n"
                "Callers wait for less time than they did before the new service began in the spring.\n" + END,
                title="Answering Calls",
            )
        ),
    ),
    Case(
        "a recommendation in a sentence",
        under(
            a_paper(
                "Larkshire Police and Crime Panel\n19 March 2026\nAnswering Calls\n"
                + BODY
                + "2.2 The recommendation is that the Panel notes the report.\n"
                + END,
                title="Answering Calls",
            )
        ),
    ),
    Case(
        "references that lead somewhere, here or in other documents",
        under(
            a_report(
                body=STAFFED
                + "3.2 As paragraph 2.1 above says, and section 3 below. See paragraph 9.4 of the Code of Practice.\n"
            )
        ),
    ),
    Case(
        "brackets and capitals that are no gaps",
        under(
            a_report(
                body=STAFFED
                + "3.2 The court said that “[the] number [of calls] was high” ([2026] EWHC 123). Officers insert the "
                "figures here and in the return. Part XX of the Act, and the XX Games.\n"
            )
        ),
    ),
    Case(
        "a head that is a table, with the title above its rows",
        a_dossier(
            an_item(
                "4",
                "Damp Homes 2025/26",
                a_paper(
                    "Damp Homes 2025/26\nReport to: Larkshire Police and Crime Panel\nDate of meeting: 19 March 2026\n"
                    "Report of: Director of Homes, plan of 2024/25\nWards affected: All\n1. Recommendation\nThat the "
                    "Panel notes the report.\n2. Findings\nThere are fewer damp homes than there were a year before.\n"
                    + END,
                    title="Damp Homes 2025/26",
                ),
            )
        ),
    ),
)
