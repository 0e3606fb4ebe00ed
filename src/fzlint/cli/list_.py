"""``fzlint list``: all items of the checklist, one a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fzlint.cli import BAD_USE
from fzlint.cli.options import CHECKLIST, LANG, TEXT_OR_JSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzlint.checklist.model import CheckItem, Item


@click.command("list", help="列出全部检查事项。 || List the items of the checklist.")
@TEXT_OR_JSON
@click.option(
    "--group",
    multiple=True,
    metavar="GROUP",
    help="只列这一类，可重复：contents 五项内容，outline 纲要事项，checks 核对。"
    " || Only this group (repeatable): contents, outline, checks.",
)
@CHECKLIST
@LANG
def command(format_: str, group: tuple[str, ...], checklist: tuple[str, ...], lang: str) -> None:
    """List items with code, group, severity, name and title."""
    import json

    from fzlint.checklist.compiling import near
    from fzlint.checklist.loading import ChecklistError, load_named
    from fzlint.messages import Messages
    from fzlint.output.columns import columns
    from fzlint.output.explain_text import SCHEMA_VERSION, group_of

    try:
        loaded = load_named(checklist, language=lang)
    except ChecklistError as error:
        click.echo(f"fzlint: {error}", err=True)
        raise click.exceptions.Exit(BAD_USE) from None
    messages = Messages(loaded.section("messages"), lang)
    items: Sequence[Item | CheckItem] = (*loaded.items, *loaded.checks)
    groups = list(dict.fromkeys(map(group_of, items)))
    for name in group:
        if name not in groups:
            meant = near(name, groups)
            hint = messages("checklist.did-you-mean", near=meant) if meant else ""
            click.echo(messages("list.unknown-group", name=name) + hint, err=True)
            raise click.exceptions.Exit(BAD_USE)
    chosen = [item for item in items if not group or group_of(item) in group]
    rows = []
    for item in chosen:
        levels = [item.severity] if isinstance(item.severity, str) else list(dict.fromkeys(item.severity.values()))
        rows.append((item.id, group_of(item), levels, item.name, messages.of(item.title)))
    if format_ == "json":
        listed = [
            {"code": code, "name": name, "group": group_, "title": title, "severity": levels}
            for code, group_, levels, name, title in rows
        ]
        click.echo(json.dumps({"schema_version": SCHEMA_VERSION, "items": listed}, ensure_ascii=False, indent=1))
        return
    head = [messages(f"list.{key}") for key in ("code", "group", "severity", "name", "title")]
    table = [
        (code, messages(f"group.{group_}"), "/".join(messages(f"severity.{level}") for level in levels), name, title)
        for code, group_, levels, name, title in rows
    ]
    click.echo(columns([head, *table]), nl=False)
