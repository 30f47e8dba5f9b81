"""Whether more or less of an outcome is wanted: apart from the direction in which it moved."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from .lists import Codes

__all__ = ["VALENCE", "Valence"]

VALENCE: Final = Codes("Valence")
"""How the IRI of a valence is made of its word."""

Valence = Annotated[Literal["more wanted", "less wanted", "not agreed"], VALENCE]
"""Of what people are treated for; ``not agreed`` where it depends on the case, or on whom one asks."""
