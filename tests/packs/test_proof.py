"""The proof of a public edition: each leak that it must find, in the finished bytes as they are read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from panel.packs.proof import Seen, prove

TITLE = "Larkshire Police and Crime Panel: agenda pack, Thursday 19 March 2026"
SECRET = "The kingfisher operation begins at the old ferry landing before dawn on Monday"
PUBLIC = Seen(
    texts=["Agenda: Force responses, not for publication", "The budget is balanced for the third year in a row"],
    labels=["1", "2"],
    bookmarks=["Agenda", "Update"],
    particulars={"/Title": TITLE, "/Producer": "Panel"},
    metadata={},
    hiding=[],
    thumbnails=0,
)
RESTRICTED = replace(PUBLIC, texts=[*PUBLIC.texts, SECRET], labels=["1", "2", "E1"])


def failed(public: Seen, restricted: Seen | None = RESTRICTED, exempt: tuple[str, ...] = (SECRET,)) -> list[str]:
    open_texts = ["The budget is balanced for the third year in a row", PUBLIC.texts[0]]
    return [
        each.what for each in prove(public, restricted, title=TITLE, exempt=exempt, open_=open_texts) if not each.passed
    ]


def test_an_edition_that_holds_nothing_exempt_passes():
    assert failed(PUBLIC) == []


def test_a_pack_without_exempt_papers_has_nothing_to_hold_against():
    assert failed(PUBLIC, None, ()) == []


@pytest.mark.parametrize(
    ("public", "what"),
    [
        pytest.param(
            replace(PUBLIC, texts=[PUBLIC.texts[0], f"As before. {SECRET.upper()}."]),
            "No page holds words of an exempt paper",
            id="a run of its words, in capitals",
        ),
        pytest.param(
            replace(PUBLIC, texts=[PUBLIC.texts[0], SECRET.replace(" ", "\n")]),
            "No page holds words of an exempt paper",
            id="a run of its words, line by line",
        ),
        pytest.param(
            replace(PUBLIC, bookmarks=["Agenda", "2. The kingfisher operation"]),
            "No bookmark names what only an exempt paper says",
            id="a bookmark with one of its words",
        ),
        pytest.param(
            replace(PUBLIC, particulars={**PUBLIC.particulars, "/Author": "A. Officer"}),
            "The file’s particulars name the pack and nobody else",
            id="an author",
        ),
        pytest.param(
            replace(PUBLIC, particulars={"/Title": "Force responses"}),
            "The file’s particulars name the pack and nobody else",
            id="another title",
        ),
        pytest.param(replace(PUBLIC, hiding=["/EmbeddedFiles"]), "Nothing hides in the file", id="an attachment"),
        pytest.param(replace(PUBLIC, thumbnails=1), "Nothing hides in the file", id="a thumbnail"),
        pytest.param(
            replace(PUBLIC, labels=["1", "3"]), "Members and public have the same page numbers", id="another number"
        ),
        pytest.param(
            replace(PUBLIC, texts=[PUBLIC.texts[0], "The budget is balanced"]),
            "Members and public have the same page numbers",
            id="another page under the same number",
        ),
    ],
)
def test_what_must_not_be_there_is_found(public: Seen, what: str):
    assert what in failed(public)


def test_words_that_public_papers_have_too_are_no_leak():
    both = "The budget is balanced for the third year in a row"
    assert failed(PUBLIC, exempt=(both,)) == []
