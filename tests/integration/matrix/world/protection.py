"""What stands on every answer, whatever it is."""

import httpx

ALWAYS = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
POLICIES = ("same-origin", "no-referrer")
FORBIDDEN = ("unsafe-", "data:", "http:", "https:", "*")
NEVER = ("server", "x-powered-by", "access-control-allow-origin", "content-encoding", "etag")


def unprotected(answer: httpx.Response) -> list[str]:
    """Name the headers of an answer that are missing, too weak or say too much."""
    told = answer.headers
    content = told.get("content-security-policy", "")
    found = [name for name, value in ALWAYS.items() if told.get(name) != value]
    found += [name for name in NEVER if name in told]
    if told.get("referrer-policy") not in POLICIES:
        found.append("referrer-policy")
    if "camera=()" not in told.get("permissions-policy", ""):
        found.append("permissions-policy")
    if "default-src 'none'" not in content or any(word in content for word in FORBIDDEN):
        found.append("content-security-policy")
    return found
