"""Every kind of slip that the page knows."""

from __future__ import annotations

from panel.sitting.actions import ACTION
from panel.sitting.attendance import OPENING, OTHER, SEAT, STAND_IN
from panel.sitting.declarations import DECLARATION
from panel.sitting.motions import MOTION
from panel.sitting.movements import MOVEMENT
from panel.sitting.slips import Slip

SLIPS: dict[str, Slip] = {
    each.name: each
    for each in (
        ACTION,
        DECLARATION,
        MOTION,
        MOVEMENT,
        OPENING,
        OTHER,
        SEAT,
        STAND_IN,
    )
}
