"""The settings of each document: what the command line and the environment say, over its own configuration."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fzlint.gate.configuration.keys import (
    CHECKLIST,
    EXTEND_SELECT,
    IGNORE,
    MAX_SIZE,
    OF_DOCUMENTS,
    PER_FILE,
    PROFILE,
    SELECT,
    SEVERITY,
)
from fzlint.gate.configuration.origins import FILE, Setting, of_value
from fzlint.gate.configuration.store import Configuration, Store
from fzlint.gate.running.settings import LintSettings

if TYPE_CHECKING:
    from fzlint.checklist.model import Checklist
    from fzlint.gate.configuration.values import Value

STDIN = "-"
_SELECTING = (SELECT, IGNORE, EXTEND_SELECT)


class UnknownProfileError(ValueError):
    """A profile that there is not, named by the command line or the environment; ``known``: those there are."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


@dataclass(frozen=True)
class DocumentSettings:
    """How one document is checked.

    ``codes``: the items whose findings are wanted, None for all; ``severities``: for an item's code the severity of its
    findings, where it is not the checklist's; ``settings``: what these come from, by key; ``configuration``: the file.
    """

    lint: LintSettings
    codes: frozenset[str] | None = None
    severities: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    configuration: Configuration | None = None


class _Globs:
    """Globs in gitignore's syntax, relative to the folder of the file that has them."""

    def __init__(self, value: Value) -> None:
        from fzlint.reading.ignore import Rules

        self._base = value.file.folder
        self._rules = {glob: Rules.of(self._base, [glob]) for glob in value.value}
        self._folders: dict[str, str] = {}

    def matching(self, path: str) -> tuple[str, ...]:
        """The globs that a document matches, itself or by a folder that it lies in."""
        folder, name = os.path.split(path)
        if folder not in self._folders:
            try:
                self._folders[folder] = os.path.realpath(folder)
            except ValueError:  # a name that no folder can have
                self._folders[folder] = ""
        document = os.path.join(self._folders[folder], name)
        start = self._base if self._base.endswith(os.sep) else self._base + os.sep
        if not document.startswith(start):
            return ()
        around = [document]
        while (parent := os.path.dirname(around[-1])) != self._base:
            around.append(parent)
        return tuple(
            glob
            for glob, rules in self._rules.items()
            if any(rules.leave_out(place, is_folder=place != document) for place in around)
        )


class Documents:
    """The settings of documents. ``given``: what the command line and the environment say, by key.

    ``checklist_of``: the checklist of ``LintSettings.checklist``. Methods raise ConfigurationError,
    UnknownProfileError, UnknownItemError (of ``output.selection``) and what ``checklist_of`` raises.
    """

    def __init__(
        self,
        store: Store,
        given: Mapping[str, Setting],
        language: str,
        checklist_of: Callable[[tuple[str, ...]], Checklist],
    ) -> None:
        self._store = store
        self._given = given
        self._language = language
        self._checklist_of = checklist_of
        self._rules: dict[Configuration, _Globs] = {}
        self._made: dict[tuple[Configuration | None, tuple[str, ...]], DocumentSettings] = {}

    def of(self, path: str) -> DocumentSettings:
        """The settings of one document, be it there or not; those of standard input are the working folder's."""
        folder = os.curdir if path == STDIN else os.path.dirname(path) or os.curdir
        configuration = self._store.of_folder(folder)
        globs = self._globs_for(path, configuration)
        made = self._made.get((configuration, globs))
        if made is None:
            made = self._made[configuration, globs] = self._make(configuration, globs)
        return made

    def _globs_for(self, path: str, configuration: Configuration | None) -> tuple[str, ...]:
        """The globs of ``per-file-ignores`` that a document matches."""
        if configuration is None or path == STDIN or PER_FILE not in configuration.values:
            return ()
        if configuration not in self._rules:
            self._rules[configuration] = _Globs(configuration.values[PER_FILE])
        return self._rules[configuration].matching(path)

    @property
    def codes(self) -> frozenset[str] | None:
        """All codes that are wanted of at least one of the documents asked for so far; None for all."""
        made = [settings.codes for settings in self._made.values()]
        return None if not made or None in made else frozenset().union(*(codes for codes in made if codes))

    @property
    def checklists(self) -> tuple[tuple[str, ...], ...]:
        """The checklists (as in ``LintSettings``) of the documents asked for so far, each once."""
        return tuple(dict.fromkeys(settings.lint.checklist for settings in self._made.values()))

    def _make(self, configuration: Configuration | None, globs: tuple[str, ...]) -> DocumentSettings:
        settings = {key: self._setting(key, configuration) for key in OF_DOCUMENTS}
        for key, setting in _selecting(self._given, configuration).items():
            settings[key] = setting
        lint = LintSettings(
            language=self._language,
            profile=settings[PROFILE].value,
            checklist=tuple(settings[CHECKLIST].value or ()),
            max_bytes=settings[MAX_SIZE].value,
        )
        ignored = {glob: words for glob, words in (settings[PER_FILE].value or {}).items() if glob in globs}
        settings[PER_FILE] = Setting(ignored, settings[PER_FILE].origins) if ignored else Setting(None)
        if configuration is None and not any(settings[key].value for key in (*_SELECTING, PROFILE)):
            return DocumentSettings(lint, settings=settings)
        checklist = self._checklist(lint.checklist, configuration, settings[CHECKLIST])
        if configuration is not None:
            from fzlint.gate.configuration.references import refuse_unknown

            refuse_unknown(configuration, settings, checklist)
        profiles = tuple(checklist.section("profiles"))
        if lint.profile is not None and lint.profile not in profiles:
            raise UnknownProfileError(lint.profile, profiles)
        from fzlint.output.selection import meant, selected_codes

        codes = selected_codes(checklist, *(settings[key].value or () for key in _SELECTING))
        for words in ignored.values():
            every = codes if codes is not None else frozenset(meant(checklist, ["all"]))
            codes = every - set(meant(checklist, words))
        chosen = settings[SEVERITY].value or {}
        severities = {code: chosen[word] for code, word in meant(checklist, chosen).items()}
        return DocumentSettings(lint, codes, severities, settings, configuration)

    def _checklist(self, names: tuple[str, ...], configuration: Configuration | None, setting: Setting) -> Checklist:
        """The checklist; one that a file names is refused at its place there."""
        if configuration is None or setting.origins[0].kind != FILE:
            return self._checklist_of(names)
        from fzlint.checklist.loading import ChecklistError
        from fzlint.gate.configuration.problems import ConfigurationError, Problem

        try:
            return self._checklist_of(names)
        except ChecklistError as error:
            at = configuration.values[CHECKLIST].at()
            problems = [Problem(at, "config.unusable-checklist", {"detail": line}) for line in error.lines]
            raise ConfigurationError(problems) from None

    def _setting(self, key: str, configuration: Configuration | None) -> Setting:
        if key in self._given:
            return self._given[key]
        value = configuration.values.get(key) if configuration is not None else None
        return Setting(None) if value is None else of_value(value)


def _selecting(given: Mapping[str, Setting], configuration: Configuration | None) -> dict[str, Setting]:
    """``select``, ``ignore`` and ``extend-select`` together.

    Of each of the first two the strongest counts, of the last all together; ``select`` sets aside what weaker places
    say of the others. So ``--select S4`` checks S4 whatever a file ignores.
    """
    told: dict[str, list[Setting]] = {key: [] for key in _SELECTING}
    for key in _SELECTING:
        if key in given:
            told[key].append(given[key])
        if configuration is not None and key in configuration.values:
            told[key].append(of_value(configuration.values[key]))
    least = told[SELECT][0].origins[0].rank if told[SELECT] else 0
    chosen: dict[str, Setting] = {}
    for key, settings in told.items():
        strong = [setting for setting in settings if setting.origins[0].rank >= least]
        strong = strong if key == EXTEND_SELECT else strong[:1]
        if strong:
            words: tuple[Any, ...] = tuple(word for setting in strong for word in setting.value)
            chosen[key] = Setting(words, tuple(origin for setting in strong for origin in setting.origins))
        else:
            chosen[key] = Setting(None)
    return chosen
