"""Chapter 6: research and study visits (articles 10 and 11). Begin with chapter.py."""
