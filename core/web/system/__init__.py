"""Pages of the system itself: first run, profile, accounts, roles, chapters, duties, audit."""
