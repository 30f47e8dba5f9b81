"""Reads an ordinary command line by the declarations alone, without importing typer.

Ordinary is: every option written out by one of its names (``-f json``, ``--format json`` or
``--format=json``), every value of the declared type, nothing missing and nothing left over. Whatever
else there is (help, ``-fjson``, ``--``, a mistake) is typer's: :func:`read` then returns ``None``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from .commands import COMMANDS, SHARED, exokg, find_command, print_version
from .declared import CommandParameter

_TYPES: Final[dict[str, Callable[[str], Any]]] = {"str": str, "int": int, "float": float, "Path": Path}
_UNDERSTOOD: Final = {"metavar", "help", "envvar", "autocompletion", "callback", "count"}


class _NotOrdinaryError(Exception):
    """The line is left to typer."""


class _Slot:
    """One parameter of a function and the texts that a line gives it."""

    def __init__(self, name: str, parameter: CommandParameter, annotation: str) -> None:
        kind = annotation.removesuffix(" | None")
        self.name, self.parameter = name, parameter
        self.many = kind.startswith("list[")
        self.kind = kind.removeprefix("list[").removesuffix("]")
        self.bare = self.kind == "bool" or "count" in parameter.settings  # takes no value
        self.given: list[str] = []

    def value(self) -> Any:
        """What the line, the environment or the declaration says."""
        texts = self.given or self._environment()
        if not texts:
            if self.parameter.default is ...:
                raise _NotOrdinaryError
            return self.parameter.default
        if self.kind == "bool":
            return all(names.partition("/")[2] != texts[-1] for names in self.parameter.names)
        if self.bare:
            return len(texts)
        try:
            values = [_TYPES[self.kind](text) for text in texts]
        except (KeyError, ValueError) as error:
            raise _NotOrdinaryError from error
        return values if self.many else values[-1]

    def _environment(self) -> list[str]:
        text = os.environ.get(self.parameter.settings.get("envvar", ""))
        if text and (self.bare or self.many):
            raise _NotOrdinaryError
        return [text] if text else []


def _slots(function: Callable[..., Any]) -> list[_Slot]:
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    return [
        _Slot(name, parameter, function.__annotations__[name])
        for name, parameter in zip(names, defaults, strict=True)
        if isinstance(parameter, CommandParameter) and parameter.settings.keys() <= _UNDERSTOOD
    ]


def _sort(words: Sequence[str], slots: Sequence[_Slot], *, group: bool, lenient: bool = False) -> list[str]:
    """Give each option of a line to its slot, and return the other words.

    Args:
        words: the line.
        slots: the parameters.
        group: the first other word ends the line, as it is a command.
        lenient: an unknown long option is one of the other words.
    """
    options = {name: slot for slot in slots for names in slot.parameter.names for name in names.split("/")}
    others: list[str] = []
    rest = iter(words)
    for word in rest:
        if word == "-" or not word.startswith("-"):
            others.append(word)
            if group:
                break
            continue
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        slot = options.get(name)
        if slot is None and lenient and word.startswith("--") and word not in ("--", "--help"):
            others.append(word)
        elif slot is None or (slot.bare and equals):
            raise _NotOrdinaryError
        else:
            slot.given.append(name if slot.bare else value if equals else _next(rest))
    return [*others, *rest]


def _next(rest: Any) -> str:
    for word in rest:
        return str(word)
    raise _NotOrdinaryError


def _place(words: Sequence[str], slots: Sequence[_Slot]) -> None:
    """Give the words that are no options to the arguments, in order."""
    left = list(words)
    for slot in slots:
        if slot.parameter.kind == "Argument":
            count = len(left) if slot.many else 1
            slot.given, left = left[:count], left[count:]
    if left:
        raise _NotOrdinaryError


def _read(words: Sequence[str]) -> Callable[[], Any]:
    before, after = _shared(), _shared()
    name, *rest = _sort(words, before, group=True) or [""]
    if name not in COMMANDS:
        raise _NotOrdinaryError
    function, settings = find_command(name)
    slots = _slots(function)
    if len(slots) != len(function.__defaults__ or ()):
        raise _NotOrdinaryError
    _place(_sort(rest, [*slots, *after], group=False, lenient="context_settings" in settings), slots)
    values = {slot.name: slot.value() for slot in slots}
    effects = [(slot.parameter.settings["callback"], slot.value()) for slot in before + after if slot.given]

    def call() -> None:
        for effect, value in effects:
            effect(value)
        function(**values)

    return call


def _shared() -> list[_Slot]:
    return [slot for slot in _slots(exokg) if slot.name in SHARED]


def read(words: Sequence[str]) -> Callable[[], Any] | None:
    """The call that a command line means, or ``None`` where only typer can say.

    Args:
        words: the words after ``exokg``.

    >>> read(["query", "--format"]) is None  # the value is missing: typer says so
    True
    """
    if list(words) in (["-V"], ["--version"]):
        return print_version
    try:
        return _read(words)
    except _NotOrdinaryError:
        return None
