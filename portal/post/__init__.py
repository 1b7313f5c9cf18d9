"""Writing to people: an outbox filled inside the act, emptied by `portal post`, never twice."""
