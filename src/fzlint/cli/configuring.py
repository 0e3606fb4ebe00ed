"""The options that choose configuration files, and how such a file stands behind the options of a command.

``configurable`` gives a command ``--config`` and ``--isolated``. They are read before all others, so that the
configuration of the run becomes click's ``default_map``: click itself puts the command line and the environment first,
and tells where a value came from.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from fzlint.cli import BAD_USE
from fzlint.cli.options import Choice, Size, option
from fzlint.cli.words import side
from fzlint.gate.configuration.keys import FLAG, NUMBER, SIZE, TEXT, WHOLE, Key, keys_with
from fzlint.gate.configuration.origins import COMMAND_LINE, ENVIRONMENT, Origin, Setting, of_value
from fzlint.gate.configuration.store import Store

if TYPE_CHECKING:
    from fzlint.gate.configuration.problems import ConfigurationError

Function = TypeVar("Function", bound=Callable[..., Any])

_META = "fzlint.configured"
_CHOOSING = ("config", "isolated")
_PATHS = ("FILE", "DIR", "PATH")  # metavars of options whose value is a path, in a file relative to it
_NAMED_PATH = "FORMAT=PATH"
# Options that a variable sets and that are about one run only. Others of this kind have no variable, and are no keys.
_NO_KEYS = (*_CHOOSING, "stdin_filename")
_CONFLICT = (
    "--config 和 --isolated 不能同时使用：前者指定配置文件，后者不用任何配置文件。"
    " || --config and --isolated exclude each other: one names a configuration file, the other uses none."
)


class Configured:
    """The configuration files behind a command, and where each of its values came from."""

    def __init__(self, store: Store, context: click.Context) -> None:
        self.store = store
        self._context = context

    def fresh(self) -> Configured:
        """The same options over the files as they are now."""
        return Configured(self.store.fresh(), self._context)

    def setting(self, parameter: click.Parameter) -> Setting:
        """The value of a parameter with its origin."""
        name = parameter.name or ""
        value = self._context.params.get(name)
        source = self._context.get_parameter_source(name)
        if source is ParameterSource.COMMANDLINE:
            long = next((text for text in parameter.opts if text.startswith("--")), parameter.opts[0])
            return Setting(value, (Origin(COMMAND_LINE, long),))
        if source is ParameterSource.ENVIRONMENT:
            return Setting(value, (Origin(ENVIRONMENT, str(parameter.envvar)),))
        if source is ParameterSource.DEFAULT_MAP:
            configuration = self.store.of_run()
            if configuration is not None:
                return Setting(value, of_value(configuration.values[_key_name(parameter)]).origins)
        return Setting(value)

    def of_run(self) -> dict[str, Setting]:
        """The settings of the run by key: those that no document has otherwise."""
        return {key.name: self.setting(parameter) for parameter, key in self._keys() if not key.of_documents}

    def given(self) -> dict[str, Setting]:
        """What the command line and the environment say of the settings of documents, by key."""
        settings = {key.name: self.setting(parameter) for parameter, key in self._keys() if key.of_documents}
        return {name: told for name, told in settings.items() if told.origins[0].kind in (COMMAND_LINE, ENVIRONMENT)}

    def folder_of(self, key: str) -> str | None:
        """The folder of the file that a value of the run came from; None when it came from no file."""
        configuration = self.store.of_run()
        parameter = next((one for one in self._context.command.params if _key_name(one) == key), None)
        if configuration is None or parameter is None:
            return None
        source = self._context.get_parameter_source(parameter.name or "")
        return configuration.values[key].file.folder if source is ParameterSource.DEFAULT_MAP else None

    def _keys(self) -> list[tuple[click.Parameter, Key]]:
        return _keys_in(self.store, self._context.command)


def configurable(function: Function) -> Function:
    """Give a command ``--config`` and ``--isolated``."""
    for decorate in (_ISOLATED, _CONFIG):
        function = decorate(function)
    return function


def configured() -> Configured:
    """The configuration behind the command that is running."""
    found: Configured = click.get_current_context().meta[_META]
    return found


def keys() -> Mapping[str, Key]:
    """The keys of a configuration file: those of ``fzlint check``, which are all there are."""
    from fzlint.cli.check import command

    return keys_with(key for parameter in command.params if (key := _key_of(parameter)))


def _keys_in(store: Store, command: click.Command) -> list[tuple[click.Parameter, Key]]:
    """The options of a command that are keys. ``--severity`` of annotate is none: the key of this name is no option."""
    found = ((parameter, store.keys.get(_key_name(parameter))) for parameter in command.params)
    return [(parameter, key) for parameter, key in found if key is not None and key.parameter == parameter.name]


def lines_of(error: ConfigurationError, language: str) -> str:
    """What is wrong with a configuration, each problem in a line of its own."""
    from fzlint.checklist.loading import shipped
    from fzlint.messages import Messages

    return "\nfzlint: ".join(error.lines(Messages(shipped().section("messages"), language)))


def schema(language: str) -> dict[str, Any]:
    """The JSON Schema of a configuration file, with descriptions in this language."""
    from fzlint.checklist.loading import shipped
    from fzlint.gate.configuration.schema import schema_of
    from fzlint.messages import Messages

    messages = Messages(shipped().section("messages"), language)

    def describe(key: Key) -> str:
        return messages(f"settings.key.{key.name}") if key.meaning is None else messages.of(key.meaning)

    return schema_of(keys().values(), messages("settings.title"), describe)


def _noted(ctx: click.Context, parameter: click.Parameter, value: Any) -> Any:
    """Both options are read before all others, in the order they were given in; the second brings the files."""
    seen: dict[str, tuple[Any, ParameterSource | None]] = ctx.meta.setdefault(f"{_META}.options", {})
    name = str(parameter.name)
    seen[name] = value, ctx.get_parameter_source(name)
    if len(seen) == len(_CHOOSING) and not ctx.resilient_parsing:
        _set_defaults(ctx, *(seen[name] for name in _CHOOSING))
    return value


def _set_defaults(
    ctx: click.Context, config: tuple[str | None, ParameterSource | None], isolated: tuple[bool, ParameterSource | None]
) -> None:
    language = str(ctx.obj or "zh")
    named, alone = config[0], isolated[0]
    if named and alone:
        if config[1] is isolated[1]:
            raise click.UsageError(side(_CONFLICT, language), ctx)
        named, alone = (named, False) if config[1] is ParameterSource.COMMANDLINE else (None, True)
    from fzlint.gate.configuration.problems import ConfigurationError

    store = Store(keys, named=named or None, isolated=alone)
    ctx.meta[_META] = Configured(store, ctx)
    try:
        configuration = store.of_run()
        if configuration is not None and not named:
            from fzlint.gate.configuration.references import refuse_outside

            refuse_outside(configuration)
    except ConfigurationError as error:
        sys.stderr.write(f"fzlint: {lines_of(error, language)}\n")
        raise click.exceptions.Exit(BAD_USE) from None
    if configuration is None:
        return
    defaults = {}
    for parameter, key in _keys_in(store, ctx.command):
        if not key.of_documents and key.name in configuration.values:
            value = _as_given(key, configuration.values[key.name].value)
            if _takes(parameter, value):
                defaults[key.parameter] = value
    ctx.default_map = defaults


def _takes(parameter: click.Parameter, value: Any) -> bool:
    """Whether this command's option of the name takes a value that was right for ``fzlint check``."""
    try:
        for one in value if isinstance(value, list) else [value]:
            _converter(parameter)(one)
    except ValueError:
        return False
    return True


def _as_given(key: Key, value: Any) -> Any:
    """A value of a file as the command line would have it: paths from the working folder."""
    from fzlint.gate.configuration.files import shown_path

    if key.many:
        return [_as_given(_single(key), entry) for entry in value]
    if key.named and "=" in value:
        name, _, path = value.partition("=")
        return f"{name}={shown_path(path)}"
    return shown_path(value) if key.path or key.named else value


def _single(key: Key) -> Key:
    from dataclasses import replace

    return replace(key, many=False)


def _key_name(parameter: click.Parameter) -> str:
    return next((text for text in parameter.opts if text.startswith("--")), "").removeprefix("--")


def _key_of(parameter: click.Parameter) -> Key | None:
    """The key that an option is; None for what is about one run only, which no variable sets."""
    if not isinstance(parameter, click.Option) or not parameter.envvar or parameter.name in _NO_KEYS:
        return None
    kind = parameter.type
    settings: dict[str, Any] = {}
    if parameter.is_flag:
        settings["kind"] = FLAG
    elif isinstance(kind, Size):
        settings["kind"] = SIZE
    elif isinstance(kind, click.types.IntParamType | click.types.FloatParamType):
        settings["kind"] = WHOLE if isinstance(kind, click.types.IntParamType) else NUMBER
        settings["least"], settings["most"] = getattr(kind, "min", None), getattr(kind, "max", None)
    else:
        settings["kind"] = TEXT
        settings["choices"] = tuple(kind.words) if isinstance(kind, Choice) else ()
    metavar = parameter.metavar or ""
    chinese, _, english = (parameter.help or "").partition(" || ")
    return Key(
        name=_key_name(parameter),
        parameter=str(parameter.name),
        many=parameter.multiple,
        path=metavar in _PATHS,
        named=metavar == _NAMED_PATH,
        convert=_converter(parameter),
        meaning={"zh": chinese.strip(), "en": english.strip()},
        **settings,
    )


def _converter(parameter: click.Parameter) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        try:
            return parameter.type.convert(value, parameter, click.get_current_context(silent=True))
        except click.BadParameter as error:
            raise ValueError(error.message) from None

    return convert


_CONFIG = option(
    "--config",
    metavar="FILE",
    is_eager=True,
    expose_value=False,
    callback=_noted,
    help="用这个配置文件，不再按文件夹查找 .fzlint.yaml。"
    " || Use this configuration file instead of looking for .fzlint.yaml.",
)
_ISOLATED = option(
    "--isolated",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_noted,
    help="不用任何配置文件。 || Use no configuration file.",
)
