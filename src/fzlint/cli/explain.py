"""``fzlint explain``: what an item asks, on which basis, and how to mend what it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fzlint.cli import BAD_USE
from fzlint.cli.options import CHECKLIST, LANG, TEXT_OR_JSON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fzlint.checklist.model import CheckItem, Item


@click.command(
    "explain",
    help="说明检查事项：要求什么、依据和理由、级别、示例、怎样改。ID 是编号（S4）或名称。"
    " || Explain items: what they ask, on which basis and why, examples, how to mend. ID is a code (S4) or a name.",
)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="说明全部事项。 || Explain every item.")
@TEXT_OR_JSON
@CHECKLIST
@LANG
def command(ids: tuple[str, ...], everything: bool, format_: str, checklist: tuple[str, ...], lang: str) -> None:
    """Explain items by id or name."""
    import json

    from fzlint.checklist.compiling import near
    from fzlint.checklist.loading import ChecklistError, load_named
    from fzlint.linting import Linter
    from fzlint.output.explain_text import SCHEMA_VERSION, item_data, item_text

    try:
        linter = Linter(load_named(checklist, language=lang), language=lang)
    except ChecklistError as error:
        click.echo(f"fzlint: {error}", err=True)
        raise click.exceptions.Exit(BAD_USE) from None
    messages = linter.messages
    items: Sequence[Item | CheckItem] = (*linter.checklist.items, *linter.checklist.checks)
    if not ids and not everything:
        click.echo(messages("explain.nothing-named"), err=True)
        raise click.exceptions.Exit(BAD_USE)
    by_name = {key.lower(): item for item in items for key in (item.name, item.id)}
    chosen = [] if not everything else list(items)
    for id_ in ids if not everything else ():
        item = by_name.get(id_.strip().lower())
        if item is None:
            meant = near(id_, [key for item in items for key in (item.id, item.name)])
            hint = messages("checklist.did-you-mean", near=meant) if meant else ""
            click.echo(messages("explain.unknown-item", name=id_) + hint, err=True)
            raise click.exceptions.Exit(BAD_USE)
        if item not in chosen:
            chosen.append(item)
    data = [item_data(item, linter.basis(item), messages) for item in chosen]
    if format_ == "json":
        document = {"schema_version": SCHEMA_VERSION, "items": data}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
    else:
        click.echo(("-" * 40 + "\n").join(item_text(entry, messages) for entry in data), nl=False)
