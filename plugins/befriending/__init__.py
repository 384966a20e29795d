"""Chapter 4: contact and befriending (articles 6 and 7). Begin with chapter.py."""
