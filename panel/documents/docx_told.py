"""What is told of a text that was written with a word processor, Word or OpenDocument."""

from __future__ import annotations

from panel.documents.findings import Finding, counted, listed
from panel.pdf.told import quoted


def comments_told(authors: list[str]) -> list[Finding]:
    """Tell of comments and who made them."""
    if not authors:
        return []
    named = sorted({author for author in authors if author})
    by = f", by {listed(named)}" if named else ""
    text = f"It holds {counted(len(authors), 'comment')}{by}. Comments are not printed."
    return [Finding("comments", text, quotes=True)]


def changes_told(inserted: int, deleted: list[str], formatted: int) -> list[Finding]:
    """Tell of tracked changes."""
    if not inserted and not deleted and not formatted:
        return []
    words = [quoted(each) for each in deleted if each.strip()]
    parts = [counted(inserted, "insertion")] if inserted else []
    if deleted:
        parts.append(counted(len(deleted), "deletion") + (f" ({listed(words, 3)})" if words else ""))
    if formatted:
        parts.append(counted(formatted, "change of formatting", "changes of formatting"))
    text = f"It holds tracked changes: {listed(parts)}. They are printed as if all were accepted."
    return [Finding("tracked_changes", text, quotes=True)]


def hidden_told(words: list[str]) -> list[Finding]:
    """Tell of hidden text."""
    found = [quoted(each) for each in words if each.strip()]
    if not found:
        return []
    return [Finding("hidden_text", f"It holds hidden text, which is not printed: {listed(found, 3)}.", quotes=True)]


def volatile_told(count: int) -> list[Finding]:
    """Tell of dates that a program would write anew each day."""
    if not count:
        return []
    what = "a date or time that Word writes" if count == 1 else f"{count} dates or times that Word writes"
    return [Finding("date_fields", f"It holds {what} anew each time; printed as it was last saved.")]


def embedded_told(count: int) -> list[Finding]:
    """Tell of files inside the file."""
    if not count:
        return []
    what = "another file inside it" if count == 1 else f"{count} other files inside it"
    return [Finding("embedded", f"It holds {what} (such as a workbook behind a chart). Only its picture is printed.")]


def linked_told(count: int) -> list[Finding]:
    """Tell of content that is kept elsewhere."""
    if not count:
        return []
    what = counted(count, "picture or object", "pictures or objects")
    return [
        Finding(
            "linked",
            f"It shows {what} kept in another place, which is never fetched. Put such content into the file itself.",
        )
    ]
