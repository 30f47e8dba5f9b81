"""Values of options and arguments, read without pydantic, which typer would import for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read_plainly"]

_PLAIN: Final = (str, int, float, Path)


def read_plainly(param: Any) -> Any:
    """Let a parameter of a plain type be read without pydantic, which costs 60 ms to import."""
    descriptor = getattr(param, "type_descriptor", None)  # typer before 0.29 reads plainly itself
    annotation = getattr(descriptor, "annotation", None)
    limited = getattr(descriptor, "is_ranged", False) or getattr(descriptor, "is_choice", False)
    if annotation is bool:
        param.get_runtime_param = lambda: _Plain(_flag)
    elif annotation in _PLAIN and not limited:
        param.get_runtime_param = lambda: _Plain(annotation)
    elif annotation in (list[str], list[Path]):
        param.get_runtime_param = lambda: _Plain(tuple, annotation.__args__[0])
    return param


def _flag(value: bool | str) -> bool:
    """A flag, which is text where it comes from the environment."""
    if isinstance(value, bool):
        return value
    return value.lower() not in {"", "0", "false", "no", "off"}


class _Plain:
    """Reads ``str``, ``int``, ``float`` and ``Path`` values, and lists of texts and paths."""

    def __init__(self, kind: Callable[[Any], Any], item: Callable[[Any], Any] | None = None) -> None:
        self._kind = kind
        self._item = item

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if self._item is not None:
            return tuple(self._item(part) for part in value or ())
        if value is None:
            return None
        try:
            return self._kind(value)
        except ValueError as error:
            name = getattr(self._kind, "__name__", "value")
            raise typer.BadParameter(f"{value!r} is not a valid {name}.", ctx=ctx, param=param) from error
