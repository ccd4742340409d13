"""The files that break programs, each in a process of its own: refused with a reason, or cleaned and looked at."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROJECT, SHARED

FOLDER = SHARED / "hostile-pdfs"

# A bare process that forks one child for each file, as arrival does, so that a crash or a hang is one file's own.
LOOK = """
import json, os, signal, sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
import pypdfium2
from tests.pdf.clean_kit import ACTIVE, differing, everything_in, told
from panel.pdf.clean import clean
from panel.pdf.hidden import hidden
from panel.pdf.told import Refused

def look(path):
    data = Path(path).read_bytes()
    try:
        cleaned = clean(data)
    except Refused as refused:
        return {"refused": refused.code, "reason": refused.reason}
    annotations = [one for page in cleaned.pdf.pages for one in page.get("/Annots", [])]
    try:
        changed = differing(data, cleaned.data) if len(cleaned.pdf.pages) < 20 else 0
    except (pypdfium2.PdfiumError, ValueError, AssertionError):
        changed = None
    left = ACTIVE.search(everything_in(cleaned.data))
    return {
        "told": told(cleaned.told),
        "hidden": [one.code for one in hidden(cleaned)],
        "pages": len(cleaned.pdf.pages),
        "others": [str(one.Subtype) for one in annotations if one.Subtype != "/Link"],
        "active": left and left.group().decode(),
        "changed": changed,
    }

for line in sys.stdin:
    child = os.fork()
    if not child:
        signal.alarm(40)
        sys.stdout.write(json.dumps(look(line.strip())) + "\\n")
        sys.stdout.flush()
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status:
        sys.stdout.write(json.dumps({"crashed": status}) + "\\n")
        sys.stdout.flush()
"""

REFUSED = {
    "password": "030 038 039 050 061 076 084 088 089 113",
    "xfa": "004 005 021 056 130",
    "no_pages": "060 075 083",
    "damaged": "008 047 049 059 101",
    "not_pdf": "065 070 102",
}
TOLD = {
    "decrypted": "019 048 051 053 067 085 086 087 097 105 122",
    "repaired": "002 009 024 029 037 040 052 057 064 066 067 071 072 074 095 098 099 106 110",
    "form_flattened": "001 010 011 012 013 018 022 026 048 053 062 090 108 109 152 153 154 172",
    "signature_invalid": "016 054 082 105 121",
    "annotations_flattened": "051 108 109",
    "files_removed": "014 108 109 140 149 151 155 164 173",
    "active_removed": "001 011 012 018 024 053 062 151 155 164",
}
HIDDEN = {
    "font_not_embedded": "003 017 027 032 090",
    "text_on_hidden_layer": "020 034",
    "invisible_text": "036",
    "text_off_page": "064",
    "authors_notes": "108 109 155",
}
# PDFium cannot draw these as they came, or the picture of an attached file is gone from them.
NOT_COMPARED = {"007", "009", "051", "067", "071", "108", "109", "155"}
REFUSED_AS = {number: code for code, numbers in REFUSED.items() for number in numbers.split()}


def kinds() -> dict[str, str]:
    if not FOLDER.is_dir():
        return {}
    with (FOLDER / "index.csv").open(encoding="utf-8") as index:
        return {row["file"][:3]: row["kinds"] for row in csv.DictReader(index)}


def expected(table: dict[str, str], number: str) -> set[str]:
    return {code for code, numbers in table.items() if number in numbers.split()}


Look = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def look() -> Iterator[Look]:
    """Clean one hostile file in a process of its own, and say what came of it."""
    process = subprocess.Popen(
        [sys.executable, "-c", LOOK], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    asked, answered = process.stdin, process.stdout

    def ask(number: str) -> dict[str, Any]:
        asked.write(f"{FOLDER / number}.pdf\n")
        asked.flush()
        found: dict[str, Any] = json.loads(answered.readline())
        return found

    yield ask
    asked.close()
    process.wait(timeout=60)


NUMBERS = sorted(kinds()) or [pytest.param("", marks=pytest.mark.skip("../shared/hostile-pdfs is not here"))]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_hostile_file_is_refused_or_comes_through_whole(number: str, look: Look) -> None:
    found = look(number)
    assert "crashed" not in found
    if number in REFUSED_AS:
        assert found["refused"] == REFUSED_AS[number]
        assert found["reason"].endswith(".")
        return
    assert "refused" not in found, found
    assert found["pages"] > 0
    assert found["others"] == []
    assert found["active"] is None
    assert set(found["told"]) - {"metadata_removed", "links_removed"} == expected(TOLD, number)
    assert set(found["hidden"]) == expected(HIDDEN, number)
    if number not in NOT_COMPARED:
        assert found["changed"] == 0


def test_every_kind_that_must_be_refused_is() -> None:
    wrong = [
        number
        for number, kind in kinds().items()
        if (("password" in kind and "empty password" not in kind) or "XFA" in kind or "no pages" in kind)
        and number not in REFUSED_AS
    ]
    assert wrong == []


def test_the_folder_of_hostile_files_is_the_one_that_was_looked_at() -> None:
    if not Path(FOLDER).is_dir():
        pytest.skip("the hostile PDFs (../shared/hostile-pdfs) are not here")
    assert len(kinds()) == 173
