"""A result of an invented laboratory without a BSN: nobody knows whose it is, so it waits."""

from datetime import datetime, timedelta

from consent.dates import LOCAL
from consent.register.sources import Source
from portal.intake.delivery import deliver
from portal.vault import Vault
from publishing.receive import Delivery

AGO = timedelta(hours=20)
SENDER = r"MSH|^~\&|LABSYS|Laboratorium Zonneveld (verzonnen)|PORTAAL||{sent}||ORU^R01^ORU_R01"
SEGMENTS = (
    SENDER + "|88213|P|2.5||||||UNICODE UTF-8",
    "PID|1||Z4471^^^LABSYS^PI||Verzonnen&&Verzonnen^Wil^^^^^L||19550612|F",
    "OBR|1|P5512|Z5512|NIER^Nierfunctie^99zon|||{taken}|||||||||||||||{sent}|||F",
    "OBX|1|NM|14682-9^Kreatinine^LN||81|umol/L|50 - 90|N|||F",
    "OBX|2|NM|62238-1^eGFR^LN||72|ml/min|>60||||F",
)


async def let_something_wait(source: Source, vault: Vault, at: datetime) -> None:
    """Let it have come in yesterday."""
    sent = at - AGO
    times = {
        name: moment.astimezone(LOCAL).strftime("%Y%m%d%H%M%S")
        for name, moment in (("sent", sent), ("taken", sent - timedelta(days=1)))
    }
    body = "\r".join(SEGMENTS).format_map(times).encode()
    await deliver(Delivery(source, body), vault, sent, file="demo", language="nl")
