"""Papers asked of authors: the report timetable, who clears them in turn, reminders, the author's own pages."""
