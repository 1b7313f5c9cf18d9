"""Letters: what a DocumentReference says of one, and the file that goes with it."""

import binascii
from base64 import b64decode
from hashlib import sha1

from consent.model import LetterCategory
from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place, is_kind
from publishing.intake.fhir.care import EPISODE, stated_episodes
from publishing.intake.fhir.coding import (
    LETTER_CATEGORY,
    all_codes,
    code_in,
    confidentiality,
    words,
)
from publishing.intake.fhir.dates import moment
from publishing.intake.fhir.people import called
from publishing.intake.model import LetterStatus
from publishing.intake.reads import FileRead, LetterRead
from publishing.intake.tree.node import LONGEST_NAME, Node

PDF = "application/pdf"


def letter(place: Place, directory: Directory) -> LetterRead:
    """Read a DocumentReference, with its file where that is in the message."""
    node = place.node
    attachment = _attachment(node)
    title = node.text("description", 2000) or attachment.text("title", 2000)
    file, file_key = _file(attachment, directory)
    return LetterRead(
        title=(title or words(node.first("type")))[:LONGEST_NAME],
        status=_status(node),
        kind=words(node.first("type"))[:100],
        author=called(node.first("author"), directory),
        written=moment(node.first("indexed", "date", "created")),
        confidentiality=confidentiality(node),
        episodes=_episodes(node, directory),
        replaces=_replaced(node, directory),
        file=file,
        file_key=file_key,
        category=_category(node),
    )


def file(place: Place, _directory: Directory) -> FileRead:
    """Read a Binary."""
    content = place.node.first("data", "content")
    data = _decoded(content) if content else b""
    return FileRead(place.node.text("contentType", 100), data)


def _attachment(node: Node) -> Node:
    found = [each for content in node.many("content") for each in content.many("attachment")]
    if not found:
        raise node.faulty(FaultReason.REQUIRED_MISSING, "content")
    if len(found) > 1:
        raise found[1].faulty(FaultReason.FILES_SEVERAL)
    if found[0].text("contentType", 100).split(";")[0].strip().lower() not in {"", PDF}:
        raise found[0].faulty(FaultReason.FILE_NOT_PDF, "contentType")
    return found[0]


def _file(attachment: Node, directory: Directory) -> tuple[bytes | None, str]:
    inline = attachment.first("data")
    if inline is not None and inline.value:
        return _checked(attachment, _decoded(inline)), ""
    url = attachment.text("url", 2000)
    if not url:
        raise attachment.faulty(FaultReason.REQUIRED_MISSING, "url")
    found = directory.at(url, attachment)
    if found is None or found.kind != "Binary":
        return None, url[:LONGEST_NAME]
    content = found.node.first("data", "content")
    if content is None:
        raise found.node.faulty(FaultReason.REQUIRED_MISSING, "data")
    return _checked(attachment, _decoded(content)), found.key


def _decoded(content: Node) -> bytes:
    try:
        return b64decode("".join((content.value or "").split()), validate=True)
    except (binascii.Error, ValueError):
        raise content.faulty(FaultReason.FILE_DAMAGED) from None


def _checked(attachment: Node, data: bytes) -> bytes:
    stated, size = attachment.text("hash"), attachment.text("size")
    if size and size != str(len(data)):
        raise attachment.faulty(FaultReason.HASH_DIFFERS, "size")
    # FHIR prescribes SHA-1 here: it shows damage on the way, it protects nothing.
    digest = sha1(data, usedforsecurity=False).digest()
    if stated and stated not in {digest.hex(), binascii.b2a_base64(digest, newline=False).decode()}:
        raise attachment.faulty(FaultReason.HASH_DIFFERS, "hash")
    return data


def _status(node: Node) -> LetterStatus:
    stated = node.need("status")
    try:
        return LetterStatus(stated.own())
    except ValueError:
        raise stated.faulty(FaultReason.STATUS_INVALID) from None


def _episodes(node: Node, directory: Directory) -> tuple[str, ...]:
    stated = stated_episodes(node, directory)
    context = [each for holder in node.many("context") for each in holder.many("encounter")]
    related = [each for each in context if is_kind(each, EPISODE)]
    return tuple(dict.fromkeys((*stated, *directory.keys(related, EPISODE))))


def _category(node: Node) -> LetterCategory | None:
    # R4 calls it category, STU3 class; in words of others it is what they call it.
    said = code_in((*all_codes(node, "category"), *all_codes(node, "class")), LETTER_CATEGORY)
    return LetterCategory(said.code) if said and said.code in set(LetterCategory) else None


def _replaced(node: Node, directory: Directory) -> tuple[str, ...]:
    targets = [
        target
        for relation in node.many("relatesTo")
        if relation.text("code") == "replaces" and (target := relation.first("target"))
    ]
    return directory.keys(targets, "DocumentReference")
