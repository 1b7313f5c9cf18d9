"""Reports of patients about their details: the worklist, one of them, and its answer."""
