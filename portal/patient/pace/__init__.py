"""Own pace: how somebody wants to see results, and what waits because of that."""
