"""Letters and their files; either may come first, and only a harmless PDF is kept."""

import asyncio
from typing import Any
from uuid import UUID

from consent.ids import new_id
from publishing.filing import links
from publishing.filing.categories import category_of
from publishing.filing.desk import Paper
from publishing.filing.outcome import Filed
from publishing.gate.passing import pass_letter
from publishing.gate.verdict import LetterFile, LetterRefused
from publishing.intake.faults import Faulty
from publishing.intake.model import LetterStatus
from publishing.intake.reader import read as read_message
from publishing.intake.reads import FileRead, LetterRead
from publishing.queries import filing as queries
from publishing.queries.intake import kept_file
from publishing.queries.links import Place, drop_links

TABLE, FILE_COLUMN, TEXT_COLUMN = "letter", "letter.file", "letter.text"
KEPT_COLUMN = "intake_item.body"


async def file_letter(paper: Paper, read: LetterRead) -> Filed:
    """
    File a letter as its next version; it is invisible until somebody accords it.

    Raises:
        Faulty: its file is no PDF, too large, encrypted or damaged, or acts in what it draws.

    """
    file = Place(paper.file, paper.desk.source.id)
    known = await queries.current(TABLE, file, paper.item.key)
    if known is not None and bytes(known["content_hash"]) == paper.item.digest:
        return Filed.DUPLICATE
    data = read.file if read.file is not None else await _kept(paper, read.file_key)
    row, file_row = _row(paper, read), await _with_file(paper, data)
    row["version"] = await queries.last_version(TABLE, file, paper.item.key) + 1
    if known is not None:
        await queries.supersede(TABLE, known["id"], paper.desk.at)
    for key in read.replaces:
        await _replace(paper, key)
    await queries.add(TABLE, row | _sealed(paper, file_row, row["id"]))
    await drop_links(file, links.LETTER, paper.item.key)
    await links.link(paper, (links.LETTER, paper.item.key), links.EPISODE, read.episodes)
    await links.place_again(paper.desk, paper.file, links.LETTER, paper.item.key)
    return Filed.ACCEPTED


async def file_file(paper: Paper, read: FileRead) -> Filed:
    """Keep a file, and give it to the letters of this source that wait for it."""
    waiting = await queries.waiting_letters(paper.desk.source.id, _addresses(paper.names))
    if waiting:
        row = await _with_file(paper, read.data)
        for letter in waiting:
            await queries.give_file(letter["id"], _sealed(paper, row, letter["id"]))
    return Filed.KEPT


async def _replace(paper: Paper, name: str) -> None:
    file = Place(paper.file, paper.desk.source.id)
    for key in {name, *await links.keys_of(file, links.LETTER, name)} - {paper.item.key}:
        replaced = await queries.current(TABLE, file, key)
        if replaced is not None:
            await queries.supersede(TABLE, replaced["id"], paper.desk.at)


async def _kept(paper: Paper, address: str) -> bytes | None:
    row = await kept_file(paper.desk.source.id, _addresses([address]))
    if row is None:
        return None
    body = paper.desk.vault.open(bytes(row["body_sealed"]), KEPT_COLUMN, row["id"])
    found = read_message(body)
    kept = found[0].read if isinstance(found, list) and found else None
    return kept.data if isinstance(kept, FileRead) else None


async def _with_file(paper: Paper, data: bytes | None) -> dict[str, Any]:
    if data is None:
        return {}
    passed = await _passed(paper, data)
    return {
        "file_sealed": passed.data,
        "file_size": len(passed.data),
        "file_pages": passed.pages,
        "file_is_rebuilt": passed.is_rebuilt,
        "text_sealed": passed.text.body.encode() or None,
        "text_is_cut": passed.text.is_cut,
    }


async def _passed(paper: Paper, data: bytes) -> LetterFile:
    try:
        return await asyncio.to_thread(pass_letter, data, paper.desk.terms.scanner)
    except LetterRefused as error:
        raise Faulty(_place(paper), error.reason) from None


def _place(paper: Paper) -> str:
    is_letter = isinstance(paper.item.read, LetterRead)
    return f"{paper.item.path}.content[0].attachment" if is_letter else paper.item.path


def _sealed(paper: Paper, row: dict[str, Any], letter: UUID) -> dict[str, Any]:
    if "file_sealed" not in row:
        return row
    vault, text = paper.desk.vault, row["text_sealed"]
    return row | {
        "file_sealed": vault.seal(row["file_sealed"], FILE_COLUMN, letter),
        "text_sealed": vault.seal(text, TEXT_COLUMN, letter) if text else None,
    }


def _addresses(names: Any) -> list[str]:
    """Give the names of a file, and their last two steps: servers change, `Binary/1` stays."""
    short = ("/".join(name.split("/")[-2:]) for name in names)
    return list(dict.fromkeys((*names, *short)))


def _row(paper: Paper, read: LetterRead) -> dict[str, Any]:
    replaced = read.status is not LetterStatus.CURRENT
    return {
        "id": new_id(paper.desk.at),
        "patient": paper.file,
        "source": paper.desk.source.id,
        "source_key": paper.item.key,
        "content_hash": paper.item.digest,
        "title": read.title,
        "kind": read.kind,
        "category": category_of(read).value,
        "author": read.author,
        "written_on": read.written.day if read.written else None,
        "received_at": paper.desk.at,
        "status": read.status.value,
        "confidentiality": read.confidentiality,
        "file_key": "" if replaced else read.file_key,
    }
