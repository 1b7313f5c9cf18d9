"""Piccolo's own commands look here for the engine and the apps of the product."""

from portal.migrate import APP_REGISTRY, DB

__all__ = ["APP_REGISTRY", "DB"]
