"""E-mails about a paper that was asked for. What is exempt never stands in one: not its title, nor what is said of it.

`full` makes an address of a path: these are also written by a worker, which answers no request.
"""

from __future__ import annotations

from collections.abc import Callable

from panel import mail
from panel.commissions.models import Approver, Commission
from panel.law.words import day_in_words
from panel.meetings.operations import subject
from panel.papers.models import PaperAccess

Full = Callable[[str], str]


def page(commission: Commission) -> str:
    """Give the path of the page on which a paper is handed in and cleared."""
    return f"/asked/{commission.id}"


def your_turn(approver: Approver, full: Full) -> None:
    """Tell an approver that a paper waits for them."""
    commission = approver.commission
    _send(
        approver.user.email,
        f"Yours to clear: {_called(commission)}",
        commission,
        [
            f"{_called(commission, 'The paper')}, for {_where(commission)}, is here. It is your turn to clear it for "
            f"{approver.what}.",
            "Read it, then clear it or ask its author to change it. Both are done on one page, for which you sign in.",
        ],
        full(page(commission)),
        "Read the paper",
    )


def asked_to_change(approver: Approver, said: str, full: Full) -> None:
    """Tell an author what they are asked to change."""
    commission = approver.commission
    by = f"{approver.user.name or approver.user.email}, who clears it for {approver.what},"
    words = [f"{by} asks you to change {_called(commission)}, for {_where(commission)}."]
    words.append("What is asked stands on its page." if _exempt(commission) else f"“{said}”")
    words.append("Hand the new version in on its page.")
    _send(
        commission.author.email,
        f"Please change {_called(commission)}",
        commission,
        words,
        full(page(commission)),
        "See what is asked",
    )


def cleared(commission: Commission, full: Full) -> None:
    """Tell the author, and the officers of the body, that every approver has cleared a paper."""
    words = (
        f"{_called(commission, 'The paper')}, for {_where(commission)}, is cleared by everybody who was to clear it."
    )
    done = f"Cleared: {_called(commission)}"
    more = "You have nothing more to do. If it must change after all, hand a new version in: it is then cleared anew."
    _send(commission.author.email, done, commission, [words, more], full(page(commission)), "See the paper")
    _to_the_officers(done, commission, [words, "Mark it final, or ask its author for a change."], full)


def came(commission: Commission, full: Full) -> None:
    """Tell the officers of the body that a paper is here which nobody else clears."""
    author = commission.author.name or commission.author.email
    words = f"{author} handed in {_called(commission)}, for {_where(commission)}. Nobody else was asked to clear it."
    _to_the_officers(f"Handed in: {_called(commission)}", commission, [words], full)


def not_taken(commission: Commission, file_name: str, reason: str, full: Full) -> None:
    """Tell an author that a file could not be taken, and what to do."""
    file = "A file that you handed in" if _exempt(commission) else f"The file “{file_name}”"
    words = [f"{file} for {_where(commission)} could not be taken.", reason]
    _send(
        commission.author.email,
        "Your file could not be taken",
        commission,
        words,
        full(page(commission)),
        "Hand it in again",
    )


def _to_the_officers(words: str, commission: Commission, said: list[str], full: Full) -> None:
    meeting = commission.paper.item.meeting
    to = meeting.body.contact_email or (meeting.body.parent.contact_email if meeting.body.parent else "")
    path = f"/desk/{meeting.body.slug}/{meeting.date.isoformat()}/papers/{commission.paper_id}"
    if to:
        _send(to, words, commission, said, full(path), "See the paper")


def _send(to: str, words: str, commission: Commission, said: list[str], link: str, does: str) -> None:
    about = subject(commission.paper.item.meeting)
    mail.send(to, words, "asked", about, said=said, link=link, does=does)


def _exempt(commission: Commission) -> bool:
    return commission.paper.access is PaperAccess.EXEMPT


def _called(commission: Commission, exempt: str = "a paper") -> str:
    """Name a paper: by its title, unless that may tell what is exempt."""
    return exempt if _exempt(commission) else f"“{commission.paper.title}”"


def _where(commission: Commission) -> str:
    item = commission.paper.item
    return f"item {item.number} of {item.meeting.body.name} on {day_in_words(item.meeting.date)}"
