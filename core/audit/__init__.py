"""The trail of changes and of reads of sensitive data: append-only, chained, verifiable."""
