"""Why a duty stands where it stands, and why another is not owed: each condition with its value."""
