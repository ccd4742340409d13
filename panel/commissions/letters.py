"""E-mails about a paper that was asked for. None names it, nor says what was said of it: whether it is exempt may be
decided only after it was handed in.

`full` makes an address of a path: these are also written by a worker, which answers no request.
"""

from __future__ import annotations

from collections.abc import Callable

from panel import mail
from panel.accounts.operations import subject as account
from panel.commissions.models import Approver, Commission
from panel.law.words import day_in_words
from panel.meetings.operations import subject
from panel.people.operations import WayIn, way_in

Full = Callable[[str], str]


def page(commission: Commission) -> str:
    """Give the path of the page on which a paper is handed in and cleared."""
    return f"/asked/{commission.id}"


def your_turn(approver: Approver, full: Full, *, by: str) -> None:
    """Tell an approver that a paper waits for them; who could not sign in gets a new link for it."""
    commission = approver.commission
    _send(
        approver.user.email,
        f"Yours to clear: {_paper(commission)}",
        commission,
        [
            f"The paper for {_where(commission)} is here. It is your turn to clear it for {approver.what}.",
            "Read it, then clear it or ask its author to change it. Both are done on one page, for which you sign in.",
        ],
        full(page(commission)),
        "Read the paper",
        way_in(approver.user, full, actor=by),
        account(approver.user),
    )


def asked_to_change(commission: Commission, by: str, full: Full) -> None:
    """Tell an author that they are asked to change a paper, and by whom."""
    _send(
        commission.author.email,
        f"Please change {_paper(commission)}",
        commission,
        [
            f"{by} asks you to change your paper for {_where(commission)}.",
            "What is asked stands on its page. Hand the new version in there.",
        ],
        full(page(commission)),
        "See what is asked",
    )


def cleared(commission: Commission, full: Full) -> None:
    """Tell the author, and the officers of the body, that every approver has cleared a paper."""
    words = f"The paper for {_where(commission)} is cleared by everybody who was to clear it."
    done = f"Cleared: {_paper(commission)}"
    more = "You have nothing more to do. If it must change after all, hand a new version in: it is then cleared anew."
    _send(commission.author.email, done, commission, [words, more], full(page(commission)), "See the paper")
    _to_the_officers(done, commission, [words, "Mark it final, or ask its author for a change."], full)


def came(commission: Commission, full: Full) -> None:
    """Tell the officers of the body that a paper is here which nobody else clears."""
    author = commission.author.name or commission.author.email
    words = f"{author} handed in the paper for {_where(commission)}. Nobody else was asked to clear it."
    _to_the_officers(f"Handed in: {_paper(commission)}", commission, [words], full)


def marked(commission: Commission, full: Full) -> None:
    """Tell the officers of the body that a file is here whose name says that the public may not have it."""
    said = f"The name of a file that was handed in for {_where(commission)} says that it is not for the public."
    do = "It is kept as exempt until you decide. State the paragraphs of Schedule 12A, or make it public."
    _to_the_officers("A file handed in may be exempt", commission, [said, do], full)


def not_taken(commission: Commission, reason: str, full: Full) -> None:
    """Tell an author that a file could not be taken, and what to do."""
    _send(
        commission.author.email,
        "Your file could not be taken",
        commission,
        [f"A file that you handed in for {_where(commission)} could not be taken.", reason],
        full(page(commission)),
        "Hand it in again",
    )


def _to_the_officers(words: str, commission: Commission, said: list[str], full: Full) -> None:
    meeting = commission.paper.item.meeting
    to = meeting.body.contact_email or (meeting.body.parent.contact_email if meeting.body.parent else "")
    path = f"/desk/{meeting.body.slug}/{meeting.date.isoformat()}/papers/{commission.paper_id}"
    if to:
        _send(to, words, commission, said, full(path), "See the paper")


def _send(
    to: str,
    words: str,
    commission: Commission,
    said: list[str],
    link: str,
    does: str,
    first: WayIn | None = None,
    owner: str = "",
) -> None:
    meeting = commission.paper.item.meeting
    # Whoever may read an e-mail that waits could use its link: only those who look after the account.
    about = owner if first and first.link else subject(meeting)
    mail.send(to, words, "asked", about, meeting=meeting, said=said, link=link, does=does, way_in=first)


def _paper(commission: Commission) -> str:
    return f"a paper for item {commission.paper.item.number}"


def _where(commission: Commission) -> str:
    item = commission.paper.item
    return f"item {item.number} of {item.meeting.body.name} on {day_in_words(item.meeting.date)}"
