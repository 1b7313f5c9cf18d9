"""What an installation may choose, read once from the environment; unknown keys are errors."""

from portal.settings.model import Settings, given_settings
from portal.settings.values import PREFIX, Environment, SettingsError, role_of

__all__ = ["PREFIX", "Environment", "Settings", "SettingsError", "given_settings", "role_of"]
