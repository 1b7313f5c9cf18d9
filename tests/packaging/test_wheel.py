"""The wheel in a clean environment: all it needs is in it, and it needs nothing of the checkout."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from support.installation import Installed

pytestmark = pytest.mark.packaging
# Where the product looks for what is no Python, said by the installed product itself.
ASKED = """
import json
from portal.demo.people import DATA
from portal.demo.provider.app import STYLE
from portal.frame.assets import STATIC
from portal.paper.pdf.faces import FOLDER as FONTS
from portal.texts import TEMPLATES, catalogue
print(json.dumps({
    "places": {str(place): place.exists() for place in (TEMPLATES, STATIC, FONTS, DATA, STYLE)},
    "texts": [len(catalogue("nl")), len(catalogue("en"))],
}))
"""
# Where each folder of the checkout is in the wheel.
TARGETS = {
    "consent": "consent",
    "portal": "portal",
    "publishing": "publishing",
    "templates": "portal/_templates",
}


def test_every_file_of_the_product_is_in_the_wheel(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as opened:
        inside = set(opened.namelist())
    for folder, target in TARGETS.items():
        wanted = {f"{target}/{name}" for name in _files(installed.source / folder)}
        assert wanted <= inside, sorted(wanted - inside)[:5]


def test_the_wheel_carries_its_licence_and_nothing_else(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as opened:
        inside = opened.namelist()
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    tops = {name.split("/")[0].partition("-")[0] for name in inside}
    assert tops == {"portal", "consent", "publishing", "online_inzage"}


def test_the_installed_product_finds_its_own_files(installed: Installed) -> None:
    done = subprocess.run(
        [installed.python, "-I", "-c", ASKED],
        cwd="/",
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert all(told["places"].values()), told
    assert all(place.startswith(str(installed.folder)) for place in told["places"]), told
    assert min(told["texts"]) > 100


def test_the_installed_command_tells_what_it_does(installed: Installed) -> None:
    done = subprocess.run(
        [installed.portal, "--help"], cwd="/", capture_output=True, text=True, check=True
    )
    for command in ("serve", "migrate", "intake", "practice", "backup", "restore"):
        assert command in done.stdout


def _files(folder: Path) -> list[str]:
    return [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
