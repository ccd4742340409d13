"""The agenda's page stays small in a site with years of records."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from tests.agendas.pages import read, words
from tests.benchmarks.ten_years import LONG, TODAY, a_site
from tests.officers import signed_in
from tests.public.site import statements

AGENDA = f"/desk/larkshire/{LONG}/agenda"


@pytest.mark.parametrize("items", [3, 40])
def test_a_long_agenda_with_papers_and_questions_asks_no_more_of_the_database(items: int, tmp_path: Path):
    with time_machine.travel(TODAY):
        app = a_site(tmp_path, items=items, years=1, entries=2)
        officer = signed_in(app)
        with statements(app) as asked:
            page = read(officer, AGENDA)
    assert f"Report on work {items}" in words(page)
    assert "Ivy Nash: When will the station open again?" in words(page)
    assert "Changed since it was published (1)" in words(page)
    assert f"Item {items}: one finding of the check." in words(page) if items > 4 else "no Wednesday" in words(page)
    assert len(asked) == 16
