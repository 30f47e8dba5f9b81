"""What a person wrote as words: symbols and phrases of one meaning become one, and slips are corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...curation.spelling import normal_form, singular, words_of
from . import plain_words as plain
from .amounts import power, within_ranges
from .plain_words import KINDS, NOT, STOP, VESICLES
from .said import saying

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from .meanings import Meant
    from .plain_words import Pointer
    from .table import Findings


_PREFIXES: Final = {"h": "human", "m": "mouse", "r": "rat"}
"""First letter of an abbreviation → the species whose cells it means, as in *hDPC*."""
_SHORTEST: Final = 2  # letters of an abbreviation
_LONGEST: Final = 3  # words of one
_LONG: Final = 6  # letters of a name in which any slip can be seen; in one less, two letters swapped
_PART_OF: Final = 4  # letters of each of two words that may be written as one
_CODE: Final = re.compile(r"\b[A-Z]{2,}[A-Za-z]*(?:-[A-Za-z]+)*-\d+[A-Za-z]?\b(?!-)")
"""Such as *AGA-EXO-1*: the code of a study or a product."""
_DOI: Final = re.compile(r"\b10\.\d{4,}/[^\s,;]+")
_PART: Final = re.compile(
    r"\b(?:(?:nct|irct|chictr|actrn|isrctn|euctr)[ -]?\d[\da-z]*|10\.\d{4,}(?:/\S*)?|(?<=pmid )\d+)",
    re.IGNORECASE,
)
"""What may be an identifier that is typed in part."""
_SEVERAL: Final = 20  # identifiers that one part may be the beginning of
_MEASURED: Final = re.compile(r"\b(?:nta|dls|zeta|nanoparticle|particle)s?\b|\d nm\b")
_SIZE: Final = re.compile(
    r"(?<!particle )(?<!follicle )(?<!bulb )(?<!shaft )(?<!hair )\b(?:sizes?|diameters?)\b(?! exclusion)"
)
_SIGNS: Final = {"<": "under", ">": "over", "≤": "atmost", "≥": "atleast", "=": ""}
_RAISED: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PEOPLE: Final = r"(?=\d+ (?:patients|participants|people|subjects|volunteers|men|women)\b)"
_PARTICLES: Final = r"(?=\W*$|(?: of)? (?:\w+ )?(?:particles?|exosomes?|s?evs?|vesicles?|per)\b|/)"


_MARKS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (re.compile("<="), lambda _: "≤"),
    (re.compile(">="), lambda _: "≥"),
    (re.compile(r"\bn\s*([<>=≤≥])\s*(?=\d)", re.IGNORECASE), lambda at: f" numbering{_SIGNS[at[1]]} "),
    (re.compile(rf"([<>≤≥])\s*{_PEOPLE}"), lambda at: f" {_SIGNS[at[1]]} "),
    (
        re.compile(r"(?:\b(\d+(?:\.\d+)?) ?[x×*·] ?|\b)10 ?(?:\^ ?\(?(\d+)\b\)?|([⁰¹²³⁴-⁹]+))"),
        lambda at: f"{at[1] or 1}e{(at[2] or at[3]).translate(_RAISED)}",
    ),
    (
        re.compile(rf"(?<![\w./-])(\d+(?:\.\d+)?) ?([mb])illion\b{_PARTICLES}", re.IGNORECASE),
        lambda at: power(float(at[1]) * (1e9 if at[2] in "bB" else 1e6)),
    ),
    (
        re.compile(r"(?<![\w./-])(?:\d{1,3}(?:,\d{3}){2,}|\d{3,}0{6})(?![\w./-])"),
        lambda at: power(float(at[0].replace(",", ""))),
    ),
    (re.compile(r"(?<![\w./,-])(\d{1,3}),(\d{3})(?![\w./,-])"), lambda at: at[1] + at[2]),
    (re.compile("(?<![a-z])ß|(?<=tgf)ß"), lambda _: "β"),  # after a lower letter it is German
    (re.compile("(?<![^\\W\\d_])[µμ](?=[glm](?![^\\W\\d_]))", re.IGNORECASE), lambda _: "u"),
)
"""Signs of comparisons, powers of ten, large numbers, German letters as betas, micro → words and numbers."""


class Written(NamedTuple):
    """What was written, as it is looked up.

    Attributes:
        words: in their order.
        remarks: on each that is read as another.
        routes: what leads elsewhere, and where.
        rewritten: phrases that are read as others of the same meaning.
        numbers: of registries, which were typed in part.
    """

    words: list[str]
    remarks: list[str]
    routes: list[tuple[str, Pointer]]
    rewritten: list[tuple[str, str]]
    numbers: list[str]


def words_written(table: Findings, text: str, names: Mapping[str, Meant], known: Collection[str]) -> Written:
    """The words of a text as they are looked up, and what was read otherwise than written.

    Args:
        table: whose findings may say a word.
        text: what was written.
        names: known names by normal form.
        known: normal forms of other words that are understood.
    """
    text, completions, numbers = completed(table, text)
    text, ranges = within_ranges(table, text)
    for mark, meant in _MARKS:
        text = mark.sub(meant, text)
    text, others = within_ranges(table, text)
    completions += ranges + others
    said = " ".join(words_of(text))
    codes = (" ".join(words_of(code)) for code in (*_CODE.findall(text), *_DOI.findall(text)))
    for code in codes:  # the words of one that is no known name are looked for one after another
        if normal_form(code) not in names and not code.startswith(("mir ", "let ")):
            said = said.replace(code, code.replace(" ", "_"))
    if _MEASURED.search(said):
        said = _SIZE.sub("particle size", said)
    said, rewritten = _rewritten(said)
    said, routes = routed(said)
    said, remarks = _written_out(said, names)
    words = [word.replace("_", " ") for word in _prefixed([*_unsigned(said.split(), names)], names)]
    divided = {word: two for word in words if (two := _divided(table, word))}
    rewritten += [(word, " ".join(two)) for word, two in divided.items()]
    words = [part for word in words for part in divided.get(word, [word])]
    slips = {}
    for at, word in enumerate(words):
        near = "" if normal_form(word) in known else _corrected(table, words[at : at + _LONGEST], names)
        if near:
            slips[word], words[at] = near, near
    remarks = [*completions, *(f"«{word}» read as «{near}»" for word, near in slips.items()), *remarks]
    found = Written(words, remarks, routes, rewritten, numbers)
    right = re.sub(r"\w+", lambda at: slips.get(at[0].lower(), at[0]), text) if slips else text
    if right == text:
        return found
    again = words_written(table, right, names, known)  # what has a slip in it may be a phrase
    return again._replace(remarks=list(dict.fromkeys([*remarks, *again.remarks])), numbers=numbers)


def completed(table: Findings, text: str) -> tuple[str, list[str], list[str]]:
    """A text with identifiers that were typed in part, remarks on these, and the numbers of registries.

    Args:
        table: whose records have the identifiers.
        text: what was written.
    """
    remarks, numbers = list[str](), list[str]()
    for part in dict.fromkeys(_PART.findall(text)):
        plain = re.sub("[ -]", "", part.lower()) if part[0].isalpha() else part.lower()
        whole = sorted(one for one in table.records.identifiers if one.startswith(plain))
        if 0 < len(whole) <= _SEVERAL and plain not in whole:
            remarks.append(f"«{part}» read as the beginning of {', '.join(whole)}")
            several = len(whole) > 1 and plain[0].isalpha()
            numbers += whole if several else []
            text = text.replace(part, " " if several else " or ".join(whole))
    return text, remarks, numbers


def _rewritten(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The words with the phrases of one meaning as one of them, and the phrases of which a word is lost."""
    found = []
    for phrase, word in plain.PHRASES.items():
        for match in re.finditer(phrase, text):
            meant = match.expand(word).replace("_", " ").strip()
            lost = {*match[0].split()} - {*meant.split()} - STOP - NOT - plain.AGAINST
            found += [(match[0].strip(), meant)] if lost and meant else []
        text = re.sub(phrase, word, text)
    return text, found


def routed(text: str) -> tuple[str, list[tuple[str, Pointer]]]:
    """What is left of plain words to search, and what of them only a command answers."""
    found: list[tuple[str, Pointer]] = []
    for route in plain.ROUTES:
        said = [match[0] for match in re.finditer(route.pattern, text)]
        rest = re.sub(route.pattern, " ", text) if said else ""
        if route.kind == "alone" and {*map(singular, rest.split())} - STOP - VESICLES - KINDS:
            continue
        found += [(words.strip().replace("_", " "), route) for words in dict.fromkeys(said)]
        text = rest if said and route.kind != "beside" else text
    return text, found


def _written_out(text: str, names: Mapping[str, Meant]) -> tuple[str, list[str]]:
    """The words with abbreviations and everyday names written out, and remarks on these."""
    remarks = []
    for short, name in plain.SHORT.items():
        if short.partition(" ")[0] not in text:  # as of most: to look is faster than to match
            continue
        of_cells = normal_form(f"{short} cell") in names
        pattern = rf"\b{short}\b" + r"(?! cells?\b)" * of_cells
        if normal_form(short) not in names and re.search(pattern, text):
            text = re.sub(pattern, name.lower(), text)
            remarks.append(f"«{short}» read as «{name}»")
    return text, remarks


def _prefixed(words: list[str], names: Mapping[str, Meant]) -> Iterator[str]:
    """The words, with the letter of a species before an abbreviation of cells written out."""
    for at, word in enumerate(words):
        rest = [word[1:], *words[at + 1 : at + _LONGEST]]
        each = [normal_form(" ".join(rest[:size])) for size in range(1, len(rest) + 1)]
        sizes = [size for size, form in enumerate(each, 1) if names.get(form, {}).keys() & {"source", "cell"}]
        whole = any(normal_form(" ".join([word, *rest[1:size]])) in names for size in sizes)
        short = word[:1] in _PREFIXES and len(rest[0]) >= _SHORTEST and rest[0] not in STOP
        yield from (_PREFIXES[word[0]], rest[0]) if short and sizes and not whole else (word,)


def _unsigned(words: list[str], names: Mapping[str, Meant]) -> Iterator[str]:
    """The words, without the sign after a name that has none, as in *CD9+*."""
    for at, word in enumerate(words):
        spans = (normal_form(" ".join(words[at : at + size])) for size in range(1, _LONGEST + 1))
        signed = word[-1] == "+" and names.keys().isdisjoint(spans)
        yield word[:-1] if signed and normal_form(word[:-1]) in names else word


def _divided(table: Findings, word: str) -> list[str]:
    """The two words as which records write one that they do not have: *meta-analysis*; else none."""
    records = table.records
    known = STOP | NOT | VESICLES | KINDS | plain.VAGUE | plain.EXPERT.keys() | plain.SAME.keys()
    if not word.isalpha() or {word, singular(word)} & (known | records.said):
        return []
    pairs = ([word[:at], word[at:]] for at in range(_PART_OF, len(word) - _PART_OF + 1))
    each = (pair for pair in pairs if records.said.issuperset(pair))
    return next((pair for pair in each if records.in_order([frozenset({one}) for one in pair])), [])


def _corrected(table: Findings, words: list[str], names: Mapping[str, Meant]) -> str:
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


def meant_by(table: Findings, word: str) -> list[str]:
    """The words of names, and the long ones of records, that a word may be a slip of; none if it is one."""
    known = plain.EXPERT.keys() | VESICLES | KINDS | plain.FIELD | table.name_words | table.records.long_words
    words = (
        known
        | STOP
        | plain.VAGUE
        | plain.WHOLE
        | NOT
        | plain.SAME.keys()
        | plain.RUNGS.keys()
        | table.records.said
    )
    if words & {word, singular(word)}:
        return []
    for one in (singular(word), word):
        long = {name for name in known if len(name) >= _LONG or sorted(name) == sorted(one)}
        near = sorted(name for name in long if name.isalpha() and name != one[:-1] and is_slip(one, name))
        if near:  # to leave out one of two same letters is the most frequent slip
            return [name for name in near if _single(name) == _single(one)] or near
    return []


def _single(word: str) -> str:
    """A word with one letter for two same ones."""
    return re.sub(r"(.)\1", r"\1", word)


def _stem(word: str) -> str:
    """A word without the ending of a form: *enhanced* is no slip of *enhancer*."""
    return re.sub("(?:e[drs]?|ing|s)$", "", word)


def is_slip(one: str, other: str) -> bool:
    """Whether two words of the same first letter differ by one slip of the typing hand.

    >>> is_slip("papila", "papilla"), is_slip("reveiw", "review"), is_slip("traction", "reaction")
    (True, True, False)
    """
    if one[:1] != other[:1] or abs(len(one) - len(other)) > 1 or _stem(one) == _stem(other):
        return False
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return any(short == long[:at] + long[at + 1 :] for at in range(len(long)))
    differ = [at for at in range(len(one)) if one[at] != other[at]]
    swapped = len(differ) == 2 and differ[1] - differ[0] == 1
    return len(differ) == 1 or (swapped and {one[at] for at in differ} == {other[at] for at in differ})
