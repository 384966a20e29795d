"""Messages leave by the outbox: a row first, in the transaction of what it tells."""
