"""What was recorded in the room at the second meeting, beside what its minutes say of each item."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

from panel.demo.agenda import Question
from panel.demo.cast import (
    ADJETEY,
    BHAMRAI,
    CARROW,
    CHIEF_EXECUTIVE,
    COMMISSIONER,
    COMMUNICATIONS,
    COUNTY,
    FENBROOK,
    HOLT,
    KAREEMI,
    MALINOWICZ,
    MERRICK,
    OAKHURST,
    QUARMLEY,
    TALLIS,
    VELLURI,
    Member,
)
from panel.demo.year import Year
from panel.folders.toml_written import Inline

SUBSTITUTE = Member("Councillor Gareth Westerleigh", COUNTY)
"""For Councillor Kareemi."""
SALE_ITEM = "11"
SALE_PARAGRAPHS = (3,)
"""Of Schedule 12A, Part 1: financial or business affairs."""
EXCLUSION = (
    "That the public be excluded from the meeting for item 11, because it is likely that, if they were present, "
    "exempt information would be disclosed to them within paragraph 3 of Part 1 of Schedule 12A to the Local "
    "Government Act 1972 (the financial or business affairs of any particular person), and the public interest in "
    "maintaining the exemption outweighs the public interest in disclosing the information."
)
MOTION = (
    "That the Panel write to the Commissioner about rural crime, with two recommendations and a request, and publish "
    "the letter. People who report rural crime should be told within five working days what will be done."
)
AMENDMENT = "In the second sentence, “five working days” to read “three working days”."


def questions(year: Year) -> tuple[Question, ...]:
    """Give what the public asked."""
    received = year.second - timedelta(days=9)
    return (
        Question(
            "Maud Tillotson", "What does the Panel do when the Commissioner does not follow its advice?", received
        ),
        Question(
            "Edwin Sparrowhawk",
            "How many drivers were stopped for speeding on Weir Lane in Hollinford in the last twelve months, and who "
            "decides where the camera van stands?",
            received,
        ),
    )


def recorded(year: Year) -> dict[str, Any]:
    """Give what minutes.toml holds of it, key by key."""
    before_next = year.coming - timedelta(days=7)
    first, second = questions(year)
    return {
        "substitutes": [Inline(absent=KAREEMI.name, substitute=SUBSTITUTE.name)],
        "remote": [BHAMRAI.name],
        "movements": [{"name": ADJETEY.name, "moving": "arrived", "item": "3", "at": time(10, 55)}],
        "disclosures": [
            {
                "member": OAKHURST.name,
                "item": SALE_ITEM,
                "interest": "He is a director of a company that lets the yard beside the building.",
                "kind": "disclosable pecuniary",
                "registered": True,
                "took_no_part": True,
                "left_at": time(12, 34),
                "returned_at": time(12, 52),
            }
        ],
        "questions_taken": [
            {
                "name": first.name,
                "item": "2",
                "asked": "answered",
                "answered_by": TALLIS.name,
                "answer": "The Commissioner must reply in public to the Panel’s reports and recommendations and give "
                "her reasons, and the Panel can ask her to come before it and explain.",
                "supplementary": "Can the Panel stop a decision of hers?",
                "supplementary_answer": "Only the precept and the appointment of a chief constable, and only where "
                "two thirds of its members vote for it.",
            },
            {
                "name": second.name,
                "item": "2",
                "asked": "asked",
                "answered_by": COMMISSIONER.name,
                "answer": "The Force decides where the van stands, from its record of collisions. The number was not "
                "to hand.",
                "owed_by": COMMISSIONER.name,
                "owed_until": before_next,
            },
        ],
        "motions": [
            {
                "item": "4",
                "title": "Letter on rural crime",
                "text": MOTION,
                "proposer": MALINOWICZ.name,
                "seconder": CARROW.name,
                "outcome": "agreed",
                "for": 9,
                "against": 1,
                "abstain": 1,
                "votes": {
                    "for": [
                        member.name
                        for member in (
                            TALLIS,
                            QUARMLEY,
                            VELLURI,
                            ADJETEY,
                            MALINOWICZ,
                            FENBROOK,
                            HOLT,
                            CARROW,
                            SUBSTITUTE,
                        )
                    ],
                    "against": [OAKHURST.name],
                    "abstained": [MERRICK.name],
                },
            },
            {
                "item": "4",
                "text": AMENDMENT,
                "proposer": HOLT.name,
                "seconder": ADJETEY.name,
                "outcome": "agreed",
                "for": 7,
                "against": 3,
                "abstain": 1,
            },
        ],
        "exclusions": [
            {
                "item": "10",
                "items": [SALE_ITEM],
                "paragraphs": list(SALE_PARAGRAPHS),
                "words": EXCLUSION,
                "proposer": MALINOWICZ.name,
                "seconder": VELLURI.name,
                "outcome": "agreed",
                "remained": f"{COMMISSIONER.name}, {CHIEF_EXECUTIVE.name} and the officers of the council",
                "out_at": time(12, 36),
                "in_at": time(12, 52),
            }
        ],
        "items": [
            {
                "item": SALE_ITEM,
                "access": "exempt",
                "text": f"""
{CHIEF_EXECUTIVE.name} gave the price that the agents had advised, and named the two parties that had asked about the
building before it was put on the market.

{MALINOWICZ.name} asked what would be done if the best offer came from a party that did not mean to build for two years.
The Commissioner said that a later date of payment would be weighed against the price, with the advice of both valuers.
""",
                "summary": """
The Panel heard what price the agents for the building had advised and which parties had shown an interest, and asked
how offers with different dates of payment would be compared. It will consider the sale again once there are offers.
""",
            }
        ],
        "actions": [
            {
                "item": "3",
                "text": "Tell members when body-worn video is next looked at with the young people’s panel.",
                "owner": CHIEF_EXECUTIVE.name,
                "due": before_next,
            },
            {
                "item": "4",
                "text": "Circulate the list of officers named to parishes.",
                "owner": COMMUNICATIONS.name,
                "due": year.circulated,
            },
        ],
    }
