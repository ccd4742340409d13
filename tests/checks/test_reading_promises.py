"""A promise to the panel is told from what is done at once, for others, or by the panel itself."""

from __future__ import annotations

import pytest

from panel.checks.reading.promises import promised


@pytest.mark.parametrize(
    "sentence",
    [
        "Elizabeth Hall said she would provide Councillor Boone with information on leavers.",
        "The Chief Executive said that he would find out how many cars were off the road.",
        "Neil Hale offered to ask the Transport Manager to present to the Panel on electric cars.",
        "The Treasurer undertook to let members have a note on overtime.",
        "The Commissioner assured Councillor Younis that she would write to him about parking.",
        "She did not have the figures to hand and would send them after the meeting.",
        "The outcome could be relayed to the Panel.",
        "It was agreed that Ms Blackmore would circulate the dates.",
        "The Chief Constable said that they would share the review with the Panel.",
        "Elizabeth said she would look into this.",
        "The Commissioner gave an undertaking to provide Members with a reply on dog theft.",
        "Twelve officers had since been recruited, and he would circulate the figures to members.",
    ],
)
def test_a_promise_to_the_panel_is_read(sentence: str):
    assert promised(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Panel agreed to ask for an update.",
        "It was agreed that the Panel would provide training to members.",
        "Members asked whether the Commissioner would provide the figures.",
        "Officers would provide information to residents.",
        "He said the Force would check vans for their tools.",
        "Elizabeth Hall offered to provide members with an overview of the accounts.",
        "The Commissioner said she would not provide members with the names.",
        "Councillor Browne said she would bring this to the attention of her ward.",
        "Ms Teague said that she would circulate the figures (circulated on 9 February 2026).",
        "Mr Ellwood undertook to send members the list, which has since been sent.",
        "RESOLVED that the Treasurer would report back.",
    ],
)
def test_what_is_no_promise_or_was_kept_is_left_alone(sentence: str):
    assert not promised(sentence)
