"""The generic core: it knows no chapter; it collects what the chapters declare and serves it."""

__version__ = "0.1.0"
