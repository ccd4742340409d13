"""A rules file that cannot be meant is refused with the line, the key and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from panel.folders.mistakes import Findings, Mistake
from panel.folders.rules_file import read_rules

DEADLINE = '{ count = "working days", n = 3 }'
QUESTION = f'[[participation]]\nkind = "question"\nfrom = 2018-01-01\ndeadline = {DEADLINE}\n'
OF_QUESTION = "line 4, [[participation]] 1"
COUNTS = "Allowed: calendar days, working days, clear working days, working day at, days before publication."
HOUR = 'Write hours and minutes in quotation marks: "17:00".'
FRACTION = 'Write a part of the members in quotation marks, such as "1/4" or "2/3".'


def mistakes(folder: Path, text: str | bytes) -> list[Mistake]:
    """Read a rules file and give what is wrong with it."""
    (folder / "rules.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Findings()
    read_rules(folder, "rules.toml", findings)
    return findings.mistakes


def counting(deadline: str) -> str:
    """Give questions this deadline."""
    return QUESTION.replace(DEADLINE, deadline)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        pytest.param(
            "[notice]\nclear_day = 5\n",
            "line 2, [notice], key clear_day",
            ("“clear_day” is not known here", "Allowed: clear_days, cut_off.", "Did you mean “clear_days”?"),
            id="an unknown key",
        ),
        pytest.param(
            "[notices]\n",
            "line 1, key notices",
            ("Allowed: notice, quorum, participation, interests, meetings, minutes, log.", "Did you mean “notice”?"),
            id="an unknown table",
        ),
        pytest.param(
            counting('{ count = "working days" }'),
            f"{OF_QUESTION}, deadline, key n",
            ("“n” is missing", "Allowed: 0 to 366."),
            id="a count without a number",
        ),
        pytest.param(
            counting("{ n = 3 }"),
            f"{OF_QUESTION}, deadline, key count",
            ("“count” is missing", COUNTS),
            id="a number without a count",
        ),
        pytest.param(
            counting('"3 working days"'),
            f"{OF_QUESTION}, key deadline",
            ("“3 working days”", "{ count = …, n = … }", "Allowed: count, n, at."),
            id="a deadline in words",
        ),
        pytest.param(
            counting('{ count = "workng days", n = 3 }'),
            f"{OF_QUESTION}, deadline, key count",
            (COUNTS, "Did you mean “working days”?"),
            id="an unknown count",
        ),
        pytest.param(
            counting('{ count = "working days", n = -1 }'),
            f"{OF_QUESTION}, deadline, key n",
            ("-1 is out of bounds", "Allowed: 0 to 366."),
            id="days after the meeting",
        ),
        pytest.param(
            counting('{ count = "working day at", n = 1, at = "9am" }'),
            f"{OF_QUESTION}, deadline, key at",
            ("“9am”", HOUR),
            id="an hour in words",
        ),
        pytest.param(
            QUESTION.replace('kind = "question"\n', ""),
            "line 1, [[participation]] 1, key kind",
            ("“kind” is missing", "Allowed: question, statement, petition, deputation."),
            id="no kind",
        ),
        pytest.param(
            QUESTION.replace("from = 2018-01-01\n", ""),
            "line 1, [[participation]] 1, key from",
            ("“from” is missing", "2018-03-19"),
            id="no first day",
        ),
        pytest.param(
            QUESTION.partition("deadline")[0],
            "line 1, [[participation]] 1, key deadline",
            ("“deadline” is missing", "{ count = …, n = … }"),
            id="no deadline",
        ),
        pytest.param(
            QUESTION.replace("2018-01-01", "2018-02-30"),
            "line 3, key from",
            ("2018-02-30 is no date of the calendar",),
            id="an impossible date",
        ),
        pytest.param(
            QUESTION + "until = 2017-12-31\n",
            "line 5, [[participation]] 1, key until",
            ("It ends (2017-12-31) before it begins (2018-01-01).",),
            id="an end before the beginning",
        ),
        pytest.param(
            QUESTION + QUESTION.replace("2018-01-01", "2019-01-01"),
            "line 7, [[participation]] 2, key from",
            ("Two entries of kind “question” apply at once", "until = 2018-12-31"),
            id="two of a kind at once",
        ),
        pytest.param(
            QUESTION + "word_limit = -1\n",
            "line 5, [[participation]] 1, key word_limit",
            ("-1 is out of bounds", "Allowed: 0 to 10000."),
            id="less than no words",
        ),
        pytest.param(
            QUESTION + "who = 5\n",
            "line 5, [[participation]] 1, key who",
            ("A text was expected", "Write one text in quotation marks."),
            id="a number for a text",
        ),
        pytest.param(
            "[interests]\nregistration_days = 0\n",
            "line 2, [interests], key registration_days",
            ("0 is out of bounds", "Allowed: 1 to 366."),
            id="no day to register",
        ),
        pytest.param(
            '[quorum]\nfraction = "1/0"\n',
            "line 2, [quorum], key fraction",
            ("“1/0”", FRACTION),
            id="a part of nothing",
        ),
        pytest.param(
            '[quorum]\nfraction = "5/4"\n',
            "line 2, [quorum], key fraction",
            ("5/4 is more than all members.", FRACTION),
            id="more than all",
        ),
        pytest.param(
            "[quorum]\nfraction = 0.25\n",
            "line 2, [quorum], key fraction",
            ("a number (0.25)", FRACTION),
            id="a part as a number",
        ),
        pytest.param(
            '[notice]\ncut_off = "25:00"\n', "line 2, [notice], key cut_off", ("“25:00”", HOUR), id="no such hour"
        ),
        pytest.param(
            '[notice]\ncut_off = "17.00"\n', "line 2, [notice], key cut_off", ("“17.00”", HOUR), id="an hour with a dot"
        ),
        pytest.param(
            "[notice]\ncut_off = 17:00:00\n",
            "line 2, [notice], key cut_off",
            ("a time of day (17:00:00)", HOUR),
            id="an hour without quotation marks",
        ),
        pytest.param(
            "[notice]\ncut_off = 17:00\n",
            "line 2, key cut_off",
            ('"17:00"',),
            id="an hour that TOML does not know",
        ),
        pytest.param(
            '[[notice]]\ncut_off = "17:00"\n',
            "line 1, key notice",
            ("a list stands here", "[notice]", "Allowed: clear_days, cut_off."),
            id="a list for a table",
        ),
        pytest.param(
            "[notice]\nclear_days = 5\n[notice]\nclear_days = 3\n",
            "line 3, column 8",
            ("stands twice there: keep one of the two",),
            id="a table twice",
        ),
        pytest.param("[notice\n", "line 1, column 8", ("This is not TOML", "“[notice”"), id="not TOML"),
        pytest.param(
            b"[notice]\rcut_off = 5\n",
            "line 1, column 9",
            ("This is not TOML", "“[notice] cut_off = 5”"),
            id="old Macs",
        ),
        pytest.param(
            f"[notice]\nclear_days = {'9' * 5000}\n",
            "line 2",
            ("A number there has more than 4300 figures", "Write a smaller one."),
            id="a number without end",
        ),
        pytest.param("caf\xe9".encode("latin-1"), "line 1", ("This is not UTF-8 text.",), id="another encoding"),
    ],
)
def test_a_mistake_is_told_with_its_line_its_key_and_what_is_allowed(
    tmp_path: Path, text: str | bytes, place: str, says: tuple[str, ...]
):
    (mistake,) = mistakes(tmp_path, text)
    assert (mistake.file, mistake.place) == ("rules.toml", place)
    assert [words for words in says if words not in str(mistake)] == []
    assert str(mistake).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("# nothing here\n", id="a comment alone"),
        pytest.param("\ufeff" + QUESTION, id="a byte order mark"),
        pytest.param(QUESTION.replace("\n", "\r\n"), id="the line ends of Windows"),
        pytest.param(QUESTION + "until = 2018-12-31\n" + QUESTION.replace("2018-01-01", "2019-01-01"), id="in turn"),
        pytest.param(QUESTION + QUESTION.replace("question", "petition"), id="two kinds at once"),
        pytest.param(QUESTION + "until = 2018-01-01\n", id="one day"),
        pytest.param("[interests]\nregistration_days = 1\n", id="one day to register"),
    ],
)
def test_what_may_stand_in_a_rules_file_is_no_mistake(tmp_path: Path, text: str):
    assert mistakes(tmp_path, text) == []


def test_a_file_too_large_to_be_meant_is_refused_unread(tmp_path: Path):
    (mistake,) = mistakes(tmp_path, b"# a comment\n" * 1_000_000)
    assert str(mistake) == (
        "rules.toml: It holds 12 MB, and no text of a meeting folder is that long. Write it with 10 MB at most."
    )


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        pytest.param("# it's\n" + ".".join("a" * 20_000) + " = 1", "line 2", "more than 8 dots", id="a key"),
        pytest.param(f"[{' . '.join(['a'] * 10)}]", "line 1", "more than 8 dots", id="a table"),
        pytest.param("a = {" + '"b".' * 9 + "c = 1}", "line 1", "more than 8 dots", id="in a table on one line"),
        pytest.param("a = '''it's'''\n" + "b." * 9 + "c = 1", "line 2", "more than 8 dots", id="after a mark"),
        pytest.param("# rules\n" * 9_000, "", "72,000 characters, and no rules", id="a long text"),
    ],
)
def test_what_would_take_long_to_read_is_refused_before_it_is_read(
    text: str, place: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delattr("panel.folders.rules_file.toml_document")
    (mistake,) = mistakes(tmp_path, text)
    assert mistake.place == place
    assert says in mistake.what


def test_dots_in_texts_are_no_keys(tmp_path: Path):
    dotted = '"See a.b.c.d.e.f.g.h.i.j.k.l."'
    assert not mistakes(tmp_path, QUESTION + f"to = {dotted}\nwho = '''{dotted} it's\n''' # a.b.c.d.e.f.g.h.i.j.k\n")
