"""Pages of every declared record: one set of views, derived from the declaration."""
