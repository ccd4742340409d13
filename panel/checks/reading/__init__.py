"""Read the text of a paper: its paragraphs and headings, and the dates, figures and names in them. Pure."""
