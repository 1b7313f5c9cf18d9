"""Piccolo's commands look here; the wheel carries the same inside the package."""

from portal.piccolo_conf import APP_REGISTRY, DB

__all__ = ["APP_REGISTRY", "DB"]
