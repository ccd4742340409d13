"""The law and practice of meetings as pure functions: dates and facts in, rulings with their authority out."""
