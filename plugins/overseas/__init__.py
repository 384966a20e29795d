"""Chapter 7: overseas friendship (articles 12 and 13). Begin with chapter.py."""
