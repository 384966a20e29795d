"""Names in the address of a file that do not belong to the question itself."""

PLAIN = "_plain"
"""Leave the sensitive columns out."""
ALONG = frozenset({PLAIN, "format", "purpose"})
