"""Exempt papers and their resolutions: mistakes of the records, and records that are in order."""

from __future__ import annotations

from typing import Any

from panel.agendas.rules import ItemKind, NoReport
from panel.checks.dossier import Dossier, Item, Paper
from panel.law.exemptions import Nation
from tests.checks.cases import Case, a_dossier, a_paper, an_item
from tests.checks.planted import exemption_pages
from tests.checks.planted.exemption_persons import PERSONS
from tests.checks.planted.exemption_texts import TEXTS

REASON = "The offers would be worthless to the seller if the bidders knew them."
EXCLUSION = an_item("8", "Exclusion of the Public", kind=ItemKind.EXCLUSION)
RESOLUTION = (
    "That the public be excluded for item 9 on the grounds that it involves the likely disclosure of exempt "
    "information as defined in paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972."
)


def _exempt(title: str = "Offers received", **facts: Any) -> Paper:
    defaults = {"exempt": True, "exempt_paragraphs": (3,), "public_interest": REASON, "file_name": "offers.docx"}
    return a_paper("Offers\nFive parties made an offer.", title=title, **defaults | facts)


def _resolved(words: str, *after: Item, **facts: Any) -> Dossier:
    return a_dossier(
        an_item("8", "Exclusion of the Public", kind=ItemKind.EXCLUSION, resolution=words), *after, **facts
    )


def _estate(*papers: Paper, number: str = "9") -> Item:
    return an_item(number, "Sale of the former station", *papers)


CASES: tuple[Case, ...] = (
    Case(
        "no paragraph is stated",
        a_dossier(EXCLUSION, _estate(_exempt(exempt_paragraphs=()))),
        (("exempt without paragraph", "Offers received"),),
    ),
    Case(
        "the paper states a paragraph that the record does not",
        a_dossier(
            EXCLUSION,
            _estate(
                a_paper(
                    "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A to the 1972 Act.",
                    title="Offers received",
                    exempt=True,
                )
            ),
        ),
        (("exempt without paragraph", "Offers received"),),
    ),
    Case(
        "nobody weighed the public interest",
        a_dossier(EXCLUSION, _estate(_exempt(public_interest=" "))),
        (("no public-interest note", "Offers received"),),
    ),
    Case(
        "a paragraph of Wales in England",
        a_dossier(EXCLUSION, _estate(_exempt(exempt_paragraphs=(14,)))),
        (("paragraph of another list", "paragraph 14, which stands in Part 4"),),
    ),
    Case(
        "a paragraph of England in Wales",
        a_dossier(EXCLUSION, _estate(_exempt(exempt_paragraphs=(1, 3))), nation=Nation.WALES),
        (("paragraph of another list", "paragraphs 1 and 3"),),
    ),
    Case(
        "a section of the Freedom of Information Act as a paragraph",
        a_dossier(EXCLUSION, _estate(_exempt(exempt_paragraphs=(43,)))),
        (("paragraph of another list", "paragraph 43"),),
    ),
    Case(
        "record and paper state different paragraphs",
        a_dossier(
            EXCLUSION,
            _estate(
                a_paper(
                    "Exempt by virtue of paragraphs 1 and 2 of Part 1 of Schedule 12A.",
                    title="Complaint about an officer",
                    exempt=True,
                    exempt_paragraphs=(3,),
                    public_interest=REASON,
                )
            ),
        ),
        (("paragraph differs", "paragraphs 1 and 2"),),
    ),
    Case(
        "an exempt appendix of an early item",
        a_dossier(_estate(a_paper("Report"), _exempt(appendix="A"), number="5"), EXCLUSION, _estate(_exempt("Bids"))),
        (("exempt before the resolution", "Offers received"),),
    ),
    Case(
        "a whole exempt item before the resolution",
        a_dossier(_estate(_exempt(), number="5"), an_item("6", "Dates"), EXCLUSION),
        (("exempt before the resolution", "item 5 stands before"),),
    ),
    Case(
        "no item to exclude the public",
        a_dossier(an_item("4", "Update", a_paper("Report")), _estate(_exempt(), _exempt("Valuation", appendix="B"))),
        (("no exclusion resolution", "and one other paper"),),
    ),
    Case(
        "a public item after the resolution",
        a_dossier(
            EXCLUSION,
            _estate(_exempt()),
            an_item("10", "Complaints", kind=ItemKind.COMPLAINTS, report=NoReport.VERBAL),
        ),
        (("not covered by the resolution", "Complaints"),),
    ),
    Case(
        "the work programme after the resolution",
        a_dossier(
            EXCLUSION, an_item("9", "Work Programme", a_paper("Work"), kind=ItemKind.WORK_PROGRAMME), _estate(_exempt())
        ),
        (("not covered by the resolution", "Work Programme"),),
    ),
    Case(
        "a resolution for nothing",
        a_dossier(an_item("4", "Update", a_paper("Report")), EXCLUSION),
        (("nothing to exclude for", "Exclusion of the Public"),),
    ),
    Case(
        "two resolutions",
        a_dossier(
            EXCLUSION,
            _estate(_exempt()),
            an_item("10", "Exclusion of Press and Public"),
            _estate(_exempt("Lease"), number="11"),
        ),
        (("second exclusion", "Exclusion of Press and Public"),),
    ),
    Case(
        "own words leave an exempt item out",
        _resolved(RESOLUTION, _estate(_exempt()), _estate(_exempt("Lease of the annexe"), number="10")),
        (("left out of the resolution", "Lease of the annexe"),),
    ),
    Case(
        "own words name an item that moved",
        _resolved(RESOLUTION.replace("item 9", "item 12"), _estate(_exempt())),
        (("left out of the resolution", "Offers received"),),
    ),
    Case(
        "own words state no description",
        _resolved("That the press and public be excluded for item 9 as it is confidential.", _estate(_exempt())),
        (("resolution without description", "the press and public be excluded"),),
    ),
    Case(
        "own words state Part 1 alone",
        _resolved(
            "That members of the public be excluded for the items mentioned below on the grounds that their presence "
            "would involve the disclosure of exempt information as defined in Part 1 of Schedule 12A: Item 9 – Offers.",
            _estate(_exempt()),
        ),
        (("resolution without description", "members of the public be excluded"),),
    ),
    Case(
        "own words state another paragraph than the paper",
        _resolved(RESOLUTION, _estate(_exempt(exempt_paragraphs=(5,)))),
        (("paragraph differs", "paragraph 5"),),
    ),
    Case(
        "own words state a paragraph of Wales",
        _resolved(RESOLUTION.replace("paragraph 3", "paragraph 14"), _estate(_exempt())),
        (("paragraph of another list", "paragraph 14"),),
    ),
    Case(
        "everything in order",
        a_dossier(an_item("4", "Update", a_paper("Report")), EXCLUSION, _estate(a_paper("R"), _exempt())),
    ),
    Case("no exempt paper and no resolution", a_dossier(an_item("4", "Update", a_paper("Report")))),
    Case(
        "the paper itself weighs the public interest",
        a_dossier(
            EXCLUSION,
            _estate(
                a_paper(
                    "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A.\nThe public interest in "
                    "maintaining the exemption outweighs the public interest in disclosing the information.",
                    exempt=True,
                    exempt_paragraphs=(3,),
                )
            ),
        ),
    ),
    Case(
        "the covering report weighs the public interest",
        a_dossier(
            EXCLUSION,
            _estate(
                a_paper("1.1 It is considered that the public interest in withholding the appendix is the greater."),
                _exempt(public_interest="", appendix="A"),
            ),
        ),
    ),
    Case(
        "legal privilege in Wales",
        a_dossier(EXCLUSION, _estate(_exempt(exempt_paragraphs=(16,), public_interest="")), nation=Nation.WALES),
    ),
    Case(
        "a paragraph of Wales in Wales",
        a_dossier(EXCLUSION, _estate(_exempt(exempt_paragraphs=(14,))), nation=Nation.WALES),
    ),
    Case(
        "a resolution if required, and nothing exempt",
        a_dossier(
            an_item("8", "Exclusion of the Public (if required)", kind=ItemKind.EXCLUSION),
            an_item("9", "Date of Next Meeting"),
        ),
    ),
    Case(
        "the public comes back before the last items",
        a_dossier(
            EXCLUSION,
            _estate(_exempt()),
            an_item("10", "Readmission of the Public"),
            an_item("11", "Dates of Meetings"),
        ),
    ),
    Case(
        "two resolutions, with the public let in between",
        a_dossier(
            EXCLUSION,
            _estate(_exempt()),
            an_item("10", "Re-admission of Press and Public"),
            an_item("11", "Exclusion of the Press and Public"),
            _estate(_exempt("Lease"), number="12"),
        ),
    ),
    Case("own words name the item", _resolved(RESOLUTION, _estate(_exempt()))),
    Case(
        "own words name a range",
        _resolved(
            RESOLUTION.replace("item 9", "agenda items 9 to 11"),
            _estate(_exempt()),
            _estate(_exempt("Lease"), number="10"),
            an_item("11", "Complaints", kind=ItemKind.COMPLAINTS),
        ),
    ),
    Case(
        "own words cover the remaining business",
        _resolved(
            RESOLUTION.replace("item 9", "the remaining items of business"),
            _estate(_exempt()),
            an_item("10", "Complaints", kind=ItemKind.COMPLAINTS),
        ),
    ),
    Case(
        "own words name an appendix of an early item, after which the public is asked to leave for it",
        _resolved(
            "That the public be excluded for the following item, which discloses information relating to the financial "
            "or business affairs of any particular person.",
            _estate(_exempt()),
        ),
    ),
    Case(
        "own words name the test of the public interest too",
        _resolved(
            RESOLUTION.removesuffix(".")
            + ", and that in terms of paragraph 10 of Part 2 the public interest in maintaining "
            "the exemption outweighs that in disclosing it.",
            _estate(_exempt()),
        ),
    ),
    Case(
        "descriptions are shown against each item",
        _resolved(
            "That the public be excluded from items 9 and 10, exempt under the paragraphs of Part 1 of Schedule 12A "
            "shown against each.",
            _estate(_exempt()),
            _estate(_exempt("Lease", exempt_paragraphs=(5,)), number="10"),
        ),
    ),
    Case(
        "a heading after the resolution",
        a_dossier(EXCLUSION, an_item("9", "Part II", kind=ItemKind.HEADING), _estate(_exempt(), number="10")),
    ),
    Case(
        "an item about keeping people out of places",
        a_dossier(an_item("4", "Exclusion of Young People from Public Transport", a_paper("Report"))),
    ),
    Case("a working group’s exempt paper", a_dossier(_estate(_exempt()), working_group=True)),
    Case("a closed session", a_dossier(_estate(_exempt()), closed=True)),
    *TEXTS,
    *PERSONS,
    *exemption_pages.PLANTED,
    *exemption_pages.CLEAN,
)

REAL: tuple[tuple[str, str, str], ...] = (
    # meeting.toml marks Appendix C exempt and says that the pack states no paragraph.
    ("exempt without paragraph", "item-04-appendix-c-RESTRICTED.docx", "Force Responses to OPCC Questions"),
    # Appendix C belongs to item 4, and the resolution to exclude the public is item 11.
    ("exempt before the resolution", "item-04-appendix-c-RESTRICTED.docx", "Force Responses to OPCC Questions"),
    # The resolution names item 4, Appendix C alone; item 12 is taken after it.
    ("not covered by the resolution", "", "Complaints"),
    # Decision WPCC20041 is reported as withheld under section 40(2) of another Act.
    (
        "ground of another Act",
        "item-04-pcc-report.pdf",
        "Exempt from Disclosure under S.40(2) (personal information) of the Freedom of Information Act",
    ),
)
