"""The technical log: one line per request, with numbers and places in the code only."""

import json

import httpx
import pytest
import structlog
from litestar import Litestar, get

from portal import observe
from portal.identity.entrance import Entrance

SECRET = "Jansen woont hier"


@get("/stuk", opt={"entrance": Entrance.PUBLIC}, name="broken")
async def broken() -> None:
    """Fail with words that must stay inside."""
    raise RuntimeError(SECRET)


async def test_a_request_leaves_one_line_without_its_address(client: httpx.AsyncClient) -> None:
    with structlog.testing.capture_logs() as lines:
        await client.get("/mijn/uitslagen/Jansen?zoek=Jansen")
    assert len(lines) == 1
    assert "Jansen" not in json.dumps(lines)
    assert lines[0]["status"] in {303, 403, 404}


async def test_a_fault_is_told_by_its_kind_and_place(app: Litestar) -> None:
    app.register(broken)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    with structlog.testing.capture_logs() as lines:
        async with httpx.AsyncClient(transport=transport, base_url="http://x") as browser:
            answer = await browser.get("/stuk")
    assert answer.status_code == 500
    assert SECRET not in answer.text + json.dumps(lines)
    assert lines[0]["error"] == "RuntimeError"
    assert any("test_log.py" in place and "broken" in place for place in lines[0]["where"])


def test_an_error_in_any_log_record_loses_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    before = structlog.get_config()
    try:
        observe.configure()
        try:
            int(SECRET)
        except ValueError:
            structlog.get_logger("x").exception("it broke")
        told = json.loads(capsys.readouterr().err)
        assert (told["event"], told["error"]) == ("it broke", "ValueError")
    finally:
        structlog.configure(**before)
