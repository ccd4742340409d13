"""Texts that name a person, files that hide something; and offices, figures and particulars that are neither."""

from __future__ import annotations

from typing import Any

from panel.checks.dossier import Dossier, Question, Told
from tests.checks.cases import Case, a_dossier, an_item
from tests.checks.planted.exemption_texts import HEAD, a_body, a_text

PHONE, HOME, INSURANCE = "telephone number", "home address", "National Insurance number"
EMAIL, BIRTH, ACCOUNT = "private e-mail address", "date of birth", "bank account"
IDENTITY = "identity number"
REDACTION, HIDDEN, COMMENTS, TRACKED = "redaction that hides nothing", "hidden text", "comments", "tracked changes"


def _told(code: str, text: str, *pages: int, **facts: Any) -> Dossier:
    return a_text(HEAD, told=(Told(code, text, pages),), **facts)


PERSONAL = (
    Case("a mobile number", a_body("Mr Pike can be reached on 07700 900123."), ((PHONE, "07700 900123"),)),
    Case("with the country’s code", a_body("She left her number: +44 7700 900 456."), ((PHONE, "+44 7700 900 456"),)),
    Case("a home telephone", a_body("His home telephone is 01632 960444."), ((PHONE, "01632 960444"),)),
    Case(
        "an address and a wrapped number",
        a_body("She lives at 27a Mill Lane, Larkford, and her phone is 01632 \n960777."),
        ((HOME, "27a Mill Lane"), (PHONE, "01632 960777")),
    ),
    Case(
        "a letter’s head",
        a_text("Mrs J Smith\n14 Elm Road\nLarkford\nLK4 7QX\nDear Chair"),
        ((HOME, "14 Elm Road Larkford LK4 7QX"),),
    ),
    Case(
        "a man of a street", a_body("A resident, John Carter of 9 Orchard Close, spoke."), ((HOME, "9 Orchard Close"),)
    ),
    Case(
        "a questioner with an address",
        a_body("Question from Rita Crane, 5 Orchard Way, Larkford LK2 3AB"),
        ((HOME, "5 Orchard Way"),),
    ),
    Case(
        "a house with a name",
        a_body("Home address: Rose Cottage, Mill Lane, Larkford LK3 4RT"),
        ((HOME, "Rose Cottage"),),
    ),
    Case("an insurance number", a_body("His number is AB 12 34 56 C."), ((INSURANCE, "AB 12 34 56 C"),)),
    Case("the usual example", a_body("National Insurance number: QQ123456C"), ((INSURANCE, "QQ123456C"),)),
    Case(
        "a private mailbox", a_body("Write to rita.crane71@gmail.com with views."), ((EMAIL, "rita.crane71@gmail.com"),)
    ),
    Case("another provider", a_body("From: t.marsh@btinternet.com"), ((EMAIL, "t.marsh@btinternet.com"),)),
    Case(
        "a day of birth",
        a_body("The complainant (date of birth: 3 May 1979) wrote."),
        ((BIRTH, "date of birth: 3 May 1979"),),
    ),
    Case("in figures", a_body("DOB 03/05/1979"), ((BIRTH, "DOB 03/05/1979"),)),
    Case(
        "an account",
        a_body("Expenses go to sort code 20-30-40, account number 12345678."),
        ((ACCOUNT, "sort code 20-30-40"),),
    ),
    Case(
        "an accepted question",
        a_dossier(
            an_item("2", "Public questions"),
            questions=(Question("Rita Crane", "I live at 5 Orchard Way. When?", accepted=True, item="2"),),
        ),
        ((HOME, "5 Orchard Way"),),
    ),
    Case(
        "an item’s own words",
        a_dossier(an_item("4", "Update", purpose="Ring Mr Pike, 07700 900123.")),
        ((PHONE, "07700 900123"),),
    ),
    Case(
        "a form",
        a_text(f"{HEAD}Name: P Jones\nAddress: 3 The Green, Larkford, LK2 9ZZ\nTelephone: 01632 960 222"),
        ((HOME, "3 The Green, Larkford, LK2 9ZZ"), (PHONE, "01632 960 222")),
    ),
    Case(
        "a flat",
        a_body("The witness, Ms Kaur, lives in Flat 2, 18 Station Road."),
        ((HOME, "Flat 2, 18 Station Road"),),
    ),
    Case("a member’s own", a_body("Councillor Boone’s private mobile 07700 900333"), ((PHONE, "07700 900333"),)),
    Case("a number and nothing else", a_text(f"{HEAD}Mobile: 07700 900 111"), ((PHONE, "07700 900 111"),)),
    Case(
        "a street with a Welsh name, and the mobile behind it",
        a_body("Write to her at 6 Clos y Garreg, Aberbran, LD3 9XX (07700 900761)."),
        ((HOME, "6 Clos y Garreg, Aberbran, LD3 9XX"), (PHONE, "07700 900761")),
    ),
    Case(
        "a tenement’s number",
        a_body("She gave her address as 9/3 Kirk Wynd, Strathbrae EH92 8LN."),
        ((HOME, "9/3 Kirk Wynd, Strathbrae EH92 8LN"),),
    ),
    Case(
        "a house and its street",
        a_body("The complainant lives at Tan Llan, 3 Lôn Felin, Aberbran, LD3 6XY."),
        ((HOME, "3 Lôn Felin, Aberbran, LD3 6XY"),),
    ),
    Case(
        "a farm",
        a_body("Mr Eirug Moss of Hafod Farm, Aberbran LD3 7AA asked about sheep."),
        ((HOME, "Hafod Farm, Aberbran LD3 7AA"),),
    ),
    Case("a number marked as of the home", a_body("Tel (home): 01632 960 871"), ((PHONE, "01632 960 871"),)),
    Case("a birth with stops", a_body("He gave his d.o.b. 04-03-88 at the desk."), ((BIRTH, "d.o.b. 04-03-88"),)),
    Case(
        "an account after a full stop",
        a_body("The Force agreed it.\n3.2 Pay the refund to sort code 20-11-43, account number 53497712."),
        ((ACCOUNT, "sort code 20-11-43"),),
    ),
    Case(
        "an international account",
        a_body("Expenses go to GB29 NWBK 6016 1331 9268 19."),
        ((ACCOUNT, "GB29 NWBK 6016 1331 9268 19"),),
    ),
    Case(
        "a patient’s and a traveller’s number",
        a_body("He (NHS number 943 476 5919) showed a passport, number and all: passport no. 533401372."),
        ((IDENTITY, "943 476 5919"), (IDENTITY, "533401372")),
    ),
    Case(
        "Welsh streets where nobody’s home is",
        a_body(
            "The hub is at 12 Stryd y Felin, Aberbran LD3 6EN. Officers met with them at 20 Parc Tawel, Aberbran "
            "LD3 3HB. The contractor is Bran Cleaning Ltd of 9 Heol Isaf, Aberbran LD3 6SA."
        ),
    ),
    Case(
        "a firm’s day of birth",
        a_body("The service, born on 1 April 2016 of two others, is run by volunteers."),
    ),
    Case(
        "an officer’s number in the line after somebody’s home",
        a_text(
            f"{HEAD}The tenant, Ms Coyle of 14 Kestrel Drive, Fleetham FL92 8GH, praised it.\n"
            "Background papers: none.\nContact: Rhian Voss, 01632 960222"
        ),
        ((HOME, "14 Kestrel Drive, Fleetham FL92 8GH"),),
    ),
    Case("a wrapped block of contacts", a_body("Chief Inspector Rob Hale\nMobile 07700 \n900456")),
    Case("a treasurer’s office number", a_body("Mr Tim Barr, Treasurer, 01632 960333. Fax: 01632 960124.")),
    Case("where something was stolen", a_body("A burglary at 14 Elm Road was reported by police.")),
    Case("a council’s address", a_body("Councillor Finch, Larkshire County Council, 1 Castle Street, Larkford")),
    Case(
        "a report’s author",
        a_body("Report author Jane Doe, Governance Officer, 07700 900123, jane.doe@larkshire.gov.uk"),
    ),
    Case("a contact officer", a_body("Contact officer\nJane Doe\n01632 960111\nTel 01632 \n960112")),
    Case(
        "numbers of services",
        a_body("Call 101, or 999 in an emergency, or Victim Care on 0800 123 4567 or 01632 960555."),
    ),
    Case("a neighbourhood team’s mobile", a_body("The Safer Neighbourhood Team can be sent a text on 07700 900222.")),
    Case(
        "an office-holder’s letter",
        a_text(
            "Larkshire Office of the PCC\n3 Northgate Street\nLarkford\nLK1 4SP\nTel: 01632 960412\n"
            "E-mail: opcc@larkshire.gov.uk"
        ),
    ),
    Case(
        "places",
        a_body("The panel visited 12 High Street, Larkford, and the station at 40 Park Road. 27 Mill Lane was sold."),
    ),
    Case("the sale of a house", a_body("Sale of 14 Elm Road was agreed. The Office of 3 Northgate Street is closed.")),
    Case("figures in a table", a_body("Total 07123 456 12345678 01926 412 2019\n10448 10430 18.77 1159 1117 0.7700")),
    Case(
        "references",
        a_body("Crime reference AB123456C and order no. CE 12 34 56 A; plate AB12 CDE; Registration Plate AB1."),
    ),
    Case(
        "groups’ mailboxes",
        a_body("larkfordspeedwatch@gmail.com, clerk@hotmail.co.uk and info@outlook.com are known to the office."),
    ),
    Case("officers’ mailboxes", a_body("stefan@larkshire\n.gov.uk, a@larkshire.police.uk, b@nhs.net, c@lark.example")),
    Case(
        "birth in general",
        a_body(
            "Date of birth was asked of every respondent. The scheme was born on 1 April 2019. He was born in Larkford."
        ),
    ),
    Case(
        "a council’s own account", a_body("Pay Larkshire County Council, sort code 20-30-40, account number 12345678.")
    ),
    Case("a sort code that is a date", a_body("The account for 20-30-40 was closed. Account 2025.")),
    Case(
        "a question that was not accepted",
        a_dossier(an_item("2", "Public questions"), questions=(Question("Rita Crane", "I live at 5 Orchard Way."),)),
    ),
)

HANDED_IN = (
    Case(
        "words under a box",
        _told(
            "covered_text", "Words lie under a box or picture, and can still be copied out of the file: “Alan Pike”", 3
        ),
        ((REDACTION, "Alan Pike"),),
    ),
    Case(
        "a redaction that was not applied",
        _told("redaction_not_applied", "A passage is marked for redaction, but the redaction was not applied.", 2),
        ((REDACTION, "not applied"),),
    ),
    Case(
        "white on white",
        _told("text_as_background", "Words cannot be told from what lies behind them: “secret”", 1),
        ((HIDDEN, "secret"),),
    ),
    Case(
        "a layer",
        _told("text_on_hidden_layer", "Words stand on a layer that is switched off: “old”", 1),
        ((HIDDEN, "old"),),
    ),
    Case(
        "hidden in Word",
        _told("hidden_text", "It holds hidden text, which is not printed: “we paid too much”."),
        ((HIDDEN, "we paid too much"),),
    ),
    Case(
        "tracked changes",
        _told("tracked_changes", "It holds tracked changes: 2 insertions."),
        ((TRACKED, "2 insertions"),),
    ),
    Case(
        "comments",
        _told("comments", "It holds 3 comments, by Jane Doe. Comments are not printed."),
        ((COMMENTS, "3 comments"),),
    ),
    Case(
        "a note beside the text",
        _told("authors_notes", "A note beside the text says: “check this”", 4),
        ((COMMENTS, "check this"),),
    ),
    Case(
        "particulars and fonts",
        a_text(
            HEAD,
            told=(
                Told("metadata_removed", "The particulars of the file, such as its author, were removed."),
                Told("font_not_embedded", "The paper does not carry its fonts (Arial)."),
                Told("form_flattened", "The form was flattened."),
                Told("date_fields", "It holds a date that Word writes anew each time."),
                Told("prepared", "The page was drawn as a picture."),
            ),
        ),
    ),
)

PERSONS: tuple[Case, ...] = (*PERSONAL, *HANDED_IN)
