"""Where the outputs of ``fzlint check`` go: which formats into which files, and writing them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from fzlint.cli.words import did_you_mean, nearest
from fzlint.messages import Messages
from fzlint.output.formats import FORMATS, SCREEN, AmbiguousError, guess

STDOUT = "-"
_SUMMARY = "GITHUB_STEP_SUMMARY"
_SUMMARY_BYTES = 900_000  # GitHub drops a summary slightly below 1 MiB without a word
_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


class BadOutputError(Exception):
    """Why the outputs that are asked for cannot be, in a sentence."""


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the file it goes to; None is standard output."""

    format: str
    path: str | None


def outputs_of(format_: str | None, file: str | None, reports: Iterable[str], messages: Messages) -> list[Output]:
    """The outputs that ``--format``, ``--output-file`` and ``--report`` ask for, the first being the main one.

    Raises BadOutputError.
    """
    path = None if file in (None, STDOUT) else file
    if format_ is None:
        format_ = "text" if path is None else _guessed(path, "--format", messages)
    outputs = [Output(format_, path), *(_report(value, messages) for value in reports)]
    seen = set()
    for output in outputs:
        if output.path is not None:
            real = os.path.realpath(output.path)
            if real in seen:
                raise BadOutputError(messages("output.same-file", path=output.path))
            seen.add(real)
    return outputs


def _report(value: str, messages: Messages) -> Output:
    """``FORMAT=PATH``, or a path whose name tells the format."""
    name, separator, path = value.partition("=")
    if not separator or (os.path.dirname(name) and name.lower() not in FORMATS):
        if value.lower() in FORMATS:
            raise BadOutputError(messages("output.report-without-path", value=value))
        return Output(_guessed(value, "--report", messages), value)
    format_ = name.lower()
    if format_ not in FORMATS:
        names = messages("text.list-comma").join(FORMATS)
        hint = did_you_mean(nearest(format_, FORMATS), messages.language)
        raise BadOutputError(messages("output.unknown-format", name=name, names=names) + hint)
    if not path:
        raise BadOutputError(messages("output.report-without-path", value=value))
    if path == STDOUT:
        raise BadOutputError(messages("output.report-to-screen", format=format_))
    return Output(format_, path)


def _guessed(path: str, option: str, messages: Messages) -> str:
    try:
        return guess(path)
    except AmbiguousError as error:
        hints = [f"--format {name}" if option == "--format" else f"--report {name}={path}" for name in FORMATS]
        at = FORMATS.index("junit")
        if error.xml:
            hint = f"{hints[at]} / {hints[at + 1]}"
            raise BadOutputError(messages("output.xml-is-ambiguous", path=path, hint=hint)) from None
        names = messages("text.list-comma").join(FORMATS)
        told = messages("output.unknown-suffix", path=path, hint=hints[0], names=names)
        raise BadOutputError(told + (messages("output.annotate-instead") if error.document else "")) from None


def root_folder(environ: Mapping[str, str] | None = None) -> str:
    """The folder that CI's paths are relative to: the workspace of GitHub or GitLab, else the working folder."""
    environ = os.environ if environ is None else environ
    told = next((environ[name] for name in _ROOTS if environ.get(name)), "")
    return told if os.path.isdir(told) else os.curdir


def write(path: str, text: str | Iterable[str], messages: Messages) -> None:
    """Write an output, whole or in pieces, as UTF-8 without a byte order mark. Raises BadOutputError."""
    try:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.writelines([text] if isinstance(text, str) else text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadOutputError(messages("run.cannot-write", path=path, reason=reason)) from None


def show(text: str | Iterable[str], format_: str) -> None:
    """Write text, whole or in pieces, to standard output; when nobody reads any more, silently stop."""
    from fzlint.cli.group import silence

    try:
        if format_ not in SCREEN:  # contracts: UTF-8 whatever PYTHONIOENCODING says
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.writelines([text] if isinstance(text, str) else text)
        sys.stdout.flush()
    except BrokenPipeError:
        silence()


def summary_path(outputs: Sequence[Output]) -> str | None:
    """The file that GitHub shows below a job, when annotations are asked for and there is one."""
    wanted = any(output.format == "github" for output in outputs)
    return os.environ.get(_SUMMARY) or None if wanted else None


def append_summary(path: str, text_of: Callable[[int], str], messages: Messages) -> None:
    """Append ``text_of(bytes that still have room)`` to the summary; what goes wrong is told and changes nothing."""
    try:
        used = os.path.getsize(path) if os.path.exists(path) else 0
        text = text_of(_SUMMARY_BYTES - used)
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        sys.stderr.write(f"fzlint: {messages('output.summary-not-written', reason=reason)}\n")
