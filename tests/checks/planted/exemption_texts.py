"""Texts that say they are withheld, or leak; and texts that only speak of such things."""

from __future__ import annotations

from typing import Any

from panel.agendas.rules import ItemKind
from panel.checks.dossier import Dossier
from tests.checks.cases import Case, a_dossier, a_paper, an_item

MARKED = "public paper marked restricted"
CALLED = "public appendix called restricted"
LEAK = "exempt words in a public paper"
FOI = "ground of another Act"

HEAD = "Larkshire Police and Crime Panel\n19 March 2026\nUpdate report\n"
REASON = "The offers would be worthless to the seller if the bidders knew them."


def a_text(text: str, **facts: Any) -> Dossier:
    """Make a meeting with one public paper."""
    return a_dossier(an_item("4", "Update", a_paper(text, **facts)))


def a_body(text: str, **facts: Any) -> Dossier:
    """Make a meeting with one public report, and a passage in the midst of it."""
    return a_text(
        f"{HEAD}1. Background\nThe panel asked for this report in November.\n{text}\nIt was prepared in March.", **facts
    )


def _appendices(report: str, **appendix: Any) -> Dossier:
    facts = {"appendix": "C", "title": "Answers of the force", "file_name": "appendix-c.docx"} | appendix
    return a_dossier(an_item("4", "Update", a_paper(HEAD + report), a_paper("Answers\nThere are twelve.", **facts)))


def _pair(public: str, exempt: str, **facts: Any) -> Dossier:
    return a_dossier(
        an_item("8", "Exclusion of the Public", kind=ItemKind.EXCLUSION),
        an_item(
            "9",
            "Sale of the former station at Weir Lane and what the panel is asked to consider in reviewing it",
            a_paper(HEAD + public, **facts),
            a_paper(
                HEAD + exempt,
                appendix="A",
                title="Offers",
                file_name="offers.docx",
                exempt=True,
                exempt_paragraphs=(3,),
                public_interest=REASON,
            ),
        ),
    )


MARKINGS = (
    Case("a label at the head", a_text(f"RESTRICTED\n{HEAD}The force has 900 officers."), ((MARKED, "RESTRICTED"),)),
    Case("a label and the title", a_text(f"RESTRICTED - Force responses\n{HEAD}"), ((MARKED, "RESTRICTED - Force"),)),
    Case(
        "a running foot",
        a_text(f"{HEAD}One.\nOFFICIAL-SENSITIVE\f2. More\nTwo.\nOFFICIAL-SENSITIVE"),
        ((MARKED, "OFFICIAL-SENSITIVE"),),
    ),
    Case(
        "with a colon and a descriptor",
        a_text(f"OFFICIAL: SENSITIVE – COMMERCIAL\n{HEAD}"),
        ((MARKED, "OFFICIAL: SENSITIVE"),),
    ),
    Case(
        "in small letters on the title page",
        a_text(f"Larkshire OPCC\nConfidential\n{HEAD}"),
        ((MARKED, "Confidential"),),
    ),
    Case(
        "a letter", a_text("Una Marsh\nPRIVATE AND CONFIDENTIAL\nDear Chair"), ((MARKED, "PRIVATE AND CONFIDENTIAL"),)
    ),
    Case(
        "by virtue of a paragraph",
        a_body(
            "Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972."
        ),
        ((MARKED, "Not for publication"),),
    ),
    Case(
        "the report says so of itself",
        a_body("This report is exempt from publication."),
        ((MARKED, "This report is exempt"),),
    ),
    Case(
        "the report contains exempt information",
        a_body("This report contains exempt information within paragraph 1."),
        ((MARKED, "This report contains exempt information"),),
    ),
    Case(
        "a form’s field",
        a_text(f"{HEAD}Security Classification RESTRICTED\n1. Aim"),
        ((MARKED, "Classification RESTRICTED"),),
    ),
    Case("a form’s answer", a_text(f"{HEAD}Confidential or exempt information: Yes\n1. Aim"), ((MARKED, "Yes"),)),
    Case(
        "an appendix that marks its own letter",
        a_text("Appendix C – EXEMPT\nAnswers", appendix="C"),
        ((MARKED, "EXEMPT"),),
    ),
    Case("a title in brackets", a_body("", title="Answers of the force (restricted)"), ((MARKED, "(restricted)"),)),
    Case("a file’s name", a_body("", file_name="item-04-appendix-c-RESTRICTED.docx"), ((MARKED, "RESTRICTED"),)),
    Case(
        "exempt minutes as a public paper",
        a_body("", title="Exempt minutes of 5 February 2026"),
        ((MARKED, "Exempt minutes"),),
    ),
    Case(
        "the report calls a public appendix restricted",
        _appendices("The answers can be found at\nAppendix C (restricted)."),
        ((CALLED, "Appendix C (restricted)"),),
    ),
    Case(
        "the list of appendices does",
        _appendices("Appendices:\nAppendix A – Letter\nAppendix C - RESTRICTED - Answers of the force"),
        ((CALLED, "Appendix C - RESTRICTED"),),
    ),
    Case(
        "in a sentence",
        _appendices("1.1 Appendix C is exempt and will be taken last."),
        ((CALLED, "Appendix C is exempt"),),
    ),
    Case("a draft", a_text(f"CONFIDENTIAL DRAFT\n{HEAD}"), ((MARKED, "CONFIDENTIAL DRAFT"),)),
    Case("coloured paper", a_text(f"PINK PAPER – EXEMPT\n{HEAD}"), ((MARKED, "PINK PAPER – EXEMPT"),)),
    Case(
        "the answer on a line of its own",
        a_text(f"{HEAD}Exempt information\nYES\nParagraph 3"),
        ((MARKED, "Exempt information"),),
    ),
    Case(
        "what the report holds",
        a_body("The information contained in this report is confidential and must not be disclosed."),
        ((MARKED, "is confidential"),),
    ),
    Case("the answer no, on a line of its own", a_text(f"{HEAD}EXEMPT INFORMATION\nNone\nConfidential\nNo")),
    Case("a part of the report", a_body("Part B of this report is exempt. This report contains an exempt appendix.")),
    Case("OFFICIAL alone", a_text(f"OFFICIAL\n{HEAD}Security Classification Official\nOFFICIAL")),
    Case("not protectively marked", a_text(f"NOT PROTECTIVELY MARKED\n{HEAD}")),
    Case(
        "a list names an exempt appendix",
        a_body("Appendices:\nAppendix C (restricted)\nAppendix D – Not for publication"),
    ),
    Case(
        "exempt minutes were confirmed",
        a_body("The public minutes, and exempt minutes, of the meetings were confirmed."),
    ),
    Case("some parts remained confidential", a_body("He said that some parts remained confidential.")),
    Case(
        "mobility and reserves",
        a_body("Restricted mobility\nRestricted reserves 1,200\nConfidential Reporting Line\nExempt vehicles"),
    ),
    Case("a report that is restricted to something", a_body("This report is restricted to the first three quarters.")),
    Case("a report that is exempt from call-in", a_body("This report is exempt from call-in.")),
    Case("a report that is not exempt", a_body("This report is not exempt. No part of it is confidential.")),
    Case(
        "a form’s field that says no", a_text(f"{HEAD}Confidential or exempt information: No\nExempt information? None")
    ),
    Case("a form’s field with both answers", a_text(f"{HEAD}Exempt information: Yes/No")),
    Case("a form’s answer of an appendix", a_text(f"{HEAD}Exempt information: Yes – Appendix B")),
    Case("a resolution is quoted", a_body("Resolved: that the public be excluded under paragraph 3 of Schedule 12A.")),
    Case(
        "headings of a strategy",
        a_text(
            f"PROTECT\n{HEAD}PREVENT, PURSUE, PROTECT\fPRIVATE RENTED SECTOR\nRents rise.\f"
            "CONFIDENTIAL REPORTING LINE\nCalls rise."
        ),
    ),
    Case(
        "what a marking means",
        a_body("Papers marked OFFICIAL-SENSITIVE are kept in a safe, and a marking of restricted is old."),
    ),
    Case("a policy’s title", a_body("", title="Confidential reporting policy", file_name="confidential-reporting.pdf")),
    Case("an appendix of a confidential subject", _appendices("Appendix C – Confidential Reporting Line: first year")),
    Case(
        "an appendix that is no longer exempt",
        _appendices("Appendix C is not exempt now. A non-exempt Appendix C is here."),
    ),
    Case("an appendix restricted to a year", _appendices("Appendix C is restricted to 2025.")),
)

LEAKS = (
    Case(
        "a sentence of the exempt appendix",
        _pair(
            "2.1 The advisers suggest that nothing less than the second of two valuations should be accepted by her.",
            "5.1 Her advisers suggest that nothing less than the second of two valuations should be accepted by her.",
        ),
        (
            (
                LEAK,
                "advisers suggest that nothing less than the second of two valuations should be accepted by her",
            ),
        ),
    ),
    Case(
        "less than twelve words in common",
        _pair(
            "2.1 Five bidders made offers for the site, and all were opened.",
            "1.1 Five bidders made offers for the site in May.",
        ),
    ),
    Case(
        "the item’s own title in both",
        _pair(
            "1.1 This is about the sale of the former station at Weir Lane and what the panel is asked to consider.",
            "1.1 This is about sale of the former station at Weir Lane and what the panel is asked to consider.",
        ),
    ),
    Case(
        "the law’s own words in both",
        _pair(
            "In all the circumstances the public interest in maintaining the exemption outweighs that in disclosing.",
            "In all the circumstances the public interest in maintaining the exemption outweighs that in disclosing.",
        ),
    ),
    Case(
        "the same people were there",
        _pair(
            "Present: Councillor Ada Finch, Councillor Idris Boone, Omar Reed, Una Marsh, Pat Rowe and Lee Ash.",
            "Present: Councillor Ada Finch, Councillor Idris Boone, Omar Reed, Una Marsh, Pat Rowe and Lee Ash.",
        ),
    ),
    Case(
        "a public version with parts left out",
        _pair(
            "2.1 The building was put on the market through agents who were chosen from a national framework.",
            "2.1 The building was put on the market through agents who were chosen from a national framework.",
            title="Offers (redacted)",
        ),
    ),
)

GROUNDS = (
    Case(
        "a decision withheld",
        a_body("D17 – Regrading of a post (exempt under s.40(2))"),
        ((FOI, "exempt under s.40(2)"),),
    ),
    Case(
        "a contract withheld",
        a_body("The price is withheld under section 43 of the Freedom of Information Act 2000."),
        ((FOI, "withheld under section 43"),),
    ),
    Case("the Act alone", a_body("Exempt from disclosure under FOIA."), ((FOI, "Exempt from disclosure under FOIA"),)),
    Case("a title", a_body("", title="Staffing – exempt FOI s.40"), ((FOI, "exempt FOI s.40"),)),
    Case(
        "a price left out",
        a_body("1.2 The settlement has been redacted under section 43(2) FOIA."),
        ((FOI, "redacted under section 43(2) FOIA"),),
    ),
    Case("a section of the report", a_body("The Commissioner withheld approval, as section 29 of the report says.")),
    Case("free of rates", a_body("Exempt from rates under section 43 of the Local Government Finance Act 1988.")),
    Case(
        "requests answered",
        a_body(
            "Of 45 requests three were refused; two were exempt under section 31 of the Freedom of Information Act."
        ),
    ),
    Case("a body outside the Act", a_body("The Federation is exempt from the Freedom of Information Act.")),
    Case("what may happen", a_body("Information may be withheld under the Freedom of Information Act.")),
    Case("another Act’s section", a_body("Staff are exempt under section 38 of the Police Reform Act 2002.")),
    Case("a section of a building", a_body("Section 106 money is restricted. Section 22 agreements set it out.")),
    Case("disclosable or not", a_body("Disclosable under Freedom of Information Act? No")),
    Case("nothing is exempt", a_body("No part is exempt under the Freedom of Information Act.")),
)

TEXTS: tuple[Case, ...] = (*MARKINGS, *LEAKS, *GROUNDS)
