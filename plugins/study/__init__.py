"""Chapter 2: study (articles 3 and 4). Begin with chapter.py."""
