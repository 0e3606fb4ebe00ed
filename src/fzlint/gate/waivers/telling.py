"""What is to be said of the waivers of a run: which have expired, which nobody needs, which miss their report."""

from __future__ import annotations

from fzlint.gate.waivers.applying import Applied
from fzlint.gate.waivers.model import Entry
from fzlint.messages import Messages
from fzlint.output.neutral import neutral, quoted
from fzlint.output.standing import Notice


def notices_of(applied: Applied, messages: Messages) -> list[Notice]:
    """A notice for each, in the files' order."""

    def notice(kind: str, key: str, entry: Entry, **fields: str) -> Notice:
        message = messages(
            key,
            place=f"{neutral(entry.file)}:{entry.line}",
            named=quoted(entry.named),
            year=messages("gate.waiver-year", year=entry.year) if entry.year else "",
            item=entry.item,
            approver=quoted(entry.waiver.approver),
            expires=entry.waiver.expires.isoformat(),
            **fields,
        )
        return Notice(kind, message, entry.file, entry.line)

    told = [notice("expired-waiver", "gate.waiver-expired", entry) for entry in applied.expired]
    told += [notice("unused-waiver", "gate.waiver-unused", entry) for entry in applied.unused]
    return told + [
        notice("unused-waiver", "gate.waiver-astray", entry, body=quoted(name)) for entry, name in applied.astray
    ]
