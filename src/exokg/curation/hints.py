"""Which known name may be proposed in place of an unknown one.

A curator who accepts a proposal must not say another thing than the source. So a name is proposed only if it
has the same normal form, if its words hold all words of the text, or if both differ by one slip of the
keyboard; and never if a digit, a letter of a symbol (``LGR5``) or a word such as *not* or *receptor* differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from .spelling import normal_form, singular, words_of

_SHOWN: Final = 3
_LONGEST: Final = 200  # characters; nobody names a term with more
_SHORTEST: Final = 5  # letters of a word in which one letter may be wrong, unless it is only doubled
_SYMBOL: Final = re.compile(r"[0-9]|[^\W\d_][^\W_]*[A-Z]")
_ALIKE: Final = ({"i", "y"}, {"c", "k"}, {"s", "z"}, {"s", "c"}, {"f", "v"}, {"a", "e"}, {"e", "i"})
_VOWELS: Final = frozenset("aeiouy")
_CHANGING: Final = frozenset(
    re.findall(
        r"\w+",
        """
    activated activator agonist alpha antagonist anti antibody associated beta binding blocker complete
    conditioned interacting related
    decoy decreased deficient degradation delta depleted derived dominant early epsilon ex except exogenous
    exosome free gamma heterozygous homozygous i ii iii inactive inducible induced inhibitor inhibition iv
    kappa knockdown knockout late less like ligand loaded low high increased medium mimic minus mrna
    mutant negative neutralized neutralising neutralizing no non none not null overexpressing overexpression
    downregulated downstream inactivation inducer regulation suppression suppressor upregulated
    partial phospho phosphorylated positive pre precursor pro pseudo receptor recombinant reduced resistant
    scrambled secreted sensitive sirna shrna soluble sponge substitute total unlike untreated v vesicle
    vi vii viii without x xvii hsa mmu rno long short small stem progenitor inhibited blocked silenced
    deleted impaired antisense secretion secretory
    """,
    )
)
"""Words with which a name means something else than without them."""


def likely_names(text: str, names: Iterable[str], *, entities: bool = False) -> list[str]:
    """Return up to three of *names* that *text* may mean, the most likely first.

    Args:
        text: what was written.
        names: the known names.
        entities: whether they name molecules, cells, species or the like, where one consonant more or less
            is often another one (``insulin`` and ``inulin``).

    >>> likely_names("hair densty", ["hair density", "hair length"])
    ['hair density']
    >>> likely_names("Lgr6", ["LGR5"]), likely_names("in vivo", ["in vitro"])
    ([], [])
    """
    if len(text) > _LONGEST:
        return []
    form, said = normal_form(text), spoken(text)
    found: dict[str, tuple[int, int, str]] = {}
    for name in names:
        words = spoken(name)
        if form and normal_form(name) == form:
            found[name] = (0, len(name), name)
        elif _holds(words, said):
            found[name] = (1, len(name), name)
        elif _one_slip(text, name, said, words, entities=entities):
            found[name] = (0, len(name), name)
    return sorted(found, key=found.__getitem__)[:_SHOWN]


def names_within(text: str, names: Iterable[str]) -> list[str]:
    """Return up to three of *names* that *text* contains with words that do not change what they name.

    >>> names_within("IGF-1 expression", ["IGF1", "IGF-1"]), names_within("IGF-1 receptor", ["IGF-1"])
    (['IGF-1'], [])
    """
    if len(text) > _LONGEST:
        return []
    found = [name for name in names if _holds(spoken(text), spoken(name))]
    return sorted(found, key=lambda name: (-len(name), name))[:_SHOWN]


def held_names(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of words that a text holds together with words that do not change what it names.

    >>> ("igf", "1") in held_names("IGF-1 expression"), ("igf", "1") in held_names("IGF-1 receptor")
    (True, False)
    """
    words = spoken(text)
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            if end - start < len(words) and all(map(_changes_nothing, (*words[:start], *words[end:]))):
                yield words[start:end]


def is_symbol(name: str) -> bool:
    """Return whether a name holds digits or capitals inside a word, as symbols of genes do."""
    return bool(_SYMBOL.search(name))


@lru_cache(maxsize=1 << 14)
def spoken(text: str) -> tuple[str, ...]:
    """Return the words of a name in lower case and singular."""
    return tuple(singular(word) for word in words_of(text))


def _holds(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Return whether a name is another with words before or behind it that change nothing."""
    size = len(shorter)
    for start in range(len(longer) - size + 1 if size else 0):
        if longer[start : start + size] == shorter and size < len(longer):
            return all(map(_changes_nothing, (*longer[:start], *longer[start + size :])))
    return False


def _changes_nothing(word: str) -> bool:
    return len(word) > 1 and word not in _CHANGING and not any(letter.isdigit() for letter in word)


def _one_slip(text: str, name: str, said: tuple[str, ...], words: tuple[str, ...], *, entities: bool) -> bool:
    """Return whether two names of as many words differ by one slip in one word that is no symbol."""
    if len(said) != len(words):
        return False
    pairs = [pair for pair in zip(said, words, strict=True) if pair[0] != pair[1]]
    if len(pairs) != 1 or set(pairs[0]) & _CHANGING:
        return False
    shorter, longer = sorted(pairs[0], key=len)
    if len(shorter) < 3 or shorter[0] != longer[0] or len(longer) - len(shorter) > 1:
        return False
    written = re.findall(r"[^\W_]+", f"{text} {name}")
    symbols = {singular(word.casefold()) for word in written if _SYMBOL.search(word)}
    return not symbols & {shorter, longer} and _slipped(shorter, longer, entities=entities)


def _slipped(shorter: str, longer: str, *, entities: bool) -> bool:
    """Return whether two words differ by one letter too many, two that changed places, or one sound."""
    start = next((at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        letter = longer[start]
        doubled = letter in (longer[start - 1], longer[start + 1 : start + 2])
        likely = len(shorter) >= _SHORTEST and (letter in _VOWELS or not entities)
        return shorter[start:] == longer[start + 1 :] and (doubled or likely)
    if len(shorter) < _SHORTEST:
        return False
    a, b = shorter[start : start + 2], longer[start : start + 2]
    if shorter[start + 2 :] == longer[start + 2 :] and a == b[::-1]:
        return True
    return shorter[start + 1 :] == longer[start + 1 :] and {a[0], b[0]} in _ALIKE
