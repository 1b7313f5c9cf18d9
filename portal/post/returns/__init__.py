"""What mail servers write back: reports that a message could not be delivered after all."""
