"""`make pictures`: the pages that the README shows, of a demo filled at one fixed moment."""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from browser import harness, site
from browser.stories.visit import Visit, Way, visit
from support import databases

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
MOMENT = "2026-11-20T10:30:00+01:00"
COLOURS = 128
WIDE, PHONE = Way(1280), Way(390)


def main() -> int:
    """Take all pictures; 2 when there is no Chromium."""
    path = harness.chromium()
    if path is None:
        sys.stderr.write("There is no Chromium: set PORTAL_CHROMIUM, or put one in PATH.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder, databases.running_server() as server:
        Path(folder, "clock").write_text(MOMENT)
        database = databases.fresh(server, databases.template(server), "pictures")
        with (
            site.running(database, Path(folder, "data")) as portal,
            harness.browser(path) as chromium,
            visit(chromium, portal, WIDE) as anna,
            visit(chromium, portal, PHONE) as anna_outside,
            visit(chromium, portal, WIDE) as assistant,
            visit(chromium, portal, WIDE) as gp,
        ):
            of_a_patient(anna)
            of_a_patient_outside(anna_outside)
            of_the_practice(assistant, gp)
        databases.drop_all(server, ending="pictures")
    return 0


def of_a_patient(anna: Visit) -> None:
    """Show a result, and who looked."""
    anna.log_in("Anna de Vries")
    a_result(anna)
    take(anna, "result")
    anna.follow("Wie keek?")
    take(anna, "who-looked")


def of_a_patient_outside(anna: Visit) -> None:
    """Show the result on a telephone."""
    anna.log_in("Anna de Vries")
    a_result(anna)
    take(anna, "result-phone")


def of_the_practice(assistant: Visit, gp: Visit) -> None:
    """Show a request beside what the patient will see, and a result that waits."""
    assistant.log_in("M. Bos", staff=True)
    assistant.open("/praktijk/aanvragen")
    assistant.go(assistant.page.locator("td a"))
    take(assistant, "request")
    gp.log_in("A. van Dijk", staff=True)
    gp.open("/praktijk/uitslagen")
    gp.go(gp.page.locator("td a").first)
    take(gp, "publish")


def a_result(anna: Visit) -> None:
    """Go to a result with a value that is too low."""
    anna.follow("Uitslagen")
    anna.follow("Nierfunctie en zouten")


def take(one: Visit, name: str) -> None:
    """Keep what the window shows now, in few colours."""
    one.page.evaluate("document.fonts.ready")
    picture = Image.open(BytesIO(one.page.screenshot(animations="disabled")))
    few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
