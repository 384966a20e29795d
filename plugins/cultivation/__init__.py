"""Chapter 5: cultivation and recommendation (articles 8 and 9). Begin with chapter.py."""
