"""How large random tests are: small by default, large when SOAK=1 (`make soak`)."""

import os


def rounds(default: int, soak: int) -> int:
    """Return how many random cases to try; SOAK may also be a factor for the larger number."""
    factor = float(os.environ.get("SOAK") or 0)
    return max(default, int(soak * factor)) if factor else default
