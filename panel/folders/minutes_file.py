"""Check what a minutes.toml says beyond its form, and turn it into values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from panel.folders import minutes_record
from panel.folders.document import Document
from panel.folders.facts import (
    ActionFacts,
    AttendanceFacts,
    ConfirmationFacts,
    DisclosureFacts,
    LetterFacts,
    LetterRecommendationFacts,
    MinutesFacts,
    MotionFacts,
    ResolutionFacts,
)
from panel.folders.form import PATH
from panel.folders.formats import KEPT
from panel.minutes.models import MEMBERS, Presence
from panel.papers.models import PaperAccess


def check(document: Document, minutes: Mapping[str, Any]) -> None:
    """Tell what does not fit together in minutes: a letter's dates, resolutions and motions that are named in vain."""
    motions = [entry for entry in minutes.get("motions", ()) if "item" in entry and "text" in entry]
    for entry in motions:
        others = [each["text"] for each in motions if each["item"] == entry["item"] and each["text"] != entry["text"]]
        if "amends" in entry and entry["amends"] not in others:
            document.mistake(
                (*entry[PATH], "amends"),
                f"There is no other motion of these words under item {entry['item']}.",
                "Write the text of the motion that it would amend, or leave the key out.",
            )
    letter = minutes.get("letter")
    if letter is None:
        return
    for key, what in (("answer_due", "Its answer is due"), ("answered", "It was answered")):
        if key in letter and "sent" in letter and letter[key] < letter["sent"]:
            document.mistake(
                (*letter[PATH], key),
                f"{what} ({letter[key]}) before it was sent ({letter['sent']}).",
                "Correct one of the two dates.",
            )
    for entry in letter.get("recommendations", ()):
        if isinstance(entry, dict):
            _resolution(document, entry, minutes.get("resolutions", ()))


def facts(minutes: Mapping[str, Any]) -> MinutesFacts:
    """Turn a minutes.toml into values."""
    return MinutesFacts(
        rose=minutes.get("rose"),
        public_questions=minutes.get("public_questions"),
        attendance=tuple(_attendance(minutes)),
        confirmations=tuple(
            ConfirmationFacts(entry["date"], PaperAccess(entry.get("access", PaperAccess.PUBLIC)))
            for entry in minutes.get("minutes_confirmed", ())
        ),
        disclosures=tuple(map(_disclosure, minutes.get("disclosures", ()))),
        motions=tuple(map(_motion, minutes.get("motions", ()))),
        resolutions=tuple(
            ResolutionFacts(
                entry["item"], entry["number"], entry["text"], entry.get("kind", ""), entry.get("addressee", "")
            )
            for entry in minutes.get("resolutions", ())
        ),
        actions=tuple(
            ActionFacts(entry.get("item", ""), entry["text"], entry.get("owner", ""), entry.get("due"))
            for entry in minutes.get("actions", ())
        ),
        letter=_letter(minutes["letter"], minutes.get("resolutions", ())) if "letter" in minutes else None,
        record=minutes_record.facts(minutes),
    )


def _attendance(minutes: Mapping[str, Any]) -> Iterable[AttendanceFacts]:
    """Give each name with its presence; somebody who stands in two lists is given twice, as the minutes have it."""
    pairs = [(entry["absent"], entry["substitute"]) for entry in minutes.get("substitutes", ())]
    substitutes = {substitute: absent for absent, substitute in pairs}
    present: set[str] = set()
    for circle, people in minutes.get("present", {}).items():
        for person in people:
            name, role = (person, "") if isinstance(person, str) else (person["name"], person.get("role", ""))
            present.add(name)
            yield AttendanceFacts(name, circle, role, Presence.PRESENT, substitutes.get(name, ""))
    apologies = minutes.get("apologies", [])
    for name in apologies:
        yield AttendanceFacts(name, MEMBERS, "", Presence.APOLOGIES, "")
    for absent, substitute in pairs:
        if absent not in apologies:
            yield AttendanceFacts(absent, MEMBERS, "", Presence.ABSENT, "")
        if substitute not in present:
            yield AttendanceFacts(substitute, MEMBERS, "", Presence.NOT_RECORDED, absent)


def _disclosure(entry: str | Mapping[str, Any]) -> DisclosureFacts:
    if isinstance(entry, str):
        return DisclosureFacts("", "", entry, {})
    details = {key: value for key, value in entry.items() if key != KEPT}
    return DisclosureFacts(details.pop("member", ""), details.pop("item", ""), details.pop("interest", ""), details)


def _motion(entry: Mapping[str, Any]) -> MotionFacts:
    return MotionFacts(
        item=entry["item"],
        title=entry.get("title", ""),
        text=entry["text"],
        proposer=entry.get("proposer", ""),
        seconder=entry.get("seconder", ""),
        outcome=entry.get("outcome", ""),
        votes_for=entry.get("for"),
        votes_against=entry.get("against"),
        votes_abstained=entry.get("abstain"),
    )


def _letter(letter: Mapping[str, Any], resolutions: Iterable[Mapping[str, Any]]) -> LetterFacts:
    recommendations = []
    for entry in letter.get("recommendations", ()):
        named = {"text": entry} if isinstance(entry, str) else entry
        meant = _meant(named, resolutions)
        recommendations.append(
            LetterRecommendationFacts(
                text=named["text"],
                resolution=(meant[0]["item"], meant[0]["number"]) if meant else None,
                delegated=named.get("delegated", ""),
            )
        )
    return LetterFacts(
        kind=letter.get("kind", ""),
        to=letter["to"],
        sent=letter["sent"],
        answer_due=letter.get("answer_due"),
        answered=letter.get("answered"),
        recommendations=tuple(recommendations),
    )


def _resolution(document: Document, entry: Mapping[str, Any], resolutions: Iterable[Mapping[str, Any]]) -> None:
    """Tell a recommendation that names a resolution which is not there, or which may be one of several."""
    path = entry[PATH]
    if "resolution" not in entry:
        if "item" in entry:
            document.mistake(
                (*path, "item"),
                "An item is named, but no resolution.",
                'Add resolution = "…", its number, or leave item out.',
            )
        return
    meant = _meant(entry, resolutions)
    under = f" under item {entry['item']}" if "item" in entry else ""
    if not meant:
        known = ", ".join(f"{each['number']} (item {each['item']})" for each in resolutions if _whole(each))
        document.mistake(
            (*path, "resolution"),
            f"There is no resolution {entry['resolution']}{under} in these minutes.",
            f"Allowed: {known}." if known else "List it in [[resolutions]], or leave the key out.",
        )
    elif len({each["item"] for each in meant}) > 1:
        items = " and ".join(each["item"] for each in meant)
        document.mistake(
            (*path, "resolution"),
            f"There is a resolution {entry['resolution']} under items {items}.",
            f'Add item = "{meant[0]["item"]}", or whichever is meant.',
        )


def _meant(entry: Mapping[str, Any], resolutions: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Find the resolutions that a letter's recommendation may mean."""
    if "resolution" not in entry:
        return []
    return [
        each
        for each in resolutions
        if _whole(each) and each["number"] == entry["resolution"] and entry.get("item", each["item"]) == each["item"]
    ]


def _whole(resolution: Mapping[str, Any]) -> bool:
    return "item" in resolution and "number" in resolution
