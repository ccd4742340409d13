"""Mistakes to plant in rules, tables and papers."""

from __future__ import annotations

from tests.folders.planting import LOG, MEETING, PROGRAMME, RULES, Planted

IN_OTHERS = {
    "a number that is true": Planted(
        RULES,
        "max_per_person = 2",
        "max_per_person = true",
        "line 9, [[participation]] 1, key max_per_person",
        ("whole number",),
    ),
    "an unknown key of the rules": Planted(
        RULES,
        "clear_days",
        "cleardays",
        "line 2, [notice], key cleardays",
        ("Allowed: clear_days, cut_off.", "Did you mean “clear_days”?"),
    ),
    "an unknown table of the rules": Planted(
        RULES, "[quorum]", "[quorums]", "line 16, key quorums", ("Allowed:", "Did you mean “quorum”?")
    ),
    "an unknown way of counting": Planted(
        RULES,
        '"working days"',
        '"business days"',
        "line 8, [[participation]] 1, deadline, key count",
        ("Allowed: calendar days, working days, clear working days, working day at, days before publication.",),
    ),
    "a deadline without its number": Planted(
        RULES, ", n = 14", "", "line 13, [[participation]] 2, deadline, key n", ("“n” is missing",)
    ),
    "a participation entry without a deadline": Planted(
        RULES,
        'deadline = { count = "calendar days", n = 14 }\n',
        "",
        "line 10, [[participation]] 2, key deadline",
        ("“deadline” is missing",),
    ),
    "an hour that no clock has": Planted(
        RULES, '"17:00"', '"25:00"', "line 8, [[participation]] 1, deadline, key at", ("17:00",)
    ),
    "a fraction of more than all": Planted(
        RULES, '"1/4"', '"5/4"', "line 17, [quorum], key fraction", ("more than all",)
    ),
    "a quorum given twice": Planted(
        RULES,
        'fraction = "1/4"',
        'fraction = "1/4"\ncount = 4',
        "line 17, [quorum], key fraction",
        ("either count or fraction",),
    ),
    "a rule that ends before it begins": Planted(
        RULES,
        "until = 2019-12-31",
        "until = 2017-12-31",
        "line 7, [[participation]] 1, key until",
        ("before it begins",),
    ),
    "two rules of a kind at once": Planted(
        RULES,
        'kind = "petition"\nfrom = 2018-01-01',
        'kind = "question"\nfrom = 2019-12-31',
        "line 12, [[participation]] 2, key from",
        ("apply at once", "until = 2019-12-30"),
    ),
    "a column that is not known": Planted(
        PROGRAMME,
        "detail,last_report",
        "detail,last_report,owner",
        "row 1, column owner",
        ("not known", "timing"),
    ),
    "a column that is missing": Planted(LOG, ",panel_update", "", "row 1", ("“panel_update” is missing",)),
    "columns parted by semicolons": Planted(
        LOG,
        "raised,recommendation,lead,panel_update,progress,status,completed",
        "raised;recommendation;lead;panel_update;progress;status;completed",
        "row 1",
        ("commas",),
    ),
    "a date as Britain writes it": Planted(
        LOG,
        "2018-02-01,Circulate",
        "01/02/2018,Circulate",
        "row 3, column raised",
        ("“01/02/2018”", "2018-02-01"),
    ),
    "a date that is missing": Planted(LOG, "2018-02-01,Circulate", ",Circulate", "row 3, column raised", ("missing",)),
    "an unknown status of the log": Planted(
        LOG, "in progress", "under way", "row 2, column status", ("Allowed: in progress, completed.",)
    ),
    "an unknown section": Planted(
        PROGRAMME, "standing,", "standing item,", "row 3, column section", ("Did you mean “standing”?",)
    ),
    "a row with a comma too many": Planted(
        PROGRAMME,
        "To consider any.",
        "To consider, any.",
        "row 3",
        ("7 cells", "6 columns", "quotation marks"),
    ),
    "a scheduled row without meeting": Planted(
        PROGRAMME, "scheduled,2018-06-21", "scheduled,", "row 2, column meeting", ("names no meeting",)
    ),
    "a standing row with a meeting": Planted(
        PROGRAMME, "standing,", "standing,2018-06-21", "row 3, column meeting", ("names a meeting",)
    ),
    "completed before it was raised": Planted(
        LOG, "2018-02-20", "2018-01-20", "row 3, column completed", ("before it was raised",)
    ),
    "in progress and completed": Planted(
        LOG, "in progress,", "in progress,2018-02-20", "row 2, column completed", ("in progress",)
    ),
    "a quotation mark that nobody closes": Planted(LOG, "Circulate", '"Circulate', "row 3 (line 3)", ("not CSV",)),
    "a paper that is refused": Planted(
        "meetings/2018-03-19/papers/figures.pdf",
        "figures",
        "password",
        f"named in {MEETING}, line 20, [[items]] 3, papers 2",
        ("needs a password", "Ask for one without"),
    ),
}
