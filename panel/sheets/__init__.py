"""The decision and action sheet: what was resolved and promised, sent within the hour after the meeting rose."""
