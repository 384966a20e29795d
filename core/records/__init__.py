"""Records: the one door for writing, and what reading and moving need."""
