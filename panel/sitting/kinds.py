"""Every kind of slip that the page knows."""

from __future__ import annotations

from panel.sitting.actions import ACTION
from panel.sitting.slips import Slip

SLIPS: dict[str, Slip] = {each.name: each for each in (ACTION,)}
