"""The files that pages need beside themselves, under an address that changes with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def static_path() -> str:
    """
    Return the address under which the files stand, such as /static/1f2e3d4c5b6a.

    Browsers may keep what is below it for ever: other content gives another address. One address
    for all of them, because the style sheet names the fonts relative to itself.
    """
    digest = sha256()
    for file in sorted(STATIC.rglob("*")):
        if file.is_file():
            digest.update(str(file.relative_to(STATIC)).encode() + b"\0" + file.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"
