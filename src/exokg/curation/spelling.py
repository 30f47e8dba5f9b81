"""One normal form for the spellings of a name, so that ``β-Catenin`` and ``beta catenin`` are one.

Every place that looks a name up (a record's field, a parameter, a sentence) compares normal forms. They are
keys to compare, never shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:\.\d+)*\+?|[%+]")
_APOSTROPHES: Final = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_BETWEEN_NUMBERS: Final = re.compile(r"(?<=\d) (?=\d)")
_GREEK: Final = re.compile("[α-ω]")
_IRREGULAR: Final = {"mice": "mouse", "papillae": "papilla", "hypotheses": "hypothesis"}
_BRITISH: Final = (
    ("signalling", "signaling"),
    ("labelled", "labeled"),
    ("tumour", "tumor"),
    ("colour", "color"),
    ("ageing", "aging"),
    ("aemi", "emi"),
    ("oedema", "edema"),
    ("oestr", "estr"),
    ("rrhoe", "rrhe"),
    ("fibre", "fiber"),
    ("foetal", "fetal"),
    ("foetus", "fetus"),
    ("grey", "gray"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
)
_PLURAL: Final = (
    (re.compile(r"(?<=[a-z]{3})ies$"), "y"),
    (re.compile(r"(?<=[a-z])(ss|x|ch|sh)es$"), r"\1"),
    (re.compile(r"(?<=[a-z0-9]{2}[a-hj-rtv-z0-9])s$"), ""),
)


def singular(word: str) -> str:
    """A word of lower case without the ending of a plural; what only looks like one is left (``apoptosis``).

    >>> [singular(word) for word in ("cells", "bodies", "mice", "apoptosis", "virus", "gas")]
    ['cell', 'body', 'mouse', 'apoptosis', 'virus', 'gas']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s"):
        return word
    for ending, instead in _PLURAL:
        if ending.search(word):
            return ending.sub(instead, word)
    return word


def _plain(text: str) -> str:
    """Lower case, Greek letters by name, no apostrophes."""
    if text.isascii() and "'" not in text:  # nearly all names: three times as fast
        return text.lower()
    text = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _GREEK.sub(lambda letter: unicodedata.name(letter[0]).split()[-1].lower(), text)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, Greek letters by name; hyphens and other marks part words.

    >>> words_of("Does Wnt/β‑catenin act on Wharton’s-jelly cells?")
    ['does', 'wnt', 'beta', 'catenin', 'act', 'on', 'whartons', 'jelly', 'cells']
    """
    return [word.replace("lamda", "lambda") for word in _WORD.findall(_plain(text))]


def spellings(word: str) -> set[str]:
    """A word as British and as Americans spell it.

    >>> sorted(spellings("miniaturised")), sorted(spellings("color"))
    (['miniaturised', 'miniaturized'], ['color', 'colour'])
    """
    american, british = word, word
    for one, other in _BRITISH:
        american, british = american.replace(one, other), british.replace(other, one)
    return {word, american, british}


def same_symbols(text: str, names: Iterable[str]) -> bool:
    """Return whether *names* write the one and two letter words of a text in its case; l is L, the litre.

    >>> same_symbols("Millimetre", ["mm", "millimetre"]), same_symbols("mM", ["mm"])
    (True, False)
    """
    return set(_symbols(text)) <= {symbol for name in names for symbol in _symbols(name)}


def _symbols(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).replace("l", "L")
    return re.findall(r"(?<![^\W\d_])[^\W\d_]{1,2}(?![^\W\d_])", plain)


@lru_cache(maxsize=1 << 14)
def normal_form(text: str) -> str:
    """The key under which all spellings of a name are equal.

    Case, the marks and blanks between words, plural endings, Greek letters against their names and British
    against American spelling make no difference. Two numbers stay apart: ``miR-22-5p`` is not ``miR-225p``.

    >>> {normal_form(text) for text in ("β-Catenin", "beta catenin", "Betacatenin")}
    {'betacatenin'}
    >>> normal_form("Dermal papilla cells"), normal_form("miR-22-5p"), normal_form("CL:0000346")
    ('dermalpapillacell', 'mir22-5p', 'cl0000346')
    """
    form = " ".join(map(singular, words_of(text)))
    for british, american in _BRITISH:
        form = form.replace(british, american)
    return _BETWEEN_NUMBERS.sub("-", form).replace(" ", "")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "record"), counted(0, "record"), counted(2, "independent study"), counted(2, "day")
    ('1 record', '0 records', '2 independent studies', '2 days')
    """
    return f"{number} {noun if number == 1 else re.sub('(?<![aeiou])y$', 'ie', noun) + 's'}"


def with_article(noun: str) -> str:
    """Return a noun with its indefinite article.

    >>> with_article("anatomy"), with_article("unit")
    ('an anatomy', 'a unit')
    """
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"
