"""Agendas: items in their order, their access, and the words under them."""
