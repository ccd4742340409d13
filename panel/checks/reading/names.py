"""Read people's names: titles, given names and surnames, and whether two names are one person's, or nearly.

A name is a run of words with capitals. A title before it ("Councillor", "Mr") says that a person is meant; without one
only a name that is known already can be told from a place or a body.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nicknames import NickNamer
from rapidfuzz.distance import OSA

_OF_A_COUNCIL = r"(?:(?:County|Borough|District|City)\s)?"
COUNCILLOR = re.compile(rf"{_OF_A_COUNCIL}(?:Councillors?|Cllrs?\.?|Alderman)", re.IGNORECASE)
TITLES = (
    "Councillors", "Councillor", "Cllrs", "Cllr", "Alderman", "Mrs", "Mr", "Ms", "Miss", "Mx", "Dr", "Sir", "Dame",
    "Lord", "Lady", "Baroness", "Reverend", "Revd", "Rev", "Professor", "Prof",
)  # fmt: skip
TITLE = re.compile(rf"(?:{_OF_A_COUNCIL}(?:{'|'.join(TITLES)})\.?|The\sHon\.?)(?=\s)", re.IGNORECASE)
_PARTICLE = r"(?:van|de|der|den|von|la|le|du|di|da|del|bin|al|ap|ter)"
_PARTICLES = re.compile(rf" {_PARTICLE} (?:{_PARTICLE} )?")
_INITIAL_LETTER = r"[A-Z\u00c0-\u00de]"
_TITLED = re.compile(
    rf"\b{_OF_A_COUNCIL}(?:{'|'.join((*TITLES, *map(str.upper, TITLES)))})\b\.?"
    rf"(?=\s(?:{_INITIAL_LETTER}|{_PARTICLE}\s[A-Z]))"
)
_CAPITAL = re.compile(rf"(?<![\w'’-]){_INITIAL_LETTER}(?:\w|['’](?=\w)|-(?=[^\W\d_]))*['’]?")
_NICKNAME = re.compile(r"\s(?:\([“\"‘']?|[“\"‘'])(?P<nickname>[A-Z]\w+)(?:[”\"’']?\)|[”\"’'])\s(?=[A-Z])")
""" "Robert (Bob) Ackroyd", "Robert “Bob” Ackroyd"."""
_LETTERS_AFTER = frozenset(
    "TD OBE MBE CBE KBE DBE GBE BEM CB KCB CVO MVO QPM KPM QFSM JP DL QC KC MP MS MSP MEP FRS".split()
)
NO_NAMES = frozenset(
    """
    absence absent action actions agency agenda alliance also annual apologies appendix association at attendance
    authority board body borough budget building cabinet centre city college commission committee community company
    contract council councillor councillors county date department district documents executive federation fire force
    forum foundation fund general group health hospital house hub in independent item items lay ltd magistrates member
    members membership minutes name national network nhs none note notes office officers officials ombudsman operation
    other panel panels papers partnership performance plan police policing present press prison programme project public
    report role safety scheme school scrutiny section service services society state station strategy street team the
    town trust unitary university unit ward welsh
    accountant adviser advisor analyst assistant auditor chair chairman chief clerk co commissioner constable coopted
    coordinator crime democratic deputy director finance governance head inspector interim justice law lead leader legal
    manager mayor media monitoring officer opted pcc policy principal secretary senior sergeant solicitor strategic
    superintendent support treasurer vacancy vacant vice
    """.split()
)
"""Words of bodies, offices and lists: a run of words that holds one is not a person's name alone."""
_SURNAMES = frozenset("ward street house law constable clerk sergeant justice major".split())
"""Surnames among them, behind a title and a given name: "Councillor Ada Ward"."""
_POSSESSIVE = re.compile(r"['’][sS]?$")
_nicknames = NickNamer()


@dataclass(frozen=True)
class Word:
    """A word with a capital, and where it stands in its text."""

    text: str
    start: int
    end: int
    parts: tuple[str, ...]
    """Its parts without accents, apostrophes and possessive, in small letters: "Ferreira-Holt" has two."""
    possessive: bool = False


@dataclass(frozen=True)
class Name:
    """A person's name, taken apart."""

    parts: tuple[str, ...]
    """Given names and surname, without title, accents and hyphens, in small letters."""
    councillor: bool = False
    titled: bool = False
    """Whether a title stands before it."""
    words: str = ""
    """As it stands in the text, with its title."""
    lone: bool = False
    """Whether it is one word, the surname alone, which may have two parts."""

    @property
    def given(self) -> str:
        """The first of several words; empty where there is the surname alone."""
        return "" if self.lone or len(self.parts) < 2 else self.parts[0]

    @property
    def surname(self) -> str:
        """The last part; empty where nothing is written that could be a name."""
        return self.parts[-1] if self.parts else ""


@lru_cache(maxsize=8192)
def fold(word: str) -> tuple[str, ...]:
    """Give the parts of a word of a name as they are compared."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", word))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(part for part in re.sub(r"['’.]", "", letters).casefold().split("-") if part)


@lru_cache(maxsize=4096)
def name(written: str) -> Name:
    """Take a recorded name apart: "Councillor Ada Finch", "Philip Seccombe TD", "Finch, Ada"."""
    words, titled, councillor = _untitled(written)
    kept = [word for word in words.split() if word not in _LETTERS_AFTER and not re.fullmatch(_PARTICLE, word)]
    parts = tuple(part for word in kept for part in fold(word))
    return Name(parts, councillor, titled, written)


def bare(written: str) -> str:
    """Give a recorded name without its title: "Ada Finch" of "Councillor Ada Finch (Chair)"."""
    return _untitled(written)[0]


def _untitled(written: str) -> tuple[str, bool, bool]:
    words = " ".join(re.sub(r"\(.*?\)|[“\"].*?[”\"]", " ", written).split())
    if re.fullmatch(r"[^\s,]+,\s[^,]+", words):
        words = " ".join(reversed(words.split(", ")))
    words = words.partition(",")[0]
    titled = councillor = False
    while found := TITLE.match(words):
        titled, councillor = True, councillor or bool(COUNCILLOR.match(words))
        words = words[found.end() :].strip()
    return words, titled, councillor


@lru_cache(maxsize=8192)
def runs(text: str) -> tuple[tuple[Word, ...], ...]:
    """Give the runs of words with capitals that only blanks part.

    An initial's stop, a particle and a nickname in brackets part none; the nickname is no word of the run.
    """
    found: list[tuple[Word, ...]] = []
    run: list[Word] = []
    nickname_ends = 0
    for match in _CAPITAL.finditer(text):
        if match.start() < nickname_ends:
            continue
        joined = run and (nickname_ends == match.start() or _joined(run[-1], text[run[-1].end : match.start()]))
        if run and not joined:
            found.append(tuple(run))
            run = []
        written = match[0]
        run.append(Word(written, match.start(), match.end(), fold(written), bool(_POSSESSIVE.search(written))))
        nickname_ends = _past_nickname(run[-1], text)
    if run:
        found.append(tuple(run))
    return tuple(found)


def flat(run: tuple[Word, ...]) -> tuple[str, ...]:
    """Give the parts of all the words of a run."""
    return tuple(part for word in run for part in word.parts)


def _past_nickname(word: Word, text: str) -> int:
    """Give where the name goes on after a nickname in brackets or inverted commas; 0 where none follows."""
    found = _NICKNAME.match(text, word.end)
    if not found:
        return 0
    nickname = found["nickname"].casefold()
    return found.end() if is_given(nickname) or word.parts[-1].startswith(nickname) else 0


def _joined(word: Word, gap: str) -> bool:
    if word.possessive:
        return False
    if gap.startswith(".") and (len(word.text) == 1 or TITLE.match(f"{word.text} ")):
        gap = gap.removeprefix(".") or " "
    return gap == " " or bool(_PARTICLES.fullmatch(gap))


@lru_cache(maxsize=8192)
def titled(text: str) -> tuple[tuple[Name, int], ...]:
    """Give the names that stand after a title, each with where it begins.

    "Councillors Finch, Boone and Marsh" gives three. A surname is followed by what is no name, so that
    "Councillor Warwick" is found and "Councillor Warwick District" is left alone.
    """
    names: list[tuple[Name, int]] = []
    for found in _TITLED.finditer(text):
        councillor = bool(COUNCILLOR.match(found[0]))
        plural = found[0].rstrip(".").lower().endswith("s") and councillor
        position, first = _past_particle(text, found.end() + 1), True
        while (run := next(iter(runs(text[position : position + 60])), ())) and not run[0].start:
            kept = _before_a_title(run)
            if not kept:
                break
            parts = flat(kept)
            end = position + kept[-1].end
            words = text[found.start() : end] if first else text[position:end]
            its = Name(parts, councillor, True, _POSSESSIVE.sub("", words), len(kept) == 1)
            names.append((its, found.start() if first else position))
            following = re.match(r"(?:\s\([^)]*\))?(?:,\s(?:and\s)?|\sand\s|\s&\s)", text[end:])
            if not plural or not following:
                break
            position, first = _past_particle(text, end + following.end()), False
    return tuple(names)


def listed(text: str) -> Iterator[Name]:
    """Give everybody whom a line of a list names, with a title or without; what follows a name there is left out."""
    taken: list[tuple[int, int]] = []
    for its, start in titled(text):
        taken.append((start, start + len(its.words)))
        title = TITLE.match(its.words)
        run = runs(its.words[title.end() :] if title else its.words)[0]
        parts = _bare(run, text[start + len(its.words) :])
        given = parts[:-1] if len(run) > 1 and parts[-1] in _SURNAMES else parts
        if NO_NAMES.isdisjoint(given):
            yield Name(parts, its.councillor, True, its.words, its.lone)
    for run in runs(text):
        if any(start <= run[0].start < end for start, end in taken) or TITLE.match(f"{run[0].text} "):
            continue
        parts = _bare(run, text[run[-1].end :])
        if len(run) > 1 and NO_NAMES.isdisjoint(parts):
            yield Name(parts, words=text[run[0].start : run[1].end])


def _bare(run: tuple[Word, ...], after: str) -> tuple[str, ...]:
    """Leave out the body or office that a list without columns puts after: "Ada Finch Larkshire County Council"."""
    parts = flat(run)
    if NO_NAMES.isdisjoint(parts) and not (len(run) > 2 and after.startswith((" of ", " and ", "-on-", " on "))):
        return parts
    few = 3 if len(run) > 2 and len(run[1].text) == 1 else 2
    return flat(run[:few])


def _past_particle(text: str, position: int) -> int:
    """Give where the capital stands of "van Dyke"."""
    particle = _PARTICLES.match(f" {text[position : position + 12]}")
    return position + particle.end() - 1 if particle else position


def _before_a_title(run: tuple[Word, ...]) -> tuple[Word, ...]:
    kept: list[Word] = []
    for word in run:
        if TITLE.match(f"{word.text} ") or word.text in _LETTERS_AFTER:
            break
        kept.append(word)
    return tuple(kept)


@lru_cache(maxsize=8192)
def same_given(one: str, other: str) -> bool:
    """Whether two given names may be one person's: equal, an initial, a short form ("Becky" of "Rebecca")."""
    if one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1]):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short) and len(long) - len(short) >= 2:
        return True
    return _short_of(one, other) or _short_of(other, one)


def _short_of(one: str, other: str) -> bool:
    """Whether a name is a pet form of another; a form as long as the name is another spelling of it."""
    return other in _nicknames.canonicals_of(one) and OSA.distance(one, other) > 2


@lru_cache(maxsize=8192)
def near(one: str, other: str) -> bool:
    """Whether two different words look like one word, spelt two ways."""
    if one == other or one[:1] != other[:1]:
        return False
    few = min(len(one), len(other))
    most = 1 if few < 8 else 2
    distance = OSA.distance(one, other, score_cutoff=most)
    if distance > most or few < 3:
        return False
    return few >= 5 or len(one) != len(other) or sorted(one) == sorted(other)


def nearly(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two different full names look like one person's: one part of them is spelt in another way."""
    if len(one) != len(other) or len(one) < 2 or same(one, other):
        return False
    differ = [
        position
        for position, (left, right) in enumerate(zip(one, other, strict=True))
        if left != right and not (position == 0 and same_given(left, right))
    ]
    if differ == [0]:
        return len(one[-1]) >= 3 and near_given(one[0], other[0])
    if len(differ) == 1:
        return near(one[differ[0]], other[differ[0]])
    pairs = [(one[position], other[position]) for position in differ]
    return all(near(*pair) and OSA.distance(*pair) == 1 and min(map(len, pair)) >= 5 for pair in pairs)


def same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's as they are written; a surname alone is everybody's who has it."""
    if one[-1:] != other[-1:] or not one:
        return False
    if len(one) != len(other) and min(len(one), len(other)) > 1:
        # A surname of two parts alone, a middle name left out.
        few, many = sorted((one, other), key=len)
        return many[-len(few) :] == few or same_given(one[0], other[0])
    if any(left[0] != right[0] or min(len(left), len(right)) > 1 for left, right in _middles(one, other)):
        return False
    return min(len(one), len(other)) == 1 or same_given(one[0], other[0])


def _middles(one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
    """Pair the parts between given name and surname that differ; those of a surname of two parts are among them."""
    return [(left, right) for left, right in zip(one[1:-1], other[1:-1], strict=False) if left != right]


def near_given(one: str, other: str) -> bool:
    """Whether two given names are one, spelt two ways; Paul and Paula, Andrew and Andrea are two."""
    ends = [bare.endswith("a") for bare in (one.rstrip("h"), other.rstrip("h"))]
    stems = [bare.rstrip("h").removesuffix("a") for bare in (one, other)]
    if ends[0] != ends[1] and (stems[0] == stems[1] or one[:-1] == other[:-1]):
        return False
    families = [_family(each) for each in (one, other)]
    kindred = bool(families[0] & families[1])
    if all(len(family) > 1 for family in families) and not kindred:
        return False
    few = min(len(one), len(other))
    if few < 3 or one[:1] != other[:1]:
        return few >= 5 and one[1:] == other[1:]
    # Kathryn and Katherine have their short forms in common.
    most = 3 if kindred and few >= 7 else 2 if few >= 6 else 1
    return OSA.distance(one, other) <= most


@lru_cache(maxsize=4096)
def _family(given: str) -> frozenset[str]:
    """Give a given name with its full and short forms: Jane and June have none in common, Sara and Sarah have."""
    return frozenset((given, *_nicknames.canonicals_of(given), *_nicknames.nicknames_of(given)))


def is_given(word: str) -> bool:
    """Whether a word is known as a given name; one that is not may be one all the same."""
    return len(_family(word)) > 1
