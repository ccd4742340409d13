"""How far minutes are, and what may be done with them next."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from panel.minute_book.comparing import compared
from panel.minute_book.prose import rendered
from panel.minute_book.rules import (
    MOST_ASKED,
    Facts,
    Settled,
    State,
    may_answer,
    may_ask,
    may_circulate,
    may_confirm,
    may_correct_later,
    may_have_exempt,
    may_sign,
    may_take_back,
    signs_oddly,
    state_of,
    wants_summary,
)

TODAY = date(2026, 3, 12)
OWN, LATER = date(2026, 2, 5), date(2026, 3, 19)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "state", "words", "following"),
    [
        pytest.param({}, State.DRAFT, "Not written up yet", "Write them up", id="nothing"),
        pytest.param({"written": True}, State.DRAFT, "Draft", "Circulate", id="written"),
        pytest.param({"written": True, "unanswered": 1}, State.DRAFT, "Draft", "Answer one", id="written, and asked"),
        pytest.param(
            {"until": LATER, "unanswered": 2},
            State.CIRCULATED,
            "corrections until Thursday 19 March 2026, 2 unanswered",
            "Answer two corrections",
            id="circulated, with corrections",
        ),
        pytest.param({"until": LATER}, State.CIRCULATED, "until", "can still be asked for", id="circulated"),
        pytest.param({"until": OWN}, State.CIRCULATED, "until", "next agenda", id="the day for corrections is past"),
        pytest.param({"until": OWN, "proposed": LATER}, State.PROPOSED, "On the agenda of", "confirms", id="proposed"),
        pytest.param(
            {"proposed": LATER, "unanswered": 1},
            State.PROPOSED,
            "On the agenda",
            "Answer one correction",
            id="and asked",
        ),
        pytest.param(
            {"proposed": LATER, "settled": Settled(LATER)},
            State.CONFIRMED,
            "Confirmed on Thursday 19 March 2026 as a correct record",
            "signs them",
            id="confirmed",
        ),
        pytest.param(
            {"settled": Settled(LATER, "For ten read two.")},
            State.CONFIRMED,
            "2026, as amended",
            "signs them",
            id="amended",
        ),
        pytest.param(
            {"settled": Settled(LATER, "", LATER, "Ada Finch")},
            State.SIGNED,
            "signed by Ada Finch on 19 March 2026",
            "",
            id="signed",
        ),
    ],
)
def test_the_state_follows_from_what_came_last_and_says_what_comes_next(
    facts: dict, state: State, words: str, following: str
):
    standing = state_of(Facts(today=TODAY, **facts))
    assert standing.state is state
    assert words in standing.words
    assert following in standing.next
    assert bool(standing.next) is bool(following)


@pytest.mark.parametrize(
    ("ruling", "allowed"),
    [
        pytest.param(may_circulate(TODAY, TODAY, None, 1), True, id="circulate until today"),
        pytest.param(may_circulate(TODAY, TODAY - DAY, None, 1), False, id="until a day gone by"),
        pytest.param(may_circulate(TODAY, LATER, LATER, 1), False, id="circulate what is confirmed"),
        pytest.param(may_circulate(TODAY, LATER, None, 0), False, id="to nobody"),
        pytest.param(may_have_exempt(sat=True, officer=False), True, id="exempt to a member who sat"),
        pytest.param(may_have_exempt(sat=False, officer=True), True, id="exempt to an officer"),
        pytest.param(may_have_exempt(sat=False, officer=False), False, id="exempt to somebody else"),
        pytest.param(may_ask(LATER, LATER, None, 0), True, id="ask on the last day"),
        pytest.param(may_ask(LATER + DAY, LATER, None, 0), False, id="ask a day late"),
        pytest.param(may_ask(TODAY, LATER, None, MOST_ASKED), False, id="ask without end"),
        pytest.param(may_ask(TODAY, LATER, TODAY, 0), False, id="ask of what is confirmed"),
        pytest.param(may_answer(None, "", takes_up=True), True, id="take up without words"),
        pytest.param(may_answer(None, "", takes_up=False), False, id="not taken up, no reason"),
        pytest.param(may_answer(True, "x", takes_up=True), False, id="answered already"),
        pytest.param(may_confirm(OWN, LATER, None, amended=False, words=""), True, id="confirm as they are"),
        pytest.param(may_confirm(OWN, OWN, None, amended=False, words=""), False, id="confirm at the same meeting"),
        pytest.param(may_confirm(OWN, LATER, LATER, amended=False, words=""), False, id="confirm twice"),
        pytest.param(may_confirm(OWN, LATER, None, amended=True, words=""), False, id="amended, not said how"),
        pytest.param(may_confirm(OWN, LATER, None, amended=False, words="x"), True, id="amended in words alone"),
        pytest.param(may_take_back(LATER, LATER, rose=False, signed=False), True, id="take back while it runs"),
        pytest.param(may_take_back(LATER, LATER, rose=True, signed=False), False, id="take back once it rose"),
        pytest.param(may_take_back(LATER, LATER + DAY, rose=False, signed=False), False, id="take back the day after"),
        pytest.param(may_take_back(LATER, LATER, rose=False, signed=True), False, id="take back what is signed"),
        pytest.param(may_sign(LATER, None, LATER, "Ada"), True, id="sign where confirmed"),
        pytest.param(may_sign(LATER, None, LATER + DAY, "Ada"), True, id="sign at a later meeting"),
        pytest.param(may_sign(None, None, LATER, "Ada"), False, id="sign a draft"),
        pytest.param(may_sign(LATER, None, LATER - DAY, "Ada"), False, id="sign before"),
        pytest.param(may_sign(LATER, LATER, LATER, "Ada"), False, id="sign twice"),
        pytest.param(may_sign(LATER, None, LATER, ""), False, id="signed by nobody"),
        pytest.param(may_correct_later(LATER, "x"), True, id="correct what is confirmed"),
        pytest.param(may_correct_later(None, "x"), False, id="correct a draft"),
        pytest.param(may_correct_later(LATER, ""), False, id="correct nothing"),
    ],
)
def test_what_may_be_done_with_minutes(ruling: object, allowed: bool):
    assert bool(ruling) is allowed
    assert allowed or ruling.reason


def test_who_signs_without_having_presided_is_warned_of_and_not_refused():
    assert "para 41" in signs_oddly("Omar Reed", "Councillor Ada Finch")
    assert not signs_oddly("Ada Finch", "Councillor Ada Finch")
    assert not signs_oddly("Omar Reed", "")


@pytest.mark.parametrize(
    ("public", "exempt", "summary", "wanted"),
    [(False, True, False, True), (False, True, True, False), (True, True, False, False), (False, False, False, False)],
)
def test_a_summary_is_wanted_where_an_item_has_only_exempt_words(
    public: bool, exempt: bool, summary: bool, wanted: bool
):
    assert wants_summary(public=public, exempt=exempt, summary=summary) is wanted


@settings(max_examples=40)
@given(some.text(), some.text())
def test_a_comparison_holds_both_texts_whole(old: str, new: str):
    pieces = compared(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>"),
        ("# Title", "<p><strong>Title</strong></p>"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ("![x](https://e.example/a.png)", "<p>!<a href="),
    ],
)
def test_markdown_is_set_without_anything_that_acts(text: str, drawn: str):
    assert rendered(text).strip().startswith(drawn)
