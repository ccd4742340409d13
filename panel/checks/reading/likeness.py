"""Whether two texts are about the same: by the stems of the words that carry meaning."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from snowballstemmer import stemmer

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+|\d[\d,.]*\d|\d")
_COMMON = frozenset(
    """
    a about after again all also am an and any are as asked asks at be because been before being between both but by
    can chair commission commissioner commissioners consider considers could councillor crime did do does each for
    force from had has have he her his how i if in include includes including into is it item its letter letters
    matter may meeting members more must new next no not of on one or other our out over panel panel's panels pcc
    pcp police provide provides recommend recommendation recommendations recommended recommends report request
    requests response responses should since so some such take takes than that the their them then there these they
    this those to under up update was we were what when where whether which who will with would year you your
    """.split()
)
_english = stemmer("english")


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """Give the stems of the words that carry meaning; those that every paper of a panel holds carry none."""
    words = [word.strip("'’-").removesuffix("'s").removesuffix("’s").lower() for word in _WORD.findall(text)]
    return frozenset(_english.stemWords([word for word in words if word and word not in _COMMON]))


def share(part: Iterable[str], whole: Iterable[str]) -> float:
    """Give the share of one text's stems that another has too: 0 to 1; 0 where it has none."""
    wanted, there = frozenset(part), frozenset(whole)
    return len(wanted & there) / len(wanted) if wanted else 0.0


def likeness(one: str, other: str) -> float:
    """Say how much of the shorter text's meaning the other has: 0 to 1; one word alone in common says nothing."""
    few, many = sorted((stems(one), stems(other)), key=len)
    return share(few, many) if len(few & many) > 1 or len(few) == 1 else 0.0
