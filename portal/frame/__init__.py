"""The frame around every page: who looks at it, where its links lead, which files it needs."""
