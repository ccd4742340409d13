"""Every kind of slip that the page knows."""

from __future__ import annotations

from panel.sitting.actions import ACTION
from panel.sitting.adjourning import ADJOURNMENT
from panel.sitting.attendance import OPENING, OTHER, SEAT, STAND_IN
from panel.sitting.declarations import DECLARATION
from panel.sitting.elections import ELECTION
from panel.sitting.exclusion import EXCLUSION
from panel.sitting.motions import MOTION
from panel.sitting.movements import MOVEMENT
from panel.sitting.questions import QUESTION
from panel.sitting.resolving import RESOLUTION
from panel.sitting.slips import Slip

SLIPS: dict[str, Slip] = {
    each.name: each
    for each in (
        ACTION,
        ADJOURNMENT,
        DECLARATION,
        ELECTION,
        EXCLUSION,
        MOTION,
        MOVEMENT,
        OPENING,
        OTHER,
        QUESTION,
        RESOLUTION,
        SEAT,
        STAND_IN,
    )
}
