"""Help for each page: one text per kind of page and language, and what a chapter says of its records."""
