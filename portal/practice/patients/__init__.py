"""Patients as the practice registers them: found, enrolled, taken off the list, made one."""
