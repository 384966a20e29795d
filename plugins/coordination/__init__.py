"""Chapter 8: coordination."""
