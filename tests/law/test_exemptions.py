"""Schedule 12A's descriptions, in its own terms."""

from __future__ import annotations

import pytest

from panel.law.exemptions import PARAGRAPHS, Nation, description


def test_each_nation_has_its_own_seven_paragraphs():
    assert sorted(PARAGRAPHS[Nation.ENGLAND]) == [1, 2, 3, 4, 5, 6, 7]
    assert sorted(PARAGRAPHS[Nation.WALES]) == [12, 13, 14, 15, 16, 17, 18]


def test_several_paragraphs_are_all_stated_in_order():
    assert description(Nation.ENGLAND, [2, 1]) == (
        "Information relating to any individual (paragraph 1); "
        "Information which is likely to reveal the identity of an individual (paragraph 2)"
    )


def test_no_paragraph_means_no_description():
    assert description(Nation.ENGLAND, []) is None


@pytest.mark.parametrize(("nation", "paragraph"), [(Nation.ENGLAND, 12), (Nation.WALES, 3), (Nation.ENGLAND, 8)])
def test_a_paragraph_of_another_list_has_no_description(nation: Nation, paragraph: int):
    with pytest.raises(KeyError):
        description(nation, [paragraph])
