"""The commands of `panel`, by what they are about; `panel.cli` brings them together."""
