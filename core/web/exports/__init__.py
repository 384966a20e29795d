"""Files that leave the system: which of them need a second person, and how those are fetched."""
