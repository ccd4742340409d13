"""Read what somebody promised in debate: to provide, to find out, to report back."""

from __future__ import annotations

import re

_ASSURED = r"assured\s(?:(?:the\s)?(?:Panel|members|Committee|Chair)|[A-Z]\w+(?:\s[A-Z][\w’'-]+){0,2})"
_SAID = (
    rf"(?:said|says|advised|explained|confirmed|added|stated|noted|replied|responded|answered|agreed|undertook|promised|"
    rf"indicated|{_ASSURED})"
)
_DELIVER = r"""(?:
    (?:be\sable\sto\s|be\shappy\sto\s|be\spleased\sto\s|endeavour\sto\s|try\sto\s|also\s|then\s|either\s)?
    (?:provide|circulate|send|supply|share|distribute|e-?mail|give|let\s(?:[\w’'-]+\s){1,3}(?:have|know)|forward|return
      |report\sback|feed\sback|report\sto|bring\sback|bring|come\sback|get\sback|write|update|present
      |find\sout|look\sinto|look\sat\s(?:whether|how|what|why)|check|investigate|clarify|confirm|ask|arrange|obtain
      |follow\s(?:(?:this|that|it|the\smatter)\s)?up|take\s(?:this|that|it)\s(?:away|up|forward|back))
)"""
"""What is promised to be done: a list of verbs, in the form that stands after "would"."""
_ONE = r"(?:he|she|I|officers|(?:the|his|her)\soffice|the\sO?PCC|the\sCommissioner|the\sChief\sExecutive|it)"
_PERSON = r"(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})"


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.VERBOSE)


_BY_ONE = tuple(
    map(
        _pattern,
        (
            rf"\b{_SAID}(?:\sthat)?\s{_ONE}\s(?:would|will|could)\s{_DELIVER}\b",
            rf"\b{_SAID}(?:\sthat)?\s(?:the\s)?{_PERSON}\s(?:would|will)\s{_DELIVER}\b",
            rf"^(?:He|She)\s(?:would|will)\s{_DELIVER}\b",
            rf"^(?!The\sForce|The\s[Pp]olice)(?:The\s)?{_PERSON}\s(?:would|will)\s{_DELIVER}\b",
            rf"(?<!\bhad\s)\b(?:offered|undertook|promised|agreed|undertaken|undertaking|volunteered|committed)\sto\s{_DELIVER}\b",
            rf"^(?:The\s)?{_PERSON}\sto\s{_DELIVER}\b",
            rf"\b(?:and|who|which|but)(?:\s(?:he|she))?\s(?:would|will)\s{_DELIVER}\b",
            rf"\b{_SAID}(?:\sthat)?\s(?:the\s)?{_PERSON}\scould\s(?:report\sback|provide|send|circulate)\b",
        ),
    )
)
_BY_THEM = (
    _pattern(rf"\b{_SAID}(?:\sthat)?\s(?:they|we|the\sForce|the\sforce)\s(?:would|will)\s{_DELIVER}\b"),
    _pattern(rf"^They\s(?:would|will)\s{_DELIVER}\b"),
)
"""Of a force and of people unnamed only what is for the panel is a promise: what they do for others is their work."""
_BODY = r"(?:Panel|Committee|Working\sGroup)"
_TO_MEMBERS = (
    r"""(?:relayed|reported\sback|fed\sback|circulated|provided|sent|brought\sback|shared|forwarded|e-?mailed|supplied
      |made\savailable|distributed|arranged|organised)\s
    (?:\w+\s){0,3}?(?:to|with|for)\s(?:the\s|all\s|his\s|her\s)?"""
    rf"(?:{_BODY}|[Mm]embers|Councillor|Cllr|group|Chair)"
)
_TO_US = (
    _pattern(rf"\b(?:would|could|will|to)\sbe\s{_TO_MEMBERS}"),
    _pattern(
        rf"""\b(?:would|could|will)\s(?:report|feed|come)\sback\sto\s(?:the\s|all\s)?(?:{_BODY}|[Mm]embers|group)
        |\b(?:would|will)\s(?:be\sreported|return)\sto\s(?:the\s|a\s)?(?:(?:next|future)\s(?:meeting|Panel)|{_BODY})"""
    ),
)
_BODY_AGREES = _pattern(
    r"""\b(?:Panel|Committee|[Gg]roup|[Mm]embers|Council|Board|[Ii]t\swas)
    (?:\s(?:also|then|unanimously|both|had|has))*\s
    (?:agreed|asked|requested|resolved|undertook|decided|wished|would|will)\b
    |\b(?:RESOLVED|Resolved)\b"""
)
"""What the panel agrees to do itself is a resolution, what it asks for is no promise yet."""
_SOMEBODY_WOULD = _pattern(
    rf"""\b[Ii]t\swas\sagreed\sthat\s(?!(?:the\s)?(?:{_BODY}|[Mm]embers|[Gg]roup|Council)\b)
    (?:(?:the\s|an?\s)?(?:{_PERSON}|officers)\swould\s{_DELIVER}\b|.{{3,100}}?\swould\sbe\s{_TO_MEMBERS})"""
)
"""It was agreed, and not by the panel for itself: "that Mr Hale would circulate"."""
_SURELY = re.compile(r"\b(?:undertook|promised|undertaken|undertaking) to ")
_RECIPIENT = re.compile(
    r"\b(?:panel|members?|councillor|cllr|committee|working group|the group|them|him|chair|next meeting|"
    r"after the meeting|outside (?:of )?the meeting|in writing|secretary of state|home secretary|minister)\b|"
    r"\bher\b(?=[.,;]|$| (?:about|on|with|when|after|later|by|at|in|a|the)\b)",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(?:this|information|update|figures?|response|answer|data|details?|breakdown|copy|copies|list|briefing|"
    r"report|numbers?|statistics|presentation|note|what|whether|why|how many|how much|date|timetable|link|rates?|"
    r"maps?|plans?|schedules?|papers?|summary|table|slides|letter|notes|dates|names|costs?|guidance|examples?)\b",
    re.IGNORECASE,
)
_FOR_OTHERS = re.compile(
    r"\b(?:to|for|with) (?:the |all |local |every |his |her |their )?"
    r"(?:attention of|public|residents?|victims?|communit(?:y|ies)|schools?|parish\w*|press|media|courts?|young people|"
    r"children|businesses|partners|staff|officers|drivers|farmers|callers|survivors|families|charit(?:y|ies)|wards?|constituents)\b",
    re.IGNORECASE,
)
_THERE_AND_THEN = _pattern(
    r"""\boffered\sto\s(?:provide|give|present|share|update)\b
    .*\b(?:update|overview|summary|explanation|briefing|background|presentation)\b"""
)
_LATER = re.compile(
    r"\b(?:next|future|after|afterwards|circulat\w+|writing|written|e-?mail|later|once|when|by (?:the end|\d)|"
    r"outside|subsequent|further|quarterly|annual)\b",
    re.IGNORECASE,
)
_DELIVERED = r"(?:circulated|sent|provided|supplied|shared|e-?mailed|answered|done|completed)"
_DONE = re.compile(
    rf"\b(?:since|now|subsequently|duly|already) been {_DELIVERED}\b|\((?:\w+ )?{_DELIVERED}\b|"
    rf"\b(?:was|were) (?:subsequently|duly|later|since) {_DELIVERED}\b|"
    rf"\b(?:this|these|which|they) (?:was|were|has been|have been) {_DELIVERED}\b|\bdid so\b",
    re.IGNORECASE,
)
"""The minutes themselves say that it was kept."""
_ALWAYS = re.compile(
    r"\b(?:he|she|officers|to) (?:would )?(?:report back|come back|feed back|get back|look into|find out)\b|"
    r"\bcirculate\b"
)
"""Words that promise whatever follows them."""
_NOT = re.compile(r"\b(?:would|will|could) (?:not|never|only)\b")


def promised(sentence: str) -> bool:
    """Whether a sentence of minutes tells of a promise to the panel: to provide, to find out, to report back.

    What a force or a commissioner will do for the public is no promise to the panel, what the panel agrees to do itself
    is a resolution, and an offer to explain is made good there and then.
    """
    if _DONE.search(sentence):
        return False
    if _SOMEBODY_WOULD.search(sentence):
        return True
    if _BODY_AGREES.search(sentence):
        return False
    if any(pattern.search(sentence) for pattern in _TO_US):
        return True
    if _THERE_AND_THEN.search(sentence) and not _LATER.search(sentence):
        return False
    return any(_given(sentence, pattern) for pattern in (*_BY_ONE, *_BY_THEM))


def _given(sentence: str, pattern: re.Pattern[str]) -> bool:
    """Whether words of this pattern give a promise, by what follows them: to whom it is made, or what it is about."""
    found = pattern.search(sentence)
    if not found or _NOT.search(found[0]):
        return False
    rest = sentence[found.end() :]
    if pattern in _BY_ONE and _ALWAYS.search(found[0]):
        return not _FOR_OTHERS.search(rest)
    # "Let members have" names them already.
    if _RECIPIENT.search(rest) or " let " in found[0]:
        return not re.match(r" (?:the )?(?:police|force)\b", rest)
    about_us = _MATTER.search(rest) or _SURELY.search(found[0])
    return pattern in _BY_ONE and bool(about_us) and not _FOR_OTHERS.search(rest)
