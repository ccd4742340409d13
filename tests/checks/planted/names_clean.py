"""Names that look odd and are right."""

from __future__ import annotations

from datetime import date

from panel.checks.dossier import Minutes
from tests.checks.cases import Case, a_paper, an_item
from tests.checks.planted.names_texts import (
    BOONE,
    DAVIES,
    REED,
    THERE,
    a_panel,
    a_report,
    group_minutes,
    the_minutes,
)

CLEAN = (
    Case(
        "different people with like names",
        a_report(
            "Nicola Davies and Andy Davis asked about fraud. Elizabeth Hall answered, and Councillor Hall "
            "thanked her.\n"
            "Councillor Davies and Mr Davis left the room."
        ),
    ),
    Case(
        "short forms of given names",
        a_report(
            "Becky Parsons, Rob Tromans, Liz Hall and Andrew Davis met Robert Tromans.\nCllr Nicky Davies joined them."
        ),
    ),
    Case(
        "accents, hyphens, possessives and capitals",
        a_report(
            "Siobhan Merrick’s office wrote to Councillor Jocelyn Pemberton Wright.\nSIOBHÁN MERRICK\nUNA MARSH\n"
            "Councillor Davies’ question and Ms Marsh's answer follow."
        ),
    ),
    Case(
        "surnames that are words and places",
        a_report(
            "Marsh Lane, Reed Road and Finch Street are in Hall Ward. Davies Court closed. The Hall was full.\n"
            "Boone Holdings Limited has the contract. Reeds grow by the Marsh."
        ),
    ),
    Case(
        "letters after a name",
        a_report("Una Marsh OBE and Callum Ruddersby MBE were there."),
    ),
    Case("the chair by surname", a_report("The Chair, Councillor Finch, thanked the Vice-Chair, Councillor Boone.")),
    Case(
        "chairs of other bodies",
        a_report(
            "Councillor Nicola Davies, Chair of the Fire Authority, spoke.\n"
            "The Chair of the West Mercia Police and Crime Panel, "
            "Councillor Hall, wrote.\nThe board is led by its Chair, Councillor Davies.\n"
            "Omar Reed (Chair of the Working Group) agreed."
        ),
    ),
    Case(
        "a former chair and an acting one",
        a_report(
            "The former Chair, Councillor Davies, was thanked.\nCouncillor Hall, acting Chair of the Panel, signed it."
        ),
    ),
    Case(
        "the vice-chair presided in the chair's absence",
        the_minutes(
            there="Councillor Idris Boone (Chair)\nCouncillor Nicola Davies\nOmar Reed\nOfficers\nElizabeth Hall",
            minutes=(Minutes(date(2026, 2, 5), (BOONE, DAVIES, REED), ("Councillor Ada Finch",)),),
        ),
    ),
    Case(
        "minutes of a group with its own chair",
        group_minutes(
            "There were no apologies.",
            "Members\nOmar Reed (Chair)\nCouncillor Boone\nOfficers\nElizabeth Hall, Treasurer",
        ),
    ),
    Case(
        "other commissioners and the deputy",
        a_report(
            "The Deputy Police and Crime Commissioner, Robert Tromans, chairs the board.\n"
            "The West Mercia PCC, John Campion, agreed.\n"
            "John Campion, Police and Crime Commissioner for West Mercia, wrote.\n"
            "The Victims’ Commissioner, Vera Baird, spoke.\n"
            "The former Police and Crime Commissioner, Ron Ball, began it.\n"
            "Police and Crime Commissioner (PCC) and Deputy Police "
            "and Crime Commissioner (DPCC) met."
        ),
    ),
    Case(
        "shorter and fuller forms of a role",
        a_report(
            "Rebecca Parsons, Policy Officer, helped. Elizabeth Hall, Chief Finance Officer, agreed. Siobhán "
            "Merrick, Chief Executive "
            "and Monitoring Officer, signed. Rob Tromans, Deputy PCC, spoke. Sara Ansell, Head of Finance at the "
            "OPCC, wrote it."
        ),
    ),
    Case(
        "an officer named after another's role",
        a_report(
            "On behalf of the Treasurer, Callum Ruddersby explained the figures. The Chief Constable, Una Marsh "
            "said, would attend."
        ),
    ),
    Case(
        "short forms of an authority",
        a_report(
            "Councillor Peter Hall (Salt District Council) and Councillor Boone of Larkford BC asked.\n"
            "Salt District Council, Larkford "
            "and the County Council were consulted. Larkford Town Council and Larkfield Parish Council answered."
        ),
    ),
    Case(
        "a full list of members in another order",
        a_report(
            "Panel Membership\nMember Authority\nCllr P. Hall Salt-on-Ouse District Council\n"
            "Cllr A. Finch (Chair) Larkshire County Council\n"
            "Cllr J. Pemberton-Wright Larkshire County Council\nCllr I. Boone Larkford Borough Council\n"
            "Cllr N. Davies Larkshire County Council\nMr O. Reed Co-opted\nMr A. Davis Co-opted"
        ),
    ),
    Case(
        "a substitute among those present",
        the_minutes(
            "Apologies were received from Councillor Hall, for whom Councillor Bell attended.",
            there=THERE.replace("Omar Reed", "Councillor Kofi Bell (substitute for Councillor Hall)\nOmar Reed"),
        ),
    ),
    Case(
        "people who leave a meeting and people who leave later",
        a_panel(
            an_item(
                "3",
                "Minutes",
                a_paper(
                    "Minutes of a meeting\nCallum Ruddersby left the meeting at 11.30am.\n"
                    "Sara Ansell will retire on 30 June 2026."
                ),
            ),
            an_item(
                "4",
                "Update",
                a_paper("To inform.\nReport author Callum Ruddersby\nContact: Sara Ansell", file_name="update.docx"),
            ),
        ),
    ),
    Case(
        "an author who replaces one who left",
        a_report(
            "David Patterson has joined the office, replacing Becky Parsons, who left in January 2026.\n"
            "Report author David Patterson"
        ),
    ),
    Case(
        "like names of two people listed together",
        the_minutes(
            there=THERE + "\nJohn Carter Solicitor\nJon Carter Policy Officer",
        ),
    ),
    Case(
        "brothers and sisters, and names that differ by their gender",
        a_report(
            "Paul Quill, Inspector, and Paula Quill, Sergeant, spoke. Jane Obi, Solicitor, and June Obi, Clerk, "
            "listened."
        ),
    ),
    Case(
        "the panel's, the force's and the office's names in other forms",
        a_report(
            "Larkshire’s Police and Crime Panel, the Police and Crime Commissioners of England, Police & Crime "
            "Panels, the Office of the "
            "Police and Crime Commissioner and Larkshire Police’s officers. LARKSHIRE POLICE AND CRIME PANEL"
        ),
    ),
)
