"""The officers' pages of papers: those under an item, one paper with its versions, who may read it,
and the pair of a full paper and its public copy."""

from __future__ import annotations

from panel.papers.views.blueprint import papers
from panel.papers.views.decision import access
from panel.papers.views.pair import pair
from panel.papers.views.under_item import of_item
from panel.papers.views.versions import page

__all__ = ["access", "of_item", "page", "pair", "papers"]
