"""The people and places of the invented panel. Nobody and nothing here is real."""

from __future__ import annotations

from dataclasses import dataclass

EXEMPT_WORD = "QUILLWORT"
"""The name of a sale that only the exempt paper mentions: it must never reach the public."""

AREA = "Brackenshire"
BODY = "Brackenshire Police and Crime Panel"
SLUG = "brackenshire"
FORCE = "Brackenshire Police"
OFFICE = "Office of the Police and Crime Commissioner"

COUNTY = "Brackenshire County Council"
MARLSTOKE = "Marlstoke City Council"
HOLLINFORD = "Hollinford Borough Council"
SALTREATH = "Saltreath District Council"
AMBREL = "Vale of Ambrel District Council"
NORTH = "North Brackenshire District Council"
AUTHORITIES = (COUNTY, MARLSTOKE, HOLLINFORD, SALTREATH, AMBREL, NORTH)
DISTRICTS = ("Marlstoke", "Hollinford", "Saltreath", "Vale of Ambrel", "North Brackenshire")

COUNTY_HALL = "County Hall, Marlstoke"
GUILDHALL = "The Guildhall, Hollinford"
HARBOUR_ROOMS = "Harbour Rooms, Saltreath"


@dataclass(frozen=True)
class Member:
    """A member of the panel; `authority` is None for a co-opted independent."""

    name: str
    authority: str | None = None
    office: str | None = None

    @property
    def short(self) -> str:
        """How minutes name the member after the first time: "Councillor Tallis", else the whole name."""
        return f"Councillor {self.name.split()[-1]}" if self.authority else self.name


TALLIS = Member("Councillor Bronwen Tallis", COUNTY, "Chair")
KAREEMI = Member("Councillor Yusuf Kareemi", COUNTY)
OAKHURST = Member("Councillor Desmond Oakhurst", COUNTY)
QUARMLEY = Member("Councillor Rosalind Quarmley", COUNTY)
VELLURI = Member("Councillor Priyanka Velluri", COUNTY)
ADJETEY = Member("Councillor Kofi Adjetey", MARLSTOKE)
MALINOWICZ = Member("Councillor Teresa Malinowicz", HOLLINFORD, "Vice-Chair")
FENBROOK = Member("Councillor Alistair Fenbrook", SALTREATH)
HOLT = Member("Councillor Nadia Ferreira-Holt", AMBREL)
CARROW = Member("Councillor Winston Carrow", NORTH)
MERRICK = Member("Siobhán Merrick")
BHAMRAI = Member("Harjit Bhamrai")
MEMBERS = (
    TALLIS,
    KAREEMI,
    OAKHURST,
    QUARMLEY,
    VELLURI,
    ADJETEY,
    MALINOWICZ,
    FENBROOK,
    HOLT,
    CARROW,
    MERRICK,
    BHAMRAI,
)


@dataclass(frozen=True)
class Officer:
    """Someone who works for the panel's host or for the commissioner."""

    name: str
    role: str
    email: str

    @property
    def line(self) -> tuple[str, str]:
        """Name and role."""
        return self.name, self.role


def _county(name: str, role: str) -> Officer:
    return Officer(name, role, f"{name.lower().replace(' ', '.')}@brackenshire-cc.example")


def _commissioners(name: str, role: str) -> Officer:
    return Officer(name, role, f"{name.lower().replace(' ', '.')}@brackenshire-pcc.example")


CONTACT = _county("Leonie Underdown", "Senior Democratic Services Officer")
PROPER_OFFICER = _county("Marcus Ollerby", "Director of Law and Governance")
FINANCE = _county("Owain Trevethick", "Head of Finance")
LEGAL = _county("Farida Mansoory", "Legal Services Manager")

COMMISSIONER = _commissioners("Verity Langholme", "Police and Crime Commissioner")
CHIEF_EXECUTIVE = _commissioners("Anselm Birchett", "Chief Executive")
TREASURER = _commissioners("Meera Thanigasan", "Chief Finance Officer")
COMMUNICATIONS = _commissioners("Callum Ruddersby", "Head of Communications")
VICTIMS_LEAD = _commissioners("Ngozi Ferriday", "Head of Victims’ Services")

PERFORMANCE_GROUP = "Performance Working Group"
FINANCE_GROUP = "Finance and Resources Working Group"
PERFORMANCE_MEMBERS = (MERRICK, ADJETEY, HOLT, VELLURI)
"""The chair of the group comes first."""
FINANCE_MEMBERS = (OAKHURST, BHAMRAI, CARROW, QUARMLEY)
