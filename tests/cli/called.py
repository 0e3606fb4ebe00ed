"""The commands and their options, as click knows them, and which of them a command line uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import click

from fzlint.cli.group import _root


@cache
def commands() -> dict[str, click.Command]:
    """Every command by its path: ``""`` is fzlint itself, ``checklist test`` a command of a group."""
    found: dict[str, click.Command] = {}

    def walk(command: click.Command, path: tuple[str, ...]) -> None:
        found[" ".join(path)] = command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                walk(inner, (*path, name))

    walk(_root(), ())
    return found


def options(command: click.Command) -> list[click.Option]:
    """The options that the help of a command shows, but the help and the version itself."""
    shown = (parameter for parameter in command.params if isinstance(parameter, click.Option) and not parameter.hidden)
    return [option for option in shown if not {"--help", "--version"} & set(option.opts)]


def command_of(words: Sequence[str]) -> str:
    """The path of the command that a command line runs."""
    path = ""
    for text, option in parsed(words):
        longer = f"{path} {text}".strip()
        if option is None and longer in commands():
            path = longer
    return path


def spellings(words: Sequence[str]) -> Iterator[tuple[click.Option, str, str | None]]:
    """The options on a command line: each as it is written there, and its (last) value."""
    told = parsed(words)
    for at, (text, option) in enumerate(told):
        if option is None or text.partition("=")[0] not in (*option.opts, *option.secondary_opts):
            continue
        name, equals, value = text.partition("=")
        values = [word for word, owner in told[at + 1 : at + 1 + _values(option)] if owner is option]
        yield option, name, value if equals else values[-1] if values else None


def parsed(words: Sequence[str]) -> list[tuple[str, click.Option | None]]:
    """Each word of a command line with the option it belongs to, whether as its name or as its value."""
    command, path = commands()[""], ""
    told: list[tuple[str, click.Option | None]] = []
    left = list(words)
    while left:
        word = left.pop(0)
        name, equals, _ = word.partition("=")
        option = next((o for o in options(command) if name in (*o.opts, *o.secondary_opts)), None)
        told.append((word, option))
        if word == "--":
            return told + [(rest, None) for rest in left]
        if option is not None and not equals:
            told += [(left.pop(0), option) for _ in range(min(_values(option, left), len(left)))]
        elif f"{path} {word}".strip() in commands():
            path = f"{path} {word}".strip()
            command = commands()[path]
    return told


def _values(option: click.Option, following: Sequence[str] = ()) -> int:
    """How many words behind an option's name are its values."""
    if option.is_flag or option.count:
        return 0
    if getattr(option, "_flag_needs_value", False) and following and following[0].startswith("-"):
        return 0  # the value was left out, as --write-baseline may
    return option.nargs
