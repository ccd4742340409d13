"""Judge hostile texts of one size and of twice that, and print how the seconds grow: about 2 times is right."""

from __future__ import annotations

import time

from panel.checks.dossier import Dossier
from panel.checks.judging import judge
from tests.checks.hostile_texts import TEXTS, a_report, the_minutes

SIZE = 100_000
"""Characters of the shorter text."""


def seconds(dossier: Dossier) -> float:
    """Give the processor's seconds of one judgement."""
    began = time.process_time()
    judge.__wrapped__(dossier)
    return time.process_time() - began


def main() -> None:
    """Print the table."""
    print("| text | as | seconds | seconds for twice the text | times |\n| --- | --- | --- | --- | --- |")
    for name, text in TEXTS.items():
        for kind, meeting in (("report", a_report), ("minutes", the_minutes)):
            once, twice = seconds(meeting(text(SIZE))), seconds(meeting(text(2 * SIZE)))
            print(f"| {name} | {kind} | {once:.2f} | {twice:.2f} | {twice / once:.1f} |", flush=True)


if __name__ == "__main__":
    main()
