"""Texts: msgids are English; catalogues are read and written here, and found complete or not."""
