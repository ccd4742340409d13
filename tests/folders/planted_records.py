"""Mistakes to plant in minutes, in what a panel.toml says of interests, and in what was added to agendas."""

from __future__ import annotations

from tests.folders.planting import MEETING, MINUTES, PANEL_FILE, RULES, Planted

IN_RECORDS = {
    "an unknown key of a motion": Planted(
        MINUTES,
        "abstain = 1",
        "abstained = 1",
        "line 21, [[motions]] 1, key abstained",
        ("Allowed:", "Did you mean “abstain”?"),
    ),
    "votes in words": Planted(
        MINUTES, "for = 2", 'for = "two"', "line 19, [[motions]] 1, key for", ("whole number", "“two”")
    ),
    "an amendment of a motion that is not there": Planted(
        MINUTES,
        "for = 2",
        'amends = "That nothing be done"',
        "line 19, [[motions]] 1, key amends",
        ("no other motion of these words under item 3", "Write the text of the motion"),
    ),
    "votes of fewer than none": Planted(
        MINUTES, "against = 0", "against = -1", "line 20, [[motions]] 1, key against", ("out of bounds", "Allowed: 0")
    ),
    "an action without its words": Planted(
        MINUTES, 'text = "To circulate the survey"\n', "", "line 43, [[actions]] 2, key text", ("“text” is missing",)
    ),
    "an action due in quotation marks": Planted(
        MINUTES, "due = 2018-03-01", 'due = "March"', "line 42, [[actions]] 1, key due", ("A date was expected",)
    ),
    "minutes confirmed for nobody": Planted(
        MINUTES,
        'access = "exempt"',
        'access = "private"',
        "line 10, [[minutes_confirmed]] 2, key access",
        ("Allowed: public, exempt.",),
    ),
    "a letter answered before it was sent": Planted(
        MINUTES,
        "answered = 2018-02-28",
        "answered = 2018-01-28",
        "line 51, [letter], key answered",
        ("answered (2018-01-28) before it was sent (2018-02-07)",),
    ),
    "an answer due before the letter was sent": Planted(
        MINUTES,
        "answer_due = 2018-03-01",
        "answer_due = 2018-02-01",
        "line 50, [letter], key answer_due",
        ("due (2018-02-01) before it was sent",),
    ),
    "a recommendation that names no resolution there is": Planted(
        MINUTES,
        'resolution = "2(a)"',
        'resolution = "2(b)"',
        "line 54, [letter], recommendations 2, key resolution",
        ("no resolution 2(b) in these minutes", "Allowed: 1 (item 3), 2(a) (item 3), 1 (item 4)."),
    ),
    "a recommendation that names a resolution of another item": Planted(
        MINUTES,
        'resolution = "2(a)"',
        'resolution = "2(a)", item = "4"',
        "line 54, [letter], recommendations 2, key resolution",
        ("no resolution 2(a) under item 4",),
    ),
    "a recommendation that may mean two resolutions": Planted(
        MINUTES,
        'resolution = "2(a)"',
        'resolution = "1"',
        "line 54, [letter], recommendations 2, key resolution",
        ("a resolution 1 under items 3 and 4", 'Add item = "3"'),
    ),
    "a recommendation that names an item only": Planted(
        MINUTES,
        'resolution = "2(a)"',
        'item = "3"',
        "line 54, [letter], recommendations 2, key item",
        ("no resolution", "leave item out"),
    ),
    "a registration that is no day": Planted(
        PANEL_FILE,
        'kind = "independent"',
        'kind = "independent"\nregistered = true',
        "line 29, [[members]] 3, key registered",
        ("A date was expected",),
    ),
    "a register without an address": Planted(
        PANEL_FILE,
        'kind = "independent"',
        'kind = "independent"\nregister = "at the office"',
        "line 29, [[members]] 3, key register",
        ("“at the office”", "https://"),
    ),
    "a dispensation of somebody else": Planted(
        PANEL_FILE,
        'member = "Councillor Bram Teal"',
        'member = "Councillor Bran Teal"',
        "line 50, [[dispensations]] 1, key member",
        ("not a member of the panel", "Did you mean “Councillor Bram Teal”?"),
    ),
    "a dispensation that ends before it is granted": Planted(
        PANEL_FILE,
        "ends = 2019-01-14",
        "ends = 2017-01-14",
        "line 52, [[dispensations]] 1, key ends",
        ("ends (2017-01-14) before it is granted (2018-01-15)",),
    ),
    "a dispensation without end": Planted(
        PANEL_FILE, "ends = 2019-01-14\n", "", "line 49, [[dispensations]] 1, key ends", ("“ends” is missing",)
    ),
    "an item added after the meeting": Planted(
        MEETING,
        'report = "verbal"',
        'report = "verbal"\nadded = 2018-03-20',
        "line 33, [[items]] 5, key added",
        ("added on 2018-03-20, after the meeting (2018-03-19)",),
    ),
    "a resolution to exclude under another item": Planted(
        MEETING,
        'report = "verbal"',
        'report = "verbal"\nresolution = "That the public leave."',
        "line 33, [[items]] 5, key resolution",
        ("kind “complaints”", 'kind = "exclusion"'),
    ),
    "an urgent reason that is none": Planted(
        MEETING,
        'report = "verbal"',
        'report = "verbal"\nurgent_reason = true',
        "line 33, [[items]] 5, key urgent_reason",
        ("A text was expected",),
    ),
    "a public interest in a public paper": Planted(
        MEETING,
        'appendix = "A", title = "Figures"',
        'appendix = "A", title = "Figures", public_interest = "None."',
        "line 20, [[items]] 3, papers 2, key public_interest",
        ("not exempt", "exempt = true"),
    ),
    "a question about an item that is not there": Planted(
        MEETING,
        'item = "2"',
        'item = "7"',
        "line 39, [[questions]] 1, key item",
        ("There is no item 7", "Allowed: 1, 1(1), 2, 3, 4."),
    ),
    "a question received in words": Planted(
        MEETING,
        "received = 2018-03-15",
        'received = "Thursday"',
        "line 43, [[questions]] 2, key received",
        ("Allowed: a date or a date with a time.",),
    ),
    "a question received in another zone": Planted(
        MEETING,
        "received = 2018-03-14T16:30:00",
        "received = 2018-03-14T16:30:00Z",
        "line 37, [[questions]] 1, key received",
        ("has a zone", "London"),
    ),
    "an hour without quotation marks in the rules": Planted(
        RULES, '"17:00"', "17:00", "line 8, key at", ("17:00 is no date", "10:30:00")
    ),
    "an impossible date in the rules": Planted(
        RULES, "until = 2019-12-31", "until = 2019-11-31", "line 7, key until", ("2019-11-31 is no date",)
    ),
    "a late question that nobody knows of": Planted(
        RULES,
        "max_per_person = 2",
        'late = "hold"',
        "line 9, [[participation]] 1, key late",
        ("Allowed: hold over, refuse, urgent at the chair's discretion.", "Did you mean “hold over”?"),
    ),
    "an urgent question on another day": Planted(
        RULES,
        "max_per_person = 2",
        'urgent = { at = "10:30", day = "monday" }',
        "line 9, [[participation]] 1, urgent, key day",
        ("Allowed: meeting.",),
    ),
}
