"""Moving the clock of the demo: the file that the portal's clock follows."""

from datetime import datetime, timedelta
from pathlib import Path

STEPS = {
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "year": timedelta(days=365),
}
LONGEST = timedelta(days=366 * 20)


def forward(file: Path, step: str) -> bool:
    """Let it be a step later from now on; False for a step that there is not, or too far."""
    if step not in STEPS:
        return False
    text = file.read_text(encoding="ascii").strip() if file.exists() else ""
    written = _later(text, STEPS[step])
    if written:
        file.write_text(written, encoding="ascii")
    return bool(written)


def back_to_now(file: Path) -> None:
    """Let it be the real time again."""
    file.write_text("", encoding="ascii")


def _later(text: str, step: timedelta) -> str:
    if text and text[0] not in "+-":
        return (datetime.fromisoformat(text) + step).isoformat()
    offset = timedelta(seconds=float(text or 0)) + step
    return f"{offset.total_seconds():+.0f}" if offset <= LONGEST else ""
