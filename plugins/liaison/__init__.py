"""Chapter 3: liaison officers (article 5). Begin with chapter.py."""
