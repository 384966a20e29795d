"""Registers and documents on screen: which there are, what is asked for, and the files themselves."""
