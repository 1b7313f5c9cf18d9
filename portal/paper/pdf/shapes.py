"""Rectangles and the corners of boxes, as operators."""

from msgspec import Struct

# How far a Bézier handle lies from the corner of a quarter circle.
_HANDLE = 0.4477


class Box(Struct, frozen=True):
    """A rectangle by its lower left corner; `radius` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0

    def path(self) -> str:
        """The outline, still to be filled or stroked."""
        if not self.radius:
            return f"{self.x:.2f} {self.y:.2f} {self.width:.2f} {self.height:.2f} re"
        return _rounded(self)


def colour(hexadecimal: str) -> str:
    """The three components of a colour such as `#0e5f5a`."""
    parts = (int(hexadecimal[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return " ".join(f"{part:.3f}" for part in parts)


def filled(box: Box, fill: str, edge: str = "", width: float = 0.6) -> str:
    """Fill a box and, with an edge colour, draw its outline."""
    if not edge:
        return f"q {fill} rg {box.path()} f Q"
    return f"q {fill} rg {edge} RG {width:g} w {box.path()} B Q"


def _rounded(box: Box) -> str:
    left, low, radius = box.x, box.y, box.radius
    right, high = left + box.width, low + box.height
    near, far = _HANDLE * radius, radius
    corners = (
        (right - far, low, right - near, low, right, low + near, right, low + far),
        (right, high - far, right, high - near, right - near, high, right - far, high),
        (left + far, high, left + near, high, left, high - near, left, high - far),
        (left, low + far, left, low + near, left + near, low, left + far, low),
    )
    sides = [
        "{:.2f} {:.2f} l {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c".format(*corner)
        for corner in corners
    ]
    return f"{left + far:.2f} {low:.2f} m {' '.join(sides)} h"
