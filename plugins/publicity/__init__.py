"""Chapter 1: publicity (articles 1 and 2). Begin with chapter.py."""
