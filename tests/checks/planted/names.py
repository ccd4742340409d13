"""People and bodies named otherwise than the record or the papers have them."""

from __future__ import annotations

from datetime import date

from panel.checks.dossier import Minutes, Person
from tests.checks.cases import Case, a_paper, an_item
from tests.checks.planted import names_layouts as layouts
from tests.checks.planted import names_posts
from tests.checks.planted.names_clean import CLEAN
from tests.checks.planted.names_texts import (
    ATTENDANCE,
    BODY,
    BOONE,
    COUNTY,
    FINCH,
    LARKFORD,
    LEFT,
    MEMBERS,
    MEMBERSHIP,
    NOBODY,
    NOT_THERE,
    OFFICE,
    PANEL,
    ROLE,
    SALT,
    SECCOMBE,
    SHORT,
    SPELT,
    THERE,
    a_letter,
    a_panel,
    a_report,
    group_minutes,
    the_minutes,
)

PLANTED = (
    # A person spelt two ways
    Case(
        "the office-holder's surname with a letter too few",
        a_report("Commissioner Philip Secombe has published his plan.", people=(*MEMBERS, SECCOMBE)),
        ((SPELT, "Philip Secombe"),),
    ),
    Case(
        "a surname after a title with a letter wrong",
        a_report(
            "The Panel thanked Councillor Pemberton-Wrigth for her work.\nCouncillor Fynch and Mr Tromens were there."
        ),
        ((SPELT, "Councillor Pemberton-Wrigth"), (SPELT, "Mr Tromens"), (SPELT, "Councillor Fynch")),
    ),
    Case("a given name with a letter too many", a_report("Questions go to Sarah Ansell."), ((SPELT, "Sarah Ansell"),)),
    Case(
        "a member's surname exchanged for that of another",
        a_report("Nicola Davis asked about burglary, and Andy Davies about fraud."),
        ((SPELT, "Nicola Davis"), (SPELT, "Andy Davies")),
    ),
    Case(
        "a councillor called by the surname of one who is none",
        a_report("Councillor Davis asked about burglary."),
        ((SPELT, "Councillor Davis"),),
    ),
    Case("letters of a surname exchanged", a_report("Callum Rudderbsy presented it."), ((SPELT, "Callum Rudderbsy"),)),
    Case(
        "a name in capitals, misspelt",
        a_report("CALLUM RUDERSBY\nHead of Communications"),
        ((SPELT, "CALLUM RUDERSBY"),),
    ),
    Case(
        "a misspelt name in the possessive",
        a_report("Callum Rudersby’s report was noted."),
        ((SPELT, "Callum Rudersby"),),
    ),
    Case(
        "a name spelt two ways in one paper",
        a_report("Zeynab Gamielien has been appointed as Policy Officer.\nZaynab’s work includes restorative justice."),
        ((SPELT, "Zaynab"),),
    ),
    Case(
        "a name spelt two ways in two papers",
        a_panel(
            an_item(
                "4", "Update", a_paper("The lead is Martin Colborne, Superintendent.\nMartin Colborne leads the team.")
            ),
            an_item("5", "Roads", a_paper("Superintendent Martin Colbourne will attend.", file_name="roads.docx")),
        ),
        ((SPELT, "Martin Colbourne"),),
    ),
    Case(
        "a misspelt name in an agenda item's purpose",
        a_panel(an_item("4", "Update", purpose="To thank Rebeca Parsons for her support.")),
        ((SPELT, "Rebeca Parsons"),),
    ),
    Case(
        "a misspelt member in the list of those present",
        the_minutes(there=THERE.replace("Idris Boone", "Idriss Boone")),
        ((SPELT, "Idriss Boone"),),
    ),
    # Offices
    Case(
        "another member called chair",
        a_report("The Chair, Councillor Davies, opened the discussion."),
        ((OFFICE, "Councillor Davies"),),
    ),
    Case(
        "the vice-chair called chair in the minutes, with the chair present",
        the_minutes(there=THERE.replace("Finch (Chair)", "Finch").replace("Idris Boone ", "Idris Boone (Chair) ")),
        ((OFFICE, "Councillor Idris Boone"),),
    ),
    Case(
        "a letter signed by another as chair",
        a_letter("Thank you for your answer.", f"Councillor Peter Hall\n{PANEL} Chair"),
        ((OFFICE, "Councillor Peter Hall"),),
    ),
    Case(
        "another vice-chair",
        a_report("Contact: Councillor Nicola Davies, Vice-Chair of the Panel."),
        ((OFFICE, "Councillor Nicola Davies"),),
    ),
    Case(
        "a stranger called the commissioner",
        a_report("The Police and Crime Commissioner, Martin Colborne, has answered."),
        ((OFFICE, "Martin Colborne"),),
    ),
    Case(
        "the deputy called the commissioner",
        a_report("Robert Tromans, Police and Crime Commissioner, chairs the board."),
        ((OFFICE, "Robert Tromans"),),
    ),
    Case(
        "another chair of a working group",
        a_report("The Chair of the Estates Working Group, Councillor Boone, will present its report."),
        ((OFFICE, "Councillor Boone"),),
    ),
    # Roles
    Case(
        "the role of another officer",
        a_report("Callum Ruddersby, Head of Finance, wrote this report."),
        ((ROLE, "Callum Ruddersby, Head of Finance"),),
    ),
    Case(
        "a role of the same kind about another thing",
        a_report("Members may ask Sara Ansell, Head of Estates, for the figures."),
        ((ROLE, "Sara Ansell, Head of Estates"),),
    ),
    Case(
        "a chief executive called deputy",
        a_report("The Deputy Chief Executive Siobhán Merrick introduced it."),
        ((ROLE, "Deputy Chief Executive Siobhán Merrick"),),
    ),
    # Membership and attendance
    Case(
        "a member under another authority",
        a_report("Councillor Peter Hall – Larkford Borough Council asked for the figures."),
        ((MEMBERSHIP, "Councillor Peter Hall – Larkford Borough Council"),),
    ),
    Case(
        "a member under another authority in the list of those present",
        the_minutes(there=THERE.replace(f"Boone {LARKFORD}", f"Boone {COUNTY}")),
        ((MEMBERSHIP, f"Idris Boone {COUNTY}"),),
    ),
    Case(
        "a list of members that lacks one and adds one",
        a_report(
            "Membership of the Panel\nCouncillors:\nAda Finch (Chair)\nIdris Boone\nNicola Davies\nPeter Hall\n"
            "Winston Carrow\nCo-opted members:\nOmar Reed\nAndy Davis\nThe Panel meets four times a year."
        ),
        ((MEMBERSHIP, "leaves out Councillor Jocelyn Pemberton-Wright"), (MEMBERSHIP, "Winston Carrow")),
    ),
    Case(
        "a list of a group's members in a sentence, with one who is none",
        a_report(
            "The members of the Estates Working Group are Omar Reed (Chair), Councillor Boone and Councillor Finch."
        ),
        ((MEMBERSHIP, "leaves out Councillor Peter Hall"), (MEMBERSHIP, "Councillor Finch")),
    ),
    Case(
        "a member listed who has left",
        a_report(
            "Members of the Panel:\nCouncillor Ada Finch\nCouncillor Idris Boone\nCouncillor Nicola Davies\n"
            "Councillor Peter Hall\nCouncillor Jocelyn Pemberton-Wright\nOmar Reed\nAndy Davis\n"
            "Councillor Teresa Quill",
            former=(Person("Councillor Teresa Quill", "", SALT, member=True, until=date(2025, 5, 20)),),
        ),
        ((MEMBERSHIP, "Councillor Teresa Quill"),),
    ),
    Case(
        "the list of those present lacks one whom the record has",
        the_minutes(there=THERE.replace(f"Councillor Nicola Davies {COUNTY}\n", "")),
        ((ATTENDANCE, "leaves out Councillor Nicola Davies"),),
    ),
    Case(
        "the list of those present has one whom the record has not",
        the_minutes(there=THERE.replace("Omar Reed", "Andy Davis\nOmar Reed")),
        ((ATTENDANCE, "Andy Davis"),),
    ),
    # Substitutes
    Case(
        "a substitute who is not among those present",
        the_minutes("Councillor Hall was substituted by Councillor Quarmley."),
        ((NOT_THERE, "Councillor Hall was substituted by Councillor Quarmley"),),
    ),
    Case(
        "a substitute for one who is no member",
        the_minutes("Councillor Davies attended as substitute for Councillor Oakhurst."),
        ((NOBODY, "substitute for Councillor Oakhurst"),),
    ),
    Case(
        "a substitute for one who was there",
        the_minutes(
            "Councillor Kofi Bell (substitute for Councillor Boone)",
            there=THERE.replace("Omar Reed", "Councillor Kofi Bell\nOmar Reed"),
        ),
        ((NOBODY, "Councillor Kofi Bell (substitute for Councillor Boone)"),),
    ),
    Case(
        "a substitute of the record who is not among those present there",
        a_panel(
            an_item(),
            minutes=(Minutes(date(2026, 2, 5), (FINCH, BOONE), (), (("Councillor Peter Hall", "Councillor Bell"),)),),
        ),
        ((NOT_THERE, "Councillor Bell for Councillor Peter Hall"),),
    ),
    Case(
        "a substitute in a group for one who is no member of it",
        group_minutes(
            "Councillor Davies substituted for Councillor Finch.",
            "Members\nOmar Reed (Chair)\nCouncillor Boone\nCouncillor Davies\nOfficers\nElizabeth Hall",
        ),
        ((NOBODY, "Councillor Davies substituted for Councillor Finch"),),
    ),
    # Bodies
    Case("the area misspelt", a_report("Larkshre Police has 900 officers."), ((BODY, "Larkshre Police"),)),
    Case(
        "an authority misspelt",
        a_report("Larkfrod Borough Council was consulted."),
        ((BODY, "Larkfrod Borough Council"),),
    ),
    Case(
        "an authority of another kind",
        a_report("It went to Larkford District Council."),
        ((BODY, "Larkford District Council"),),
    ),
    Case(
        "the office's title misspelt",
        a_report("The Police and Crime Commisioner has agreed."),
        ((BODY, "Police and Crime Commisioner"),),
    ),
    Case(
        "the abbreviation of the deputy behind the commissioner",
        a_report("The Police and Crime Commissioner (DPCC) and her office were thanked."),
        ((SHORT, "Police and Crime Commissioner (DPCC)"),),
    ),
    # Authors
    Case(
        "an author who was said to leave before the meeting",
        a_panel(
            an_item(
                "3", "Announcements", purpose="To thank Leonie Underdown, who moves to a new role on 2 March 2026."
            ),
            an_item(
                "4",
                "Update",
                a_paper("1. Purpose\nTo inform.\nReport Author Leonie Underdown leonie@larkshire.example"),
            ),
        ),
        ((LEFT, "Leonie Underdown"),),
    ),
    Case(
        "a contact who has retired",
        a_panel(
            an_item(
                "3",
                "Minutes",
                a_paper(
                    "Minutes of the meeting held on 5 February 2026\n"
                    "Members heard that Grace Obi had retired in January 2026."
                ),
            ),
            an_item(
                "4",
                "Update",
                a_paper("To inform.\nContact officer: Grace Obi, Policy Officer", file_name="update.docx"),
            ),
        ),
        ((LEFT, "Grace Obi"),),
    ),
)

CASES = (*PLANTED, *layouts.PLANTED, *names_posts.PLANTED, *CLEAN, *layouts.CLEAN, *names_posts.CLEAN)

REAL: tuple[tuple[str, str, str], ...] = (
    # The strategy spells the Commissioner's name with one c, three times in full and once as "Mr Secombe".
    (SPELT, "item-05-appendix-a2-strategy.pdf", "Philip Secombe"),
    # "Zeynab Gamielien has been appointed … Zaynab’s policy areas include": one of the two is wrong.
    (SPELT, "item-04-pcc-report.pdf", "Zaynab"),
    # Councillor Holland spoke at the meeting; the list of those present does not have him, nor does the record.
    (NOT_THERE, "item-01-minutes-2018-02-01.docx", "Councillor Dirveiks was substituted by Councillor Holland"),
    # Minutes of both groups say that he moves to Oxford City Council in March 2018; four reports name him as author.
    (LEFT, "item-05-report.docx", "Stefan Robinson"),
    (LEFT, "item-06-report.docx", "Stefan Robinson"),
    (LEFT, "item-07-report.docx", "Stefan Robinson"),
    (LEFT, "item-08-report.docx", "Stefan Robinson"),
)
