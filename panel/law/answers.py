"""When a letter that asks for an answer must have been answered.

The panel may require the commissioner to respond in writing "within a reasonable period determined by the panel"
(Police Reform and Social Responsibility Act 2011, s.29(3)), and the commissioner must comply (s.29(4)). No enactment
gives a number of days: the panel sets the date, or there is none.
"""

from __future__ import annotations

from datetime import date

from panel.law.clear_days import ONE_DAY
from panel.law.periods import count_days
from panel.law.timetable import Deadline
from panel.law.words import day_in_words

AUTHORITY = "Police Reform and Social Responsibility Act 2011, s.29(3) and (4)"


def answer_due(
    sent: date, asked_for: date | None = None, days: int | None = None, office: str = "commissioner"
) -> Deadline:
    """Give the day by which a letter is answered: the day that the panel asked for, or so many days after sending.

    Without either there is no last moment. Raises ValueError for both, and for a day before the letter was sent.
    """
    if asked_for is not None and days is not None:
        raise ValueError("A letter asks for an answer by a day or within so many days, not both.")
    sent_line = f"{day_in_words(sent)}: the letter is sent"
    if days is not None:
        last, (rule, *days_counted) = count_days(sent + ONE_DAY, days, "the day after sending")
        worked = (rule, f"{day_in_words(sent)}: left out, the day of sending", *days_counted)
    elif asked_for is not None:
        if asked_for < sent:
            raise ValueError(
                f"An answer by {day_in_words(asked_for, weekday=False)} cannot be asked for in a letter of "
                f"{day_in_words(sent, weekday=False)}."
            )
        last, worked = asked_for, (sent_line, f"{day_in_words(asked_for)}: the day that the panel set")
    else:
        last = None
        worked = (sent_line, "The panel has set no period, and the Act gives none: set a day for the answer.")
    return Deadline(f"The {office} answers the panel’s letter in writing", "answer", last, AUTHORITY, worked)
