"""Chapter 3: liaison officers."""
