"""Papers headed otherwise than the agenda and the list of appendices call them; and headings that say the same."""

from __future__ import annotations

from panel.checks.dossier import Paper
from tests.checks.cases import Case, a_paper
from tests.checks.planted.papers_texts import BODY, END, NAMES_A, a_report, appendix, head, under

DIFFERS = "title differs"
BROKEN = (
    "Answering Calls\nMeeting Larkshire Police and Crime Panel, 19 March\n2026\nReport of the Clerk\nRecommendation\n"
    f"That the Panel considers this report and asks what it wishes to know.\n{BODY}{END}"
)


def _listing(title: str) -> str:
    return f"{NAMES_A}Appendices\nAppendix A – {title}\n"


def _headed(title: str, heading: str) -> Paper:
    text = f"{heading}\nThe figures were drawn from the force’s records at the end of the year.\n"
    return appendix("A", title, text)


PLANTED = (
    Case(
        "an appendix headed in other words than agenda and list",
        under(
            a_report(tail=_listing("Results of the trial")),
            _headed("Results of the trial", "Results of the phone survey"),
        ),
        ((DIFFERS, "Results of the phone survey"),),
    ),
    Case(
        "an appendix that the agenda alone calls otherwise",
        under(a_report(tail=_listing("Results of the trial")), _headed("Yearly digest", "Results of the trial")),
        ((DIFFERS, "Yearly digest"),),
    ),
    Case(
        "a report headed in other words than its item",
        under(
            a_paper(
                head("Reply of the Chief Constable to the Panel’s complaint") + BODY + END,
                title="Answer of the Chief Constable to the Panel’s questions",
            ),
            title="Answer of the Chief Constable to the Panel’s questions",
        ),
        ((DIFFERS, "Reply of the Chief Constable"),),
    ),
    Case(
        "an answer headed with another day than the agenda's",
        under(
            a_report(tail=_listing("Answer of 3 March 2026")),
            _headed("Answer of 3 March 2026", "Answer of 8 March 2026\nDear Councillor Finch"),
        ),
        ((DIFFERS, "8 March 2026"),),
    ),
    Case(
        "a head whose day breaks before its year",
        under(a_paper(BROKEN.replace("19 March", "26 March"), title="Answering Calls")),
        (("head names another meeting", "26 March 2026"),),
    ),
    Case(
        "a year that its own end contradicts",
        under(a_report("Spending on Calls 2024/25 (year ended 31 March 2024)"), title="Spending on Calls 2024/25"),
        (("title names two periods", "year ended 31 March 2024"),),
    ),
    Case(
        "a heading without a number that nothing follows",
        under(a_report(tail="Consultation\nLegal implications\nThere are none at all in this.\n")),
        (("empty section", "Consultation"),),
    ),
    Case(
        "background papers empty but for the contact",
        under(
            a_paper(
                head("Answering Calls")
                + BODY
                + "Background Papers\nAuthor and contact: Lena Holt, lena@larkshire.example\n",
                title="Answering Calls",
            )
        ),
        (("empty section", "Background Papers"),),
    ),
)

CLEAN = (
    Case(
        "an appendix headed with more words",
        under(
            a_report(tail=_listing("Results of the trial")),
            _headed("Results of the trial", "Results of the trial in towns"),
        ),
    ),
    Case(
        "an appendix under a running head",
        under(
            a_report(tail=_listing("Results of the trial")),
            _headed("Results of the trial", "Larkshire Police, results and insight\nResults of the trial"),
        ),
    ),
    Case("a head whose day breaks before its year, and is right", under(a_paper(BROKEN, title="Answering Calls"))),
    Case(
        "a year with its own end",
        under(a_report("Spending on Calls 2024/25 (year ended 31 March 2025)"), title="Spending on Calls 2024/25"),
    ),
)
