"""From what the domain gives to the pages of a patient: pure functions, one module per page."""
