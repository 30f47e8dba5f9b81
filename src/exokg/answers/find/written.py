"""What a person wrote as words: symbols and phrases of one meaning become one, and slips are mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import normal_form, singular, words_of
from .plain_words import AGAINST, KINDS, NOT, PHRASES, ROUTES, SHORT, STOP, VESICLES
from .said import saying
from .slips import completed, meant_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from .meanings import Meant
    from .plain_words import Pointer
    from .table import Findings

_SHARP_S: Final = re.compile("(?<![a-z])ß|(?<=tgf)ß")  # typed for a beta: after a lower letter it is German
_PREFIXES: Final = {"h": "human", "m": "mouse", "r": "rat"}
"""First letter of an abbreviation → the species whose cells it means, as in *hDPC*."""
_SHORTEST: Final = 2  # letters of an abbreviation
_LONGEST: Final = 3  # words of one
_MEASURED: Final = re.compile(r"\b(?:nta|dls|nanoparticle|particle)s?\b")
_SIZE: Final = re.compile(r"(?<!particle )(?<!follicle )(?<!bulb )(?<!shaft )\bsizes?\b(?! exclusion)")
_CODE: Final = re.compile(r"\b[A-Z]{2,}[A-Za-z]*(?:-[A-Za-z]+)*-\d+[A-Za-z]?\b(?!-)")
"""Such as *AGA-EXO-1*: the code of a study or a product."""
_DOI: Final = re.compile(r"\b10\.\d{4,}/[^\s,;]+")
_SIGNS: Final = {
    "<": "under",
    ">": "over",
    "<=": "atmost",
    "≤": "atmost",
    ">=": "atleast",
    "≥": "atleast",
    "=": "",
}
_NUMBER_OF: Final = re.compile(r"\bn\s*(<=|>=|[<>=≤≥])\s*(?=\d)", re.IGNORECASE)
_SIGN: Final = re.compile(
    r"(<=|>=|[<>≤≥])\s*(?=\d+ (?:patients|participants|people|subjects|volunteers|men|women)\b)"
)
_POWER: Final = re.compile(r"(?:\b(\d+(?:\.\d+)?) ?[x×*·] ?|\b)10 ?(?:\^ ?\(?(\d+)\b\)?|([⁰¹²³⁴-⁹]+))")
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MICRO: Final = re.compile("(?<![^\\W\\d_])[µμ](?=[glm](?![^\\W\\d_]))", re.IGNORECASE)


class Written(NamedTuple):
    """What was written, as it is looked up.

    Attributes:
        words: in their order.
        remarks: on each that is read as another.
        routes: what leads elsewhere, and where.
        rewritten: phrases that are read as others of the same meaning.
    """

    words: list[str]
    remarks: list[str]
    routes: list[tuple[str, Pointer]]
    rewritten: list[tuple[str, str]]


def routed(text: str) -> tuple[str, list[tuple[str, Pointer]]]:
    """What is left of plain words to search, and what of them only a command answers."""
    found: list[tuple[str, Pointer]] = []
    for route in ROUTES:
        said = [match[0] for match in re.finditer(route.pattern, text)]
        rest = map(singular, re.sub(route.pattern, " ", text).split() if route.kind == "alone" else ())
        if {*rest} - STOP - VESICLES - KINDS:
            continue
        found += [(words, route) for words in dict.fromkeys(said)]
        if route.kind != "beside":
            text = re.sub(route.pattern, " ", text)
    return text, found


def words_written(table: Findings, text: str, names: Mapping[str, Meant], known: Collection[str]) -> Written:
    """The words of a text as they are looked up, and what was read otherwise than written.

    Args:
        table: whose findings may say a word.
        text: what was written.
        names: known names by normal form.
        known: normal forms of other words that are understood.
    """
    text, completions = completed(table, text)
    text = _NUMBER_OF.sub(lambda found: f" numbering{_SIGNS[found[1]]} ", text)
    text = _SIGN.sub(lambda found: f" {_SIGNS[found[1]]} ", text)
    text = _POWER.sub(lambda found: f"{found[1] or 1}e{(found[2] or found[3]).translate(_RAISED)}", text)
    plain = " ".join(words_of(_MICRO.sub("u", _SHARP_S.sub("β", text))))
    for code in _codes(text, names):
        plain = plain.replace(code, code.replace(" ", "_"))
    if _MEASURED.search(plain):
        plain = _SIZE.sub("particle size", plain)
    plain, rewritten = _rewritten(plain)
    plain, routes = routed(plain)
    plain, remarks = _written_out(plain, names)
    words = []
    said = [word.replace("_", " ") for word in _prefixed(plain.split(), names)]
    for at, word in enumerate(said):
        near = "" if normal_form(word) in known else _meant(table, said[at : at + _LONGEST], names)
        remarks += [f"«{word}» read as «{near}»"] if near else []
        words.append(near or word)
    return Written(words, [*completions, *remarks], routes, rewritten)


def _rewritten(plain: str) -> tuple[str, list[tuple[str, str]]]:
    """The words with the phrases of one meaning as one of them, and the phrases of which a word is lost."""
    found = []
    for phrase, word in PHRASES.items():
        for match in re.finditer(phrase, plain):
            meant = match.expand(word).replace("_", " ").strip()
            lost = {*match[0].split()} - {*meant.split()} - STOP - NOT - AGAINST
            found += [(match[0].strip(), meant)] if lost and meant else []
        plain = re.sub(phrase, word, plain)
    return plain, found


def _codes(text: str, names: Mapping[str, Meant]) -> list[str]:
    """The words of each code in a text that is no known name: they are looked for one after another."""
    codes = (" ".join(words_of(code)) for code in (*_CODE.findall(text), *_DOI.findall(text)))
    return [one for one in codes if normal_form(one) not in names and not one.startswith(("mir ", "let "))]


def _written_out(plain: str, names: Mapping[str, Meant]) -> tuple[str, list[str]]:
    """The words with abbreviations and everyday names written out, and remarks on these."""
    remarks = []
    for short, name in SHORT.items():
        if short.partition(" ")[0] not in plain:  # as of most: to look is faster than to match
            continue
        of_cells = normal_form(f"{short} cell") in names
        pattern = rf"\b{short}\b" + r"(?! cells?\b)" * of_cells
        if normal_form(short) not in names and re.search(pattern, plain):
            plain = re.sub(pattern, name.lower(), plain)
            remarks.append(f"«{short}» read as «{name}»")
    return plain, remarks


def _prefixed(words: list[str], names: Mapping[str, Meant]) -> Iterator[str]:
    """The words, with the letter of a species before an abbreviation of cells written out."""
    for at, word in enumerate(words):
        rest = [word[1:], *words[at + 1 : at + _LONGEST]]
        spans = [size for size in range(1, len(rest) + 1) if _is_cells(rest[:size], names)]
        whole = any(normal_form(" ".join([word, *rest[1:size]])) in names for size in spans)
        if (
            word[:1] in _PREFIXES
            and spans
            and not whole
            and len(rest[0]) >= _SHORTEST
            and rest[0] not in STOP
        ):
            yield _PREFIXES[word[0]]
            yield rest[0]
        else:
            yield word


def _is_cells(words: list[str], names: Mapping[str, Meant]) -> bool:
    return bool(names.get(normal_form(" ".join(words)), {}).keys() & {"source", "cell"})


def _meant(table: Findings, words: list[str], names: Mapping[str, Meant]) -> str:
    """The word that the first of some is a slip of; empty where it is none, or could be of several."""
    word, *after = words
    if not re.fullmatch("[a-z]{5,}", word) or normal_form(word) in names or saying(table, word):
        return ""
    near = meant_by(table, word)
    if len(near) > 1:  # of *androgenic* and *androgenetic alopecia* each is the same name
        spans = [after[:size] for size in range(len(after), 0, -1)]
        whole = {one: [names.get(normal_form(" ".join([one, *span]))) for span in spans] for one in near}
        meant = [found for one in near if (found := next(filter(None, whole[one]), None))]
        near = near[:1] if len(meant) == len(near) and all(one == meant[0] for one in meant) else []
    return near[0] if near else ""
