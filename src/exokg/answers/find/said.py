"""What findings and records say: a word is found in its own forms only, never in another of its stem."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ...curation.spelling import normal_form, singular, spellings, words_of
from ...model.dimensions import dimensions
from ...model.effects import DIRECTIONS
from ...rdf.findings import AUTHORS
from ...store.text_parts import SYMBOL, words_in
from .excerpts import around
from .filters import index
from .meanings import known_names
from .plain_words import SAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .table import Findings, Rows


TERM: Final = "by a term called "
"""What is before a name of a term that a record has, where it is no text of the record."""
_SHORT: Final = 5  # letters from which on a word may be a verb
_NAME: Final = 3  # letters of a word that is more often something else than an author
_STEM: Final = 4  # letters that remain of a verb without its ending
_OF_VERBS: Final = ("ing", "ed", "ation", "ion", "e")
_OF_PARTICIPLES: Final = ("ed", "ing", "ion", "ions", "ation", "ations")
"""All that a participle is also found as: what is *scaled* is on no *scale*."""
_ENDINGS: Final = ("", "s", "e", "es", *_OF_PARTICIPLES)
_ACT: Final = re.compile("ions?$")
"""The ending of a noun of a verb, which may be another thing, as *edition* is."""
_DENIALS: Final = ("not", "non", "without", "nor", "neither", "not said to")
"""Words that, right before a word of a finding, make it no mention; *no* is left out: it gives a result."""
_DENIAL: Final = re.compile(rf"\b(?:{'|'.join(_DENIALS)})[\W_]+$", re.IGNORECASE)
_INSIDE: Final = 3  # letters from which on a word is looked for in other words
_POWER: Final = re.compile(r"\d+(?:\.\d+)?e\d{1,2}")
"""A power of ten, as numbers of particles are written."""
_PARTS: Final = re.compile(r" |(?<=[a-z])(?=\d)")
"""Between the words of a phrase, and between a symbol and its number."""
_EFFECTS: Final = frozenset(part for one in DIRECTIONS for part in words_of(one.word))
"""Words by which effects are called: no other form of them is looked for in records."""


@lru_cache(maxsize=1 << 12)
def forms(word: str) -> frozenset[str]:
    """The forms of a word: its plural, those of a verb, British and American, and other words for the same.

    >>> sorted(forms("mouse"))
    ['mice', 'mouse', 'mouses']
    >>> "positive" in forms("position"), "miniaturization" in forms("miniaturised")
    (False, True)
    """
    if _POWER.fullmatch(word):
        return _of_value(word)
    known = {one for plain in (word, singular(word)) for one in spellings(plain)}
    known |= {same for one in known for same in SAME.get(one, ())}
    found = {form for one in known for form in (_inflected(one) if " " not in one else {one})}
    return frozenset(spelled for form in found for spelled in spellings(form))


def plain_forms(word: str) -> frozenset[str]:
    """A word and those of the same meaning, their plurals and the forms of their verbs, but for other nouns.

    >>> plain_forms("editing") & {"edited", "edition"}, "melanoma" in plain_forms("cancer")
    (frozenset({'edited'}), True)
    """
    if " " in word or _POWER.fullmatch(word):
        return forms(word)
    found: set[str] = set()
    for own in {word, singular(word), *same_as(word)}:
        every, act = _inflected(own) if " " not in own else {own}, bool(_ACT.search(own))
        found |= {one for one in every if bool(_ACT.search(one)) is act}
    return frozenset(one for form in found for one in spellings(form))


def same_as(word: str) -> tuple[str, ...]:
    """The words that are searched with a word, as they mean the same and are no forms of it."""
    family = SAME.get(word, SAME.get(singular(word), ()))
    return tuple(one for one in family if one not in {word, singular(word)} and "_" not in one)


def _of_value(number: str) -> frozenset[str]:
    """A number of particles in the ways in which doses are written.

    >>> sorted(_of_value("1e10"))
    ['10 000 000 000', '10 billion', '10000 million', '10000000000', '10000000000.0', '1e10']
    """
    value = float(number)
    named = {f"{value / 10**power:g} {name}" for name, power in (("million", 6), ("billion", 9))}
    plain = {f"{value:.0f}", f"{value:.1f}", f"{value:,.0f}".replace(",", " "), number}
    return frozenset(one for one in named if "e" not in one) | plain


def _inflected(word: str) -> set[str]:
    if word == "mouse":
        return {"mouse", "mice", "mouses"}
    found = {word, f"{word}s", re.sub("y$", "ies", word)}
    if len(word) >= _SHORT and word.isalpha():
        stems = {word, *(word.removesuffix(ending) for ending in _OF_VERBS)}
        endings = _OF_PARTICIPLES if word.endswith(("ed", "ing")) else _ENDINGS
        found |= {stem + ending for stem in stems if len(stem) >= _STEM for ending in endings}
    return found


def saying(table: Findings, text: str) -> Rows:
    """The findings that say a word in one of its forms, or the words of a name one after another.

    The name with which the key of a study begins is said by its findings, where the record names no authors.
    """
    spelled = _spelled(text)
    found = _found(table, spelled)
    if len(text) <= _NAME and normal_form(text) in known_names(table):  # initials are no name of a thing
        found -= _by_authors(table, text.lower(), found)
    denied = _found(table, [f"{no} {one}" for no in _DENIALS for one in spelled]) if found else found
    labelled = _labelled(table).get(text.lower(), frozenset())
    return (found - {row for row in denied if not _mentions(table, row, text)}) | labelled


def _labelled(table: Findings) -> Mapping[str, Rows]:
    """The name that begins the key of a study without a named author → its findings; kept with the table."""
    if "labelled" not in table.indexes:
        rows = index(table, dimensions()["study"])
        found: dict[str, Rows] = {}
        for study, authors, *_ in table.store.kept.rows(AUTHORS):
            if not authors and study in rows and (label := table.authored.get(study)):
                name = label.split()[0].lower()
                found[name] = found.get(name, frozenset()) | rows[study]
        table.indexes["labelled"] = found
    return table.indexes["labelled"]


def _found(table: Findings, spelled: Iterable[str]) -> Rows:
    """The findings that hold one of some words or phrases."""
    found = table.store.kept.search("({})".format(" OR ".join(f'"{one}"' for one in spelled)))
    return frozenset(table.places[finding] for finding in found if finding in table.places)


def _mentions(table: Findings, row: int, text: str) -> bool:
    """Whether a finding says a word anywhere without a *not* right before it."""
    texts = table.store.kept.texts(table.iris[row])
    return any(not _DENIAL.search(one[: at.start()]) for one in texts for at in _written(text).finditer(one))


def authors_only(table: Findings, word: str) -> bool:
    """Whether a short word, such as *Hu* or *Li*, is said only as the name or the initials of authors."""
    if len(word) > _NAME or not word.isalpha():
        return False
    said = saying(table, word)
    return bool(said) and said == _by_authors(table, word, said)


def _by_authors(table: Findings, word: str, rows: Rows) -> Rows:
    """Which of some findings say a word only as the name or the initials of an author."""
    authors = table.column(dimensions()["author"])
    named = {row for row in rows if word in words_in(authors.get(row, ()))}
    return frozenset(
        row
        for row in named
        if all(
            authors[row][0] in text or word not in words_of(text)
            for text in table.store.kept.texts(table.iris[row])
        )
    )


def _spelled(text: str) -> list[str]:
    """The ways to write words one after another; a number and its unit may be one, as a symbol may."""
    spelled = []
    for *before, last in _ways(text):
        starts = ["".join(f"{word} " for word in before)]
        if before and re.fullmatch(r"[\d.]+", before[-1]):
            starts.append(starts[0][:-1])
        spelled += [start + form for start in starts for form in sorted(forms(last))]
    return spelled


def _ways(name: str) -> Iterator[list[str]]:
    """The words of a name; a symbol and its number apart and as one, as *FGF7* is; a number by its value."""
    plain = " ".join(words_of(name))
    apart = re.sub(r"\b([a-z]{2,})(?=\d)", r"\1 ", plain)
    one = re.sub(rf"\b([a-z]{{2,{SYMBOL}}}) (?=\d)", r"\1", apart)
    same = sorted(_of_value(plain)) if _POWER.fullmatch(plain) else ()
    yield from (way.split() for way in dict.fromkeys((plain, apart, one, *same)) if way)


@lru_cache(maxsize=1 << 8)
def _wanted(name: str) -> tuple[list[frozenset[str]], ...]:
    """For each way to write a name, the forms of its words."""
    return tuple([forms(word) for word in way] for way in _ways(name))


def other_names(table: Findings) -> frozenset[str]:
    """What terms are called beside their labels: no record need say it."""
    terms = [*table.terms]
    return frozenset(name for term in terms for name in term.synonyms) - {term.label for term in terms}


def passages(table: Findings, row: int, words: Iterable[Sequence[str]], others: Collection[str] = ()) -> str:
    """Where a finding says some words: of each the first place, by the first of its names that is said.

    Args:
        table: the findings.
        row: the finding.
        words: all that each word is called.
        others: texts that are another name of a term, which is said; they are looked in last.
    """
    texts = sorted(table.store.kept.texts(table.iris[row]), key=lambda text: text in others)
    each = (((text, _written(name)) for name in names for text in texts) for names in words)
    found = (next((one for one in places if one[1].search(one[0])), None) for places in each)
    called = (f"{'also called ' * (one[0] in others)}{around(*one)}" for one in found if one)
    return "; ".join(dict.fromkeys(called))


@lru_cache(maxsize=1 << 8)
def _written(name: str) -> re.Pattern[str]:
    """A pattern of a name as it is searched."""
    return _pattern([_spelled(name)])


def _pattern(way: Iterable[Iterable[str]]) -> re.Pattern[str]:
    """A pattern of words in their forms; marks and blanks between them, and before a number, may be there."""
    between = "[\\W_]*"
    forms_of = (
        "|".join(
            between.join(map(re.escape, _PARTS.split(form))) for form in sorted(word, key=len, reverse=True)
        )
        for word in way
    )
    said = between.join(f"(?:{forms})" for forms in forms_of)
    return re.compile(rf"(?<![^\W_]){said}(?![^\W_])", re.IGNORECASE)


def recording(table: Findings, names: Iterable[str]) -> frozenset[str]:
    """The keys of records one of whose texts says all words of one of some names."""
    each = ((way, table.records.together(way)) for name in names for way in _wanted(name))
    return frozenset().union(
        *(keys & table.records.in_order(way) if _is_code(way) else keys for way, keys in each)
    )


def parts_of(symbols: Mapping[str, str], word: str) -> list[str]:
    """The longer of some symbols that contain a word, as *PGAIS* does *GAIS*; *PapillaCell* holds no *pill*.

    >>> parts_of({"pgais": "PGAIS", "gais": "GAIS", "papillacell": "PapillaCell"}, "gais")
    ['pgais']
    >>> parts_of({"cd90": "CD90"}, "cd9"), parts_of({"papillacell": "PapillaCell"}, "pill")
    ([], [])
    """
    if len(word) < _INSIDE or not word.isalnum():
        return []
    part = re.compile(rf"(?:(?<![^\W_])|(?=[^a-z]))(?i:{word})" + r"(?!\d)" * word[-1].isdigit())
    whole = forms(word)
    return [
        own for own, written in symbols.items() if word in own and part.search(written) and own not in whole
    ]


def mentioning(table: Findings, name: str) -> frozenset[str]:
    """The keys of records that say all words of a name, or have a term called so: of a code, in order."""
    records = table.records
    return frozenset().union(
        *(records.in_order(way) if _is_code(way) else records.saying(way) for way in _wanted(name))
    )


def matches(table: Findings, name: str) -> dict[str, str]:
    """Key of each record that has the words of a name one after another → where: in a text, or in a term.

    Args:
        table: the findings.
        name: a word or several: those that have them in their plain forms come first.
    """
    found: dict[str, str] = {}
    others = ([word - _EFFECTS for word in way] for way in _wanted(name))
    for way in (*_plainly(name), *others):
        pattern = _pattern(way)
        for key, (text, own) in table.records.texts_with(way).items():
            found.setdefault(key, f"{'' if own else TERM}«{around(text.removesuffix(' ()'), pattern)}»")
    return found


def writes(table: Findings, key: str, name: str) -> bool:
    """Whether the texts of a record have all words of a name, not only another of their stem."""
    return any(table.records.writes(key, way) for way in _plainly(name))


def _plainly(name: str) -> Iterator[list[frozenset[str]]]:
    """For each way to write a name, the plain forms of its words."""
    return ([plain_forms(word) for word in way] for way in _ways(name))


def _is_code(name: Sequence[frozenset[str]]) -> bool:
    """Whether one of several words has a number in it: every record says some numbers."""
    return len(name) > 1 and any(form[:1].isdigit() for word in name for form in word)
