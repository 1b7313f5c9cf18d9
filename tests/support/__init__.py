"""What the tests stand on: databases, a clock, the watch for leaked numbers."""
