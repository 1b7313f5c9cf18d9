"""Keeping an installation: backups, putting one back, and noticing that an older one was."""
