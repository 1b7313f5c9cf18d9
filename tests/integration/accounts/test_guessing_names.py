"""Known and unknown names take the same time: interleaved tries, medians within a fifth."""

import time
from statistics import median

from integration.accounts.visiting import NAME, Visiting
from soak import rounds

APART = 0.2
NAMES = {"known": NAME, "unknown": "niemand@example.nl"}


async def test_time_does_not_tell_whether_there_is_an_account(
    visiting: Visiting, link: str
) -> None:
    await visiting.open(link)
    took: dict[str, list[float]] = {kind: [] for kind in NAMES}
    for turn in range(rounds(16, 1000)):
        for kind in sorted(NAMES, reverse=bool(turn % 2)):
            start = time.perf_counter()
            answer = await visiting.client.post(
                "/medewerkers/account", data={"name": NAMES[kind], "password": "verkeerd"}
            )
            took[kind].append(time.perf_counter() - start)
            assert answer.status_code in {403, 429}
    known, unknown = median(took["known"]), median(took["unknown"])
    assert abs(known - unknown) < APART * max(known, unknown), (known, unknown)
