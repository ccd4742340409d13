"""What a planted mistake is, and the files to plant it in."""

from __future__ import annotations

from dataclasses import dataclass

PANEL_FILE = "panel.toml"
MEETING = "meetings/2018-03-19/meeting.toml"
MINUTES = "meetings/2018-02-01/minutes.toml"
RULES = "rules.toml"
PROGRAMME = "work_programme.csv"
LOG = "recommendations.csv"


@dataclass(frozen=True)
class Planted:
    """A mistake to plant: in a file, these words become those; where it must be told, and words of what and do."""

    file: str
    before: str
    after: str
    place: str
    says: tuple[str, ...]
