"""The words of the invented papers, a module for each meeting or kind of paper."""
