"""Presenters: from the domain's answers to the page values that the templates print."""
