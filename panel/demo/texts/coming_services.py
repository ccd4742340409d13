"""Papers for the next meeting on neighbourhood policing and on services for victims of crime."""

from __future__ import annotations

from panel.demo.cast import CHIEF_EXECUTIVE, COMMUNICATIONS, DISTRICTS, FORCE, VICTIMS_LEAD
from panel.demo.content import Sheet, Table
from panel.demo.figures import between, count, per_cent
from panel.demo.reports import LETTERHEAD, Named, appendix, report
from panel.demo.year import Year

_TEAMS = {
    "Marlstoke": (44, 31),
    "Hollinford": (26, 18),
    "Saltreath": (19, 14),
    "Vale of Ambrel": (17, 13),
    "North Brackenshire": (15, 11),
}
"""Posts for constables and for community support officers in each district's team."""
_QUESTIONS = (
    ("How you were treated when you first made contact", 84, 9),
    ("How well you were kept informed", 61, 15),
    ("The help that the case worker gave you", 88, 7),
    ("How easy it was to speak to the same person again", 69, 14),
    ("The service as a whole", 79, 11),
)


def neighbourhood_report(year: Year, title: str, table: str) -> Sheet:
    """Write the report on neighbourhood policing."""
    posts = [(name, *_team(year, name)) for name in DISTRICTS]
    constables, filled = sum(row[1] for row in posts), sum(row[2] for row in posts)
    support, present = sum(row[3] for row in posts), sum(row[4] for row in posts)
    return report(
        year.coming,
        title,
        (
            "considers the strength and the work of the neighbourhood teams;",
            "asks the Commissioner how vacancies are to be filled, and by when;",
            "decides whether it wishes to see the next survey of residents.",
        ),
        f"""
# Why This Comes to the Panel

Policing that people can see and reach is the first priority of the Police and Crime Plan. The Panel asked at
its last
meeting to see how the neighbourhood teams stand a year after they were brought back to a fixed base in each
district.

# What a Neighbourhood Team Does

Each of the five districts has a team under an inspector. It is made up of constables, who have full powers,
and police
community support officers, who have some. The team deals with what goes on and on: the row of garages where
things are
set alight, the family whom everybody complains about, the road outside the school. It does not answer
emergency calls
unless life is at risk.

Teams choose three local priorities every three months, after asking residents. These are published with the
name of the
officer who leads on each.

# The Strength of the Teams

The teams have {count(constables)} posts for constables, of which {count(filled)} are filled
({per_cent(filled, constables)}), and {count(support)} posts for community support officers, of which
{count(present)} are filled ({per_cent(present, support)}). The attached table gives the posts by district.

Vacancies are not spread evenly. Officers who live in Marlstoke are slow to apply for posts in the north of
the county,
where a shift may begin with an hour’s drive. The Force has begun to advertise posts by place, and to offer a
second
interview to those who were not chosen for another team.

# How Time Is Spent

Each team kept a diary for four weeks. Of every hundred hours:

- 46 were spent on the streets, in homes and at meetings with residents;
- 24 on records and case files;
- 18 in support of response teams;
- 12 on training, travel and leave cover.

The Force’s aim is that at least half of the time is spent with residents. Support of response teams takes
more than was
planned, chiefly on Friday and Saturday nights.

# What Residents Say

The Force asks 900 residents each quarter. In the latest survey 558 said that they knew how to reach their
local team
({per_cent(558, 900)}), and 423 had seen an officer on foot in their neighbourhood in the past month
({per_cent(423, 900)}). People in flats are least likely to know their team, and the teams in Marlstoke and
Hollinford
now hold an hour each week in the entrance halls of the larger blocks.

# Options That Were Considered

The Commissioner looked at three ways to strengthen the teams.

- Move posts from response. This was not taken up: response times in the north are already the longest in the
  county.
- Recruit more community support officers. This was taken up; a course begins each quarter.
- Share posts with district councils. This is being tried in Saltreath, with two wardens who work beside the
  team.

# Equality

The survey is offered in five languages and by telephone. The teams keep a record of who comes to their
meetings, and
those under 25 remain far fewer than their share of the population. Team meetings at schools and colleges have
begun.

# Financial Implications

All the posts described here are in the budget. Vacancies lead to an underspend on pay, which is reported by
the Finance
and Resources Working Group.

# Risks

If vacancies in the north are not filled within six months, the team there will be unable to keep to its
published
times. The inspector would then merge two of its beats, and residents would be told beforehand.
""",
        appendices=(Named("A", table),),
        background=("Residents’ survey, latest quarter", "Neighbourhood policing diary exercise"),
        authors=(COMMUNICATIONS, CHIEF_EXECUTIVE),
        letterhead=LETTERHEAD,
    )


def neighbourhood_table(year: Year, title: str) -> Sheet:
    """Set the posts by district on a landscape page."""
    rows = []
    sums = [0, 0, 0, 0]
    for name in DISTRICTS:
        team = _team(year, name)
        sums = [whole + part for whole, part in zip(sums, team, strict=True)]
        rows.append((name, *_strength(*team)))
    rows.append(("All districts", *_strength(*sums)))
    head = (
        "District",
        "Constables: posts",
        "Filled",
        "Vacant",
        "Share filled",
        "Support officers: posts",
        "Filled",
        "Vacant",
        "Share filled",
    )
    beats = Table(
        ("District", "Base", "Meets residents", "Present priorities"),
        (
            (
                "Marlstoke",
                "Castle Street",
                "Every Tuesday",
                "Vans broken into near the station; begging in the arcade; e-scooters",
            ),
            (
                "Hollinford",
                "The Guildhall",
                "Every Thursday",
                "Garages at Weir Lane; speeding past two schools",
            ),
            (
                "Saltreath",
                "Joint fire and police station",
                "First Saturday of the month",
                "Theft from boats; noise on the promenade",
            ),
            (
                "Vale of Ambrel",
                "Ambrel St Mary",
                "Second Wednesday of the month",
                "Theft of farm machinery; poaching; lay-bys",
            ),
            (
                "North Brackenshire",
                "Coldmoor",
                "Mobile police office, weekly",
                "Quad bikes; fly-tipping; doorstep fraud",
            ),
        ),
        (18, 22, 22, 38),
    )
    text = """
# Posts by District

Posts are counted as full-time. A post is filled when the officer has begun work with the team.

[posts]

# Where the Teams Are Found, and What They Work On

[beats]
"""
    return appendix(
        title,
        "A",
        text,
        day=year.coming,
        author=FORCE,
        landscape=True,
        letterhead=FORCE,
        posts=Table(head, tuple(rows), (24, 13, 10, 10, 12, 15, 10, 10, 12), figures=1, total=True),
        beats=beats,
    )


def victims_report(year: Year, title: str, survey: str) -> Sheet:
    """Write the report on services for victims of crime."""
    answers = _answers(year)
    helped = between(1180, 1420, "helped", year.quarter)
    by_telephone = helped * 7 // 10
    return report(
        year.coming,
        title,
        (
            "considers the first year of the new service for victims of crime;",
            "asks to receive the independent look at the service when it has been completed.",
        ),
        f"""
# Introduction

The Commissioner, not the Force, is responsible for services that help victims of crime to cope and recover.
Since last
year one charity has given these services under a contract that runs for three years, with the choice of two
more. This
report tells the Panel how the first year has gone.

# How the Service Works

A victim is referred by the police, or comes without one; nobody needs to have reported a crime in order to be
helped. A
case worker calls within two working days and agrees with the victim what help is wanted. It may be a
listening ear, a
new lock, somebody to come along to court, or a place in a counselling group.

Four specialist workers help victims of domestic abuse, sexual violence, hate crime and fraud. Two more work
only with
children and young people.

# Who Was Helped

In {year.quarter.label} the service helped {count(helped)} people. Of these {count(by_telephone)} were helped
by
telephone alone, and {count(helped - by_telephone)} met a case worker in person.

Victims of fraud are the fastest growing group. They are older than other victims, often live alone, and tend
to say
that they were foolish. The fraud worker has trained bank staff in nine branches to recognise a customer who
is being
told what to say.

# What Victims Say

The service surveys those whom it has helped. {count(answers)} people answered in the quarter. The results are
attached.
Most are content with how they were treated at first and with their case worker. Fewer are content with how
they were
kept informed, which is mainly a matter for the police and the courts, but victims do not draw that line and
neither
should the Panel.

# What Went Wrong, and What Was Done

The handover from the three former services was hard. For six weeks people could not be sure who their case
worker was,
and 43 complaints were made. Each of those people has been spoken to. The Commissioner has made four changes:

- a case is handed from one worker to another only after a conversation in which the victim takes part;
- the police and the service use one reference number;
- letters are written in plain English and were tested with people who had been victims;
- the Commissioner’s office listens to five calls a month, with the callers’ agreement.

# The Independent Look

The Commissioner has asked a university to look at the first year. It will speak with sixty victims and with
people
who chose not to use the service. The Panel may wish to see its findings.

# Equality

The share of people from minority ethnic communities who use the service is close to their share of victims.
Deaf people
are under-represented; a video interpreter has been available since the beginning of the quarter.

# Financial Implications

The contract is paid for from a grant of the Ministry of Justice and from the Commissioner’s own funds. The
service is
within its budget.
""",
        appendices=(Named("A", survey),),
        background=("Contract monitoring report for the service, latest quarter",),
        authors=(VICTIMS_LEAD, CHIEF_EXECUTIVE),
        letterhead=LETTERHEAD,
    )


def victims_survey(year: Year, title: str) -> Sheet:
    """Set the results of the survey."""
    answers = _answers(year)
    rows = []
    for question, usual, neither in _QUESTIONS:
        content = answers * (usual + between(-3, 3, question, year.quarter)) // 100
        unsure = answers * neither // 200
        rest = answers - content - unsure
        rows.append((question, count(content), count(unsure), count(rest), count(answers), per_cent(content, answers)))
    head = ("Question", "Satisfied", "Neither", "Dissatisfied", "All answers", "Share satisfied")
    text = f"""
# About the Survey

Everybody whose case was closed in {year.quarter.span} was asked by text message, e-mail or letter.
{count(answers)}
people answered. Nobody was asked for a name, and nobody was asked twice.

# Results

[results]

# In People’s Own Words

These remarks were chosen to show the range of what was said. Details that might show who wrote them were left
out.

- “She rang when she said she would. That was all I needed.”
- “I had to explain it all again when my worker changed.”
- “Nobody told me that the hearing had been moved. I took a day off work for nothing.”
- “My grandson read your letter to me and I understood it, which I cannot say of the bank’s.”
- “The new lock was on the door by the evening.”

# What Will Be Done

The head of victims’ services goes through the answers each month with the charity. Remarks about the police
are sent to
the Force, and remarks about the courts to the county’s criminal justice board.
"""
    return appendix(
        title,
        "A",
        text,
        day=year.coming,
        author=VICTIMS_LEAD.name,
        sections=True,
        results=Table(head, tuple(rows), (34, 13, 12, 18, 12, 14), figures=1),
    )


def _team(year: Year, district: str) -> tuple[int, int, int, int]:
    """Give a team's posts for constables, those filled, posts for support officers, those filled."""
    constables, support = _TEAMS[district]
    away = 3 if district == "North Brackenshire" else 0
    return (
        constables,
        constables - between(1, 3, "constables", district, year.quarter) - away,
        support,
        support - between(0, 2, "support", district, year.quarter),
    )


def _strength(constables: int, filled: int, support: int, present: int) -> tuple[str, ...]:
    return tuple(
        words
        for posts, taken in ((constables, filled), (support, present))
        for words in (count(posts), count(taken), count(posts - taken), per_cent(taken, posts))
    )


def _answers(year: Year) -> int:
    return between(290, 380, "survey", year.quarter)
