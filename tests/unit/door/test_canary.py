"""The watch for leaked numbers: it must find a planted one, and leave innocent numbers alone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.canary import suspicious
from support.sources import ROOT

# Of the range that is given to nobody.
NUMBER = "9999" + "00006"
PLANTED = {
    "a log": "import logging; logging.getLogger('portal').info('see %s', NUMBER)",
    "structured log": "import structlog; structlog.get_logger().info('x', patient=NUMBER)",
    "output": "print('patient', NUMBER)",
    "a file name": "(tmp_path / f'letter-{NUMBER}.pdf').touch()",
    "an address": "from support.canary import heard; heard(f'http://x/mijn/{NUMBER}?a=1')",
}


def test_every_planted_number_is_found(tmp_path: Path) -> None:
    told = _run(tmp_path)
    assert told.count("slipped out") == len(PLANTED)
    assert f"{len(PLANTED) + 1} passed, {len(PLANTED)} errors" in told


@pytest.mark.parametrize(
    "text",
    [
        "took 0.99990000 s",
        "20260304",
        "99990000-6c2f-7000-8000-000000000000",
        "a99990000b",
        "9999000061",
        "000000000",
    ],
)
def test_an_innocent_number_is_left_alone(text: str) -> None:
    assert suspicious(text) == []


@pytest.mark.parametrize(
    "text", [NUMBER, f"bsn={NUMBER};", f"/mijn/{NUMBER}", f"nr-{NUMBER}.pdf", f"s00000000:{NUMBER}"]
)
def test_a_number_is_found_in_any_company(text: str) -> None:
    assert suspicious(text) == [NUMBER]


def _run(folder: Path) -> str:
    bodies = [*PLANTED.values(), "print('nothing')"]
    tests = [f"def test_{at}(tmp_path):\n    {body}\n" for at, body in enumerate(bodies)]
    file = folder / "test_planted.py"
    file.write_text("NUMBER = '9999' + '00006'\n" + "\n".join(tests))
    options = ["-p", "support.canary", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-o", "log_level=INFO", *options, str(file)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "tests")},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.split("short test summary")[0] + done.stdout.splitlines()[-1]
