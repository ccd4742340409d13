"""Mistakes to plant in a meeting.toml."""

from __future__ import annotations

from tests.folders.planting import MEETING, Planted

IN_MEETING = {
    "an unknown key of an item": Planted(
        MEETING,
        "purpose = ",
        "pupose = ",
        "line 17, [[items]] 3, key pupose",
        ("“pupose”", "Allowed:", "Did you mean “purpose”?"),
    ),
    "an unknown key of a paper": Planted(
        MEETING,
        'appendix = "A", title = "Figures"',
        'apendix = "A", title = "Figures"',
        "line 20, [[items]] 3, papers 2, key apendix",
        ("Did you mean “appendix”?",),
    ),
    "an item without its kind": Planted(
        MEETING,
        'title = "Apologies"\nkind = "apologies"',
        'title = "Apologies"',
        "line 9, [[items]] 2, key kind",
        ("“kind” is missing",),
    ),
    "an unknown kind": Planted(
        MEETING,
        'kind = "apologies"',
        'kind = "appologies"',
        "line 12, [[items]] 2, key kind",
        ("“appologies”", "Did you mean “apologies”?"),
    ),
    "a report that is neither": Planted(
        MEETING, '"verbal"', '"spoken"', "line 32, [[items]] 5, key report", ("Allowed: verbal, to follow.",)
    ),
    "an unknown drawing": Planted(
        MEETING,
        'drawn = "work programme"',
        'drawn = "workprogramme"',
        "line 27, [[items]] 4, papers 1, key drawn",
        ("Did you mean “work programme”?",),
    ),
    "a date in quotation marks": Planted(
        MEETING,
        "date = 2018-03-19",
        'date = "2018-03-19"',
        "line 1, key date",
        ("A date was expected", "without quotation marks"),
    ),
    "a date with a time": Planted(
        MEETING,
        "date = 2018-03-19",
        "date = 2018-03-19T10:30:00",
        "line 1, key date",
        ("a date with a time",),
    ),
    "true in quotation marks": Planted(
        MEETING, "filmed = true", 'filmed = "true"', "line 2, key filmed", ("true, false",)
    ),
    "a text that is a number": Planted(
        MEETING, 'number = "4"', "number = 4", "line 29, [[items]] 5, key number", ("A text was expected",)
    ),
    "one paper where a list belongs": Planted(
        MEETING,
        'papers = [{ drawn = "work programme", appendix = "A", title = "Work Programme 2018" }]',
        'papers = { drawn = "work programme", title = "W" }',
        "line 27, [[items]] 4, key papers",
        ("A list was expected",),
    ),
    "a character that cannot be seen": Planted(
        MEETING,
        '"Apologies"',
        '"Apolo\\u0000gies"',
        "line 11, [[items]] 2, key title",
        ("control character",),
    ),
    "two items of one number": Planted(
        MEETING, 'number = "4"', 'number = "3"', "line 29, [[items]] 5, key number", ("two items 3",)
    ),
    "a sub-item without its item": Planted(
        MEETING,
        'number = "1(1)"',
        'number = "7(1)"',
        "line 10, [[items]] 2, key number",
        ("no item 7 above it", "Add item 7"),
    ),
    "a sub-item away from its item": Planted(
        MEETING,
        'number = "4"',
        'number = "1(2)"',
        "line 29, [[items]] 5, key number",
        ("does not stand under item 1",),
    ),
    "a number that is none": Planted(
        MEETING, 'number = "4"', 'number = "4."', "line 29, [[items]] 5, key number", ("1(4)",)
    ),
    "a paper that is not there": Planted(
        MEETING,
        'file = "figures.pdf"',
        'file = "figure.pdf"',
        "line 20, [[items]] 3, papers 2, key file",
        ("no file “figure.pdf” in meetings/2018-03-19/papers/", "Did you mean “figures.pdf”?"),
    ),
    "a paper outside the folder": Planted(
        MEETING,
        'file = "figures.pdf"',
        'file = "../../../../etc/passwd"',
        "line 20, [[items]] 3, papers 2, key file",
        ("does not lie in papers/",),
    ),
    "a paper with a whole path": Planted(
        MEETING,
        'file = "figures.pdf"',
        'file = "/etc/passwd"',
        "line 20, [[items]] 3, papers 2, key file",
        ("does not lie in papers/",),
    ),
    "a paper that is listed twice": Planted(
        MEETING,
        'file = "figures.pdf"',
        'file = "./update.pdf"',
        "line 20, [[items]] 3, papers 2, key file",
        ("“update.pdf” is listed twice",),
    ),
    "a paper with a file that is drawn too": Planted(
        MEETING,
        'file = "figures.pdf"',
        'file = "figures.pdf", drawn = "work programme"',
        "line 20, [[items]] 3, papers 2",
        ("Keep either file or drawn",),
    ),
    "a paper that is nothing": Planted(
        MEETING,
        'file = "figures.pdf", ',
        "",
        "line 20, [[items]] 3, papers 2, key file",
        ("neither a file nor",),
    ),
    "a small letter": Planted(
        MEETING,
        'appendix = "A", title = "Figures"',
        'appendix = "a", title = "Figures"',
        "line 20, [[items]] 3, papers 2, key appendix",
        ("capital",),
    ),
    "two papers printed as one appendix": Planted(
        MEETING,
        '{ file = "figures.pdf", appendix = "A", title = "Figures" }',
        '{ file = "figures.pdf", appendix = "A", title = "Figures" },'
        '{ drawn = "work programme", appendix = "A", title = "P" },'
        '{ drawn = "recommendations log", appendix = "A2", title = "L" }',
        "line 18, [[items]] 3, key papers",
        ("Appendix A2",),
    ),
    "paragraphs of a public paper": Planted(
        MEETING,
        "exempt = true, ",
        "",
        "line 21, [[items]] 3, papers 3, key exempt_paragraphs",
        ("not exempt", "exempt = true"),
    ),
    "a paragraph of the other nation": Planted(
        MEETING,
        "[7]",
        "[12]",
        "line 21, [[items]] 3, papers 3, key exempt_paragraphs",
        ("Paragraph 12", "England", "1 to 7"),
    ),
    "a section of the Freedom of Information Act": Planted(
        MEETING,
        "[7]",
        '["s.40(2)"]',
        "line 21, [[items]] 3, papers 3, exempt_paragraphs 1",
        ("whole number", "“s.40(2)”"),
    ),
    "a drawn appendix that is exempt": Planted(
        MEETING,
        'drawn = "work programme",',
        'drawn = "work programme", exempt = true,',
        "line 27, [[items]] 4, papers 1, key exempt",
        ("public",),
    ),
    "a report to follow that is there": Planted(
        MEETING,
        'purpose = "To receive an update."',
        'report = "to follow"',
        "line 17, [[items]] 3, key report",
        ("has papers", "to follow"),
    ),
    "a date that is not the folder's": Planted(
        MEETING,
        "date = 2018-03-19",
        "date = 2018-03-29",
        "line 1, key date",
        ("2018-03-29", "2018-03-19", "folder"),
    ),
    "an agenda published after the meeting": Planted(
        MEETING,
        "published = 2018-03-09",
        "published = 2018-03-20",
        "line 3, key published",
        ("after the meeting", "true"),
    ),
}
