"""Meeting folders: how a panel moves in."""
