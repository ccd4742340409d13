"""An invented agenda with one of everything, for the tests of what is drawn from it."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

from panel.agendas.wording import Bullets, Paragraph, Quotation
from panel.packs.contents import (
    Access,
    Contact,
    Contents,
    ExemptPaper,
    ExemptPart,
    Item,
    MemberLine,
    Paper,
    ProperOfficer,
)
from panel.pdf.prepared import PreparedFile

NOWHERE = PreparedFile(Path("nowhere.pdf"), Path("nowhere.json"))
DESCRIPTION = "Information relating to any individual"

ESTATE = Paper("4", "4", "The police estate", source=NOWHERE)
SURVEY = Paper("4/A1", "4", "Survey of buildings", appendix="A1", source=NOWHERE)
COSTS = Paper("4/B", "4", "Costs by building", appendix="B", access=Access.EXEMPT, description=DESCRIPTION)
TENANTS = Paper("4/C", "4", "Tenants", appendix="C", access=Access.EXEMPT)
MINUTES = Paper("1(2)", "1(2)", "Minutes of the meeting held on 1 February 2018", source=NOWHERE)

RESOLUTION = Quotation(
    (Paragraph("That the public be excluded for the papers named below:"), Bullets(("Item 4, Appendix B",)))
)
ITEMS = (
    Item("1", "General"),
    Item("1(1)", "Apologies", depth=1),
    Item(
        "1(2)",
        "Minutes of the previous meeting",
        depth=1,
        blocks=(Paragraph("To confirm the minutes of the meeting held on 1 February 2018."),),
        papers=(MINUTES,),
    ),
    Item("2", "Public questions", blocks=(Paragraph("Up to 30 minutes are set aside."),)),
    Item("3", "Response times", blocks=(Paragraph("To consider a briefing."),), report="To follow"),
    Item(
        "4",
        "The estate",
        blocks=(Paragraph("To review the estate:"), Bullets(("its state", "its cost"))),
        papers=(ESTATE, SURVEY, COSTS, TENANTS),
    ),
    Item("5", "Complaints", report="Verbal report"),
    Item("6", "Exempt information", blocks=(Paragraph("To consider the resolution:"), RESOLUTION)),
)
PAGES = {"1(2)": ("5", "9"), "4": ("11", "19"), "4/A1": ("21", "21")}
MEMBERSHIP = (
    (
        "Councillors",
        (
            MemberLine("Councillor Olwen Prŷs", "Cyngor Dŵr Mawr", "Chair"),
            MemberLine("Councillor Tom Ashby", "Northmere District Council"),
            MemberLine("Councillor Ines Vale", "Northmere District Council", "Vice-Chair"),
        ),
    ),
    ("Co-opted independent members", (MemberLine("Ruth Okoye"), MemberLine("Dilip Hart"))),
)
AGENDA = Contents(
    body="Northmere Police and Crime Panel",
    date=date(2018, 3, 19),
    start=time(10, 30),
    venue="The Guildhall, Northmere",
    notices=("This meeting may be filmed.",),
    items=ITEMS,
    membership=MEMBERSHIP,
    contact=Contact("Mara Lind", "mara.lind@northmere.example", "01632 960001"),
    proper_officer=ProperOfficer("Edwin Roe", "Chief Executive", ("The Guildhall", "Northmere")),
)
EXEMPT = ExemptPart((ExemptPaper(COSTS, NOWHERE), ExemptPaper(TENANTS, NOWHERE)))
