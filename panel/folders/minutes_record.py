"""Read what a minutes.toml holds of the record beyond names, motions and resolutions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel.folders.facts import Listing, RecordFacts
from panel.folders.form import PATH
from panel.folders.formats import KEPT
from panel.minute_book.models import Written
from panel.minutes.rules import Asked, Cast, InterestKind, Moving
from panel.papers.models import PaperAccess


def facts(minutes: Mapping[str, Any]) -> RecordFacts:
    """Turn it into values; a list that is not there is None."""
    disclosures = [entry for entry in minutes.get("disclosures", ()) if isinstance(entry, dict)]
    return RecordFacts(
        columns={key: minutes[key] for key in ("began", "presided") if key in minutes},
        remote=frozenset(minutes["remote"]) if "remote" in minutes else None,
        disclosed={
            (entry.get("member", ""), entry.get("item", ""), entry.get("interest", "")): _disclosed(entry[KEPT])
            for entry in disclosures
        },
        moved={(entry["item"], entry["text"]): _moved(entry) for entry in minutes.get("motions", ())},
        resolved={
            (entry["item"], entry["number"]): {
                **({"answer_due": entry["answer_due"]} if "answer_due" in entry else {}),
                **_access(entry),
            }
            for entry in minutes.get("resolutions", ())
        },
        promised={(entry.get("item", ""), entry["text"]): _access(entry) for entry in minutes.get("actions", ())},
        movements=_listing(minutes, "movements", moving=Moving),
        elections=_listing(minutes, "elections"),
        exclusions=_listing(minutes, "exclusions"),
        questions=_listing(minutes, "questions_taken", asked=Asked),
        passages=tuple(_passages(minutes.get("items", ()))),
    )


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != PATH}


def _listing(minutes: Mapping[str, Any], key: str, **kinds: type) -> Listing | None:
    if key not in minutes:
        return None
    kinds["access"] = PaperAccess
    return tuple(
        {name: kinds[name](value) if name in kinds else value for name, value in _plain(entry).items()}
        for entry in minutes[key]
    )


def _access(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"access": PaperAccess(entry["access"])} if "access" in entry else {}


def _disclosed(entry: Mapping[str, Any]) -> dict[str, Any]:
    known = {**_plain(entry), **_access(entry)}
    return {**known, "kind": InterestKind(known["kind"])} if "kind" in known else known


def _moved(entry: Mapping[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {key: entry[key] for key in ("veto", "amends") if key in entry}
    if "casting" in entry:
        known["casting"] = Cast(entry["casting"])
    if "votes" in entry:
        named = [(name, Cast(cast)) for cast, names in _plain(entry["votes"]).items() for name in names]
        known |= {"named": True, "votes": tuple(named)}
    return {**known, **_access(entry)}


def _passages(items: Listing) -> Listing:
    """Give what is written of each item; its title stands above it where it has one."""
    found = []
    for entry in items:
        access = PaperAccess(entry.get("access", PaperAccess.PUBLIC))
        text = "\n\n".join(
            part for part in (f"# {entry['title']}" if "title" in entry else "", entry.get("text", "")) if part
        )
        if text:
            found.append({"item": entry["item"], "text": text, "access": access, "what": Written.NARRATIVE})
        if "summary" in entry:
            summary = {"text": entry["summary"], "access": PaperAccess.PUBLIC, "what": Written.SUMMARY}
            found.append({"item": entry["item"], **summary})
    return found
