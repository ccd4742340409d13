"""Personal data over the end of a page, markings in a running head, addresses in Wales; and what is like them."""

from __future__ import annotations

from panel.checks.dossier import Dossier
from tests.checks.cases import Case, a_dossier, a_paper, an_item

LINES = "The visitors were busy all year long and saw many people in each of the four custody suites there.\n"


def _pages(*pages: str) -> Dossier:
    return a_dossier(an_item("4", "Visits", a_paper("\f".join(pages))))


PLANTED = (
    Case(
        "a mobile number over the end of a page",
        _pages(
            f"{LINES * 4}Whoever would like to help may ring Mrs Nan Rees in the evening, any day but Sunday, on 07700",
            f"900 417.\n{LINES * 3}",
        ),
        (("telephone number", "07700 900 417"),),
    ),
    Case(
        "a home in a Welsh street without a postcode",
        _pages("Letters for Mr Rees reach him at home, 12 Ffordd y Felin, and are answered."),
        (("home address", "12 Ffordd y Felin"),),
    ),
    Case(
        "a marking with the author and the page's number",
        _pages(f"Estates team, OFFICIAL-SENSITIVE 1\n{LINES}", f"Estates team, OFFICIAL-SENSITIVE 2\n{LINES}"),
        (("public paper marked restricted", "OFFICIAL-SENSITIVE"),),
    ),
)

CLEAN = (
    Case("an office in a Welsh street", _pages("The office moved to 12 Ffordd y Felin in May.")),
    Case(
        "a marking that prose explains",
        _pages(f"{LINES}Papers may be marked OFFICIAL-SENSITIVE, which is rare.\n{LINES}"),
    ),
    Case(
        "an office's number over the end of a page",
        _pages(
            f"{LINES * 4}Whoever would like to help may ring the office of the visiting scheme on 01632",
            f"960 417.\n{LINES}",
        ),
    ),
)
