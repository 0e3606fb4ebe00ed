"""``fzlint checklist``: tools for those who write checklists: validate, test, schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from fzlint.cli import BAD_USE
from fzlint.cli.options import Choice, option
from fzlint.messages import LANGUAGES

if TYPE_CHECKING:
    from fzlint.checklist.validating import Examined
    from fzlint.messages import Messages

_FILES = click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path())
_LANG = option(
    "--lang", type=Choice(LANGUAGES), default="zh", help="语言：zh（默认）或 en。 || Language: zh (default) or en."
)


@click.group(
    "checklist",
    help="检查和试验清单文件（给编写清单的人）。 || Validate and test checklist files (for those who write them).",
)
def command() -> None:
    """Tools for writers of checklists."""


def _examine(files: tuple[str, ...], language: str) -> Examined:
    """The checklists named, with what they extend; without any, the shipped one. Ends the program for a missing one."""
    from fzlint.checklist.chain import SHIPPED
    from fzlint.checklist.loading import ChecklistError, read_chain, shipped_files
    from fzlint.checklist.validating import examine_chain

    try:
        chain = read_chain(files or (SHIPPED,), language=language)
    except ChecklistError as error:
        click.echo(f"fzlint: {error}", err=True)
        raise click.exceptions.Exit(BAD_USE) from None
    named = shipped_files() if not files or SHIPPED in files else []
    named += [file for name in files for file in (Path(name), *Path(name).glob("*"))]
    return examine_chain(chain, language=language, examined=named)


def _show(examined: Examined, messages: Messages) -> int:
    """Print the problems; how many of them are more than remarks."""
    for problem in examined.problems:
        click.echo(problem)
    remarks = sum(problem.remark for problem in examined.problems)
    errors = len(examined.problems) - remarks
    if examined.problems:
        click.echo(messages("checklist.invalid", errors=errors, remarks=remarks), err=True)
    return errors


@command.command(
    "validate",
    help="检查清单文件，一次列出全部错误。FILE 是清单文件或文件夹，写有 extends: shipped 的加在自带清单之上；"
    "不写则检查自带清单。"
    " || Tell all that is wrong with checklist files or folders; those with extends: shipped add to the shipped "
    "checklist. Without FILE that is examined itself.",
)
@_FILES
@_LANG
def validate(files: tuple[str, ...], lang: str) -> None:
    """Validate checklists, or the shipped one."""
    from fzlint.checklist.problems import catalogue

    messages = catalogue(lang)
    examined = _examine(files, lang)
    if _show(examined, messages):
        raise click.exceptions.Exit(1)
    own = [document for document in examined.documents.documents if not document.base]
    items = sum(len(document.data.get("items") or ()) for document in own)
    groups = sum(len(document.data.get("lexicon") or ()) for document in own)
    click.echo(messages("checklist.valid", files=len(own), items=items, groups=groups), err=True)


@command.command(
    "test", help="运行每个事项的全部示例，列出结果不符的。 || Run every example of every item and tell the surprises."
)
@_FILES
@click.option(
    "--item", "ids", multiple=True, metavar="ID", help="只试这个事项，可重复。 || Only this item (repeatable)."
)
@_LANG
def test(files: tuple[str, ...], ids: tuple[str, ...], lang: str) -> None:
    """Run the examples of the files' items and report those that are judged otherwise than expected."""
    from fzlint.checklist.compiling import near
    from fzlint.checklist.model import Checklist
    from fzlint.checklist.problems import catalogue
    from fzlint.examples import example_places, run_examples

    messages = catalogue(lang)
    examined = _examine(files, lang)
    if examined.data is None:
        _show(examined, messages)
        raise click.exceptions.Exit(BAD_USE)
    checklist = Checklist.from_data(examined.data)
    places = example_places(examined.documents)
    own = list(dict.fromkeys(id_ for id_, _, _ in places))
    chosen = []
    for name in ids:
        item = checklist.item(name)
        if item is None or item.id not in own:
            meant = near(name, own)
            hint = messages("checklist.did-you-mean", near=meant) if meant else ""
            click.echo(messages("explain.unknown-item", name=name) + hint, err=True)
            raise click.exceptions.Exit(BAD_USE)
        chosen.append(item.id)
    outcomes = run_examples(checklist, chosen or own)
    surprises = [outcome for outcome in outcomes if outcome.surprise]
    for outcome in surprises:
        file, line, column = places[outcome.item, outcome.expected, outcome.index]
        fields = {key: messages(f"status.{getattr(outcome, key)}") for key in ("expected", "got")}
        text = " ".join(outcome.text.split())
        shown = text if len(text) <= 80 else text[:80] + "…"
        told = messages("checklist.surprise", item=outcome.item, text=shown, **fields)
        detail = f" [{outcome.detail}]" if outcome.detail else ""
        click.echo(f"{file}:{line}:{column}: {told}{detail}")
    items = len({outcome.item for outcome in outcomes})
    click.echo(messages("checklist.tested", items=items, examples=len(outcomes), surprises=len(surprises)), err=True)
    raise click.exceptions.Exit(1 if surprises else 0)


@command.command(
    "schema",
    help="输出清单格式的 JSON Schema，供编辑器提示和补全。 || Print the JSON Schema of the format, for editors.",
)
@click.option(
    "--configuration",
    is_flag=True,
    help="输出配置文件（.fzlint.yaml）的 JSON Schema。 || Print that of configuration files (.fzlint.yaml).",
)
@_LANG
def schema(configuration: bool, lang: str) -> None:
    """Print the JSON Schema of a checklist file, with descriptions in the language chosen."""
    import json

    if configuration:
        from fzlint.cli.configuring import schema as schema_of_configuration

        click.echo(json.dumps(schema_of_configuration(lang), ensure_ascii=False, indent=2))
        return
    from fzlint.checklist.problems import catalogue
    from fzlint.checklist.schema import described

    messages = catalogue(lang)

    def describe(key: str) -> str | None:
        told = messages(f"schema.{key}")
        return None if told == f"schema.{key}" else told

    click.echo(json.dumps(described(describe), ensure_ascii=False, indent=2))
