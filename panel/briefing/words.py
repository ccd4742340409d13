"""The words that the chair reads out, made from facts. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from panel.agendas import wording
from panel.agendas.wording import Block, ExemptLine, Paragraph
from panel.briefing.contents import Needed, Reading
from panel.law.exemptions import Nation
from panel.law.thresholds import Threshold

MAJORITY_AUTHORITY = "Local Government Act 1972, Sch 12 para 39(1), which rules of procedure follow"
CASTING_AUTHORITY = "Local Government Act 1972, Sch 12 para 39(2)"
OWN_RULES = "Rules of procedure of the body"


def opening(filmed: bool | None) -> tuple[Reading, ...]:
    """Say at the start whether the meeting is filmed (Openness of Local Government Bodies Regulations 2014)."""
    if filmed is None:
        return ()
    if not filmed:
        said = "This meeting is not being filmed by us. Anybody may film, record or report on what is public of it."
        return (Reading("Filming", (Paragraph(said),)),)
    said = (
        "This meeting is being filmed for live or later broadcast on the internet. The public seats are not normally "
        "in view; if you take a seat there, you agree to being filmed and to the pictures and sound being used for "
        "webcasting and for training. Anybody else may film, record or report on what is public of this meeting too."
    )
    return (Reading("Filming", (Paragraph(said),)),)


def declarations(registration_days: int, leave_the_room: bool) -> tuple[Reading, ...]:
    """Ask for declarations of interests, and remind of what follows from one."""
    ask = Paragraph(
        "Does any member have a disclosable pecuniary interest, or another interest, to declare in a matter on this "
        "agenda? Please say in which item, and of what nature it is."
    )
    return (Reading("Declarations", (ask, *wording.disclosures(registration_days, leave_the_room))),)


def exclusion(papers: Sequence[ExemptLine], nation: Nation, own_words: str) -> tuple[Reading, ...]:
    """Read the resolution to exclude the public as the agenda drafts it, and what is done before and after."""
    if not papers and not own_words:
        return (Reading("Exclusion", wording.exclusion((), nation)),)
    moved = Paragraph(
        "I move the resolution as it stands on the agenda. Is it seconded? Those in favour; those against; abstentions."
    )
    out = Paragraph(
        "Where it is agreed: the resolution is agreed. I ask the public and the press to leave, and that the broadcast "
        "be stopped. Those who are asked to remain may stay."
    )
    lost = Paragraph("Where it is lost: the papers are taken in public, or the item is deferred. Take advice first.")
    blocks: tuple[Block, ...] = (*wording.exclusion(papers, nation, own_words), moved, out, lost)
    return (Reading("Exclusion of the public", blocks),)


def public_again() -> Reading:
    """Let the public in again."""
    said = "The meeting is open to the public again. I ask that the doors be opened and the broadcast begin."
    return Reading("Return to public session", (Paragraph(said),))


def votes(veto: Threshold | None, casting: bool | None) -> tuple[Needed, ...]:
    """Say what each vote takes, beside the quorum."""
    if casting is None:
        equal = Needed("Equal votes", "Whoever presides has a second or casting vote.", CASTING_AUTHORITY)
    elif casting:
        equal = Needed("Equal votes", "Whoever presides has a second or casting vote.", OWN_RULES)
    else:
        equal = Needed("Equal votes", "There is no casting vote: the motion is not carried.", OWN_RULES)
    majority = "A majority of the members present and voting; who abstains is not counted."
    found = [Needed("A motion", majority, MAJORITY_AUTHORITY), equal]
    if veto:
        takes = f"{veto.reason} They count whether they are present or not."
        found.append(Needed("A veto of a precept or of a chief constable", takes, veto.authority))
    return tuple(found)
