"""Mistakes to plant in panel.toml."""

from __future__ import annotations

from tests.folders.planting import PANEL_FILE, Planted

IN_PANEL = {
    "a line that is not TOML": Planted(
        PANEL_FILE,
        'slug = "larkshire"',
        "slug = larkshire",
        "line 3, column 8",
        ("not TOML", "slug = larkshire", "quotation marks"),
    ),
    "a key that stands twice": Planted(
        PANEL_FILE,
        'slug = "larkshire"',
        'slug = "larkshire"\nslug = "again"',
        "line 4, column 15",
        ("keep one of the two",),
    ),
    "a date that no calendar has": Planted(
        PANEL_FILE,
        "date = 2018-02-01",
        "date = 2018-02-30",
        "line 37, key date",
        ("2018-02-30 is no date", "2018-03-19"),
    ),
    "an unknown key at the top": Planted(
        PANEL_FILE, "usual_start", "usual_time", "line 5, key usual_time", ("Allowed:", "usual_start")
    ),
    "a missing name": Planted(
        PANEL_FILE,
        'name = "Larkshire Police and Crime Panel"\n',
        "",
        "line 1, key name",
        ("“name” is missing", "Add name"),
    ),
    "an unknown status": Planted(
        PANEL_FILE,
        'status = "held"',
        'status = "done"',
        "line 38, [[meetings]] 1, key status",
        ("Allowed: scheduled, postponed, cancelled, held.",),
    ),
    "an unknown nation": Planted(
        PANEL_FILE, '"England"', '"Scotland"', "line 4, key nation", ("Allowed: England, Wales.",)
    ),
    "a year of two figures": Planted(
        PANEL_FILE,
        "date = 2018-02-01",
        "date = 0018-02-01",
        "line 37, [[meetings]] 1, key date",
        ("year 18",),
    ),
    "an address with blanks": Planted(
        PANEL_FILE, 'slug = "larkshire"', 'slug = "Lark shire"', "line 3, key slug", ("small letters",)
    ),
    "two meetings on one day": Planted(
        PANEL_FILE,
        "date = 2018-06-21",
        "date = 2018-03-19",
        "line 47, [[meetings]] 4, key date",
        ("two meetings on Monday 19 March 2018",),
    ),
    "a meeting moved from itself": Planted(
        PANEL_FILE,
        "moved_from = 2018-03-26",
        "moved_from = 2018-03-19",
        "line 42, [[meetings]] 2, key moved_from",
        ("its own date",),
    ),
    "a meeting moved from another's day": Planted(
        PANEL_FILE,
        "moved_from = 2018-03-26",
        "moved_from = 2018-06-21",
        "line 42, [[meetings]] 2, key moved_from",
        ("There is a meeting on Thursday 21 June 2018",),
    ),
    "two meetings moved from one day": Planted(
        PANEL_FILE,
        "date = 2018-06-21",
        "date = 2018-06-21\nmoved_from = 2018-03-26",
        "line 48, [[meetings]] 4, key moved_from",
        ("moved from Monday 26 March 2018 too",),
    ),
    "two meetings of a working group on one day": Planted(
        PANEL_FILE,
        "meetings = [2018-02-05]",
        "meetings = [2018-02-05, 2018-02-05]",
        "line 34, [[working_groups]] 1, meetings 2",
        ("two meetings",),
    ),
    "two members of one name": Planted(
        PANEL_FILE,
        'name = "Councillor Ada Finch"',
        'name = "Councillor  bram Teal"',
        "line 24, [[members]] 2, key name",
        ("listed twice",),
    ),
    "an authority that is not listed": Planted(
        PANEL_FILE,
        'authority = "Wren District Council"',
        'authority = "Wren Council"',
        "line 25, [[members]] 2, key authority",
        ("not among the [[authorities]]", "Did you mean “Wren District Council”?"),
    ),
    "a councillor without authority": Planted(
        PANEL_FILE,
        'kind = "independent"\n',
        "",
        "line 26, [[members]] 3, key authority",
        ("appointed by one", "independent"),
    ),
    "an unknown kind of member": Planted(
        PANEL_FILE,
        'kind = "independent"',
        'kind = "co-opted"',
        "line 28, [[members]] 3, key kind",
        ("Allowed: councillor, independent.",),
    ),
    "a working group's member who is not the panel's": Planted(
        PANEL_FILE,
        '"Councillor Bram Teal"]',
        '"Councillor Bran Teal"]',
        "line 33, [[working_groups]] 1, members 2",
        ("not a member of the panel", "Did you mean “Councillor Bram Teal”?"),
    ),
    "a seat that ends before it begins": Planted(
        PANEL_FILE,
        'office = "Chair"',
        "since = 2018-02-01\nuntil = 2017-02-01",
        "line 23, [[members]] 1, key until",
        ("ends (2017-02-01) before it begins (2018-02-01)",),
    ),
}
