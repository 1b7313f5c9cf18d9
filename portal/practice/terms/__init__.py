"""On which terms results are shown here: what is not final yet, from which hour, what is slight."""
