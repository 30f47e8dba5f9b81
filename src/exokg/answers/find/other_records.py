"""Records that say what findings do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular, words_of
from ...model.effects import DIRECTIONS
from .filters import VESICLES
from .plain_words import EXPERT, KINDS
from .said import calling, forms, mentioning, parts_of, phrases, records_saying, writes
from .sentences import quoted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .matching import Found
    from .needs import Need
    from .table import Findings
    from .understood import Understood


_RECORDS: Final = 4  # keys of records that a line names
_NOTICES: Final = 8  # the same, of records that mention a harm
_FEW: Final = 10  # records that say a word: more of them say little by it


def named_keys(keys: Sequence[str], most: int = _RECORDS) -> str:
    """The keys of a few records, and how many more there are."""
    more = f" and {len(keys) - most} more" if len(keys) > most else ""
    return f"{', '.join(keys[:most])}{more}"


def few_records(table: Findings, understood: Understood, text: str) -> list[str]:
    """The keys of records that say a word of many meanings, where these are few."""
    keys = records_saying(table, [*understood.tokens, *understood.vague], [text])
    keys = [key for key in keys if writes(table, key, text)]
    return keys if len(keys) <= _FEW else []


def called_so(table: Findings, understood: Understood) -> list[str]:
    """The keys of records without findings that begin with a word, such as an author, and a year."""
    years = {one.said for one in understood.filters if one.said.isdigit()}
    studies = {study.key for study in table.studies}
    words = {word for token in understood.tokens for word in token.split()}
    others = [key for key in table.records.keys if key not in studies] if years else []
    return [key for key in others if key.partition("-")[0] in words and years & {*key.split("-")}]


def records(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """Records that say what no finding does."""
    nowhere, parts = [], []
    for need in {need.quoted: need for need in filter(_by_words, found.unsaid)}.values():
        said = need.quoted.replace("«about ", "«")  # as no text writes of a time
        own, *others = need.names
        keys = records_saying(table, [*understood.tokens, *need.names], need.names)
        written = [key for key in keys if writes(table, key, own)]
        named = frozenset().union(*(calling(table, name) for name in need.names)).difference(written)
        called = [key for key in keys if key in named]
        akin: dict[str, list[str]] = {}
        for key in keys if len(own.split()) == 1 else ():
            if key not in {*written, *called} and (instead := quoted(_written_for(table, key, own), ", ")):
                akin.setdefault(instead, []).append(key)
        inside = {} if keys else _inside(table, said.strip("«»"))
        words = "with the words" if " " in said else "that say"
        if written:
            yield f"records {words} {said}: {_shown(table, understood, written)}"
        if called:
            how = f"with another name of {said}" if others else f"with a term whose name has {said}"
            yield f"records {how}: {_shown(table, understood, called)}"
        for instead, several in akin.items():
            yield f"records with {instead} instead of {said}: {_shown(table, understood, several)}"
        if inside:
            longer = sorted({f"«{own}»" for several in inside.values() for own in several})
            shown = _shown(table, understood, sorted(inside))
            parts.append(f"records with {said} only in {named_keys(longer)}: {shown}")
        nowhere += [] if written or called or akin or inside or (keys and " " in said) else [said]
    yield from parts
    if nowhere:
        yield f"nor does the text of any other record say {' or '.join(nowhere)}"


def _written_for(table: Findings, key: str, word: str) -> list[str]:
    """What texts of a record have of the stem or the meaning of a word, but for how an effect is called."""
    effects = {part for one in DIRECTIONS for part in words_of(one.word)}
    ways = ((form, [frozenset({part}) for part in form.split()]) for form in sorted(forms(word) - effects))
    return [form for form, way in ways if table.records.phrases(key, way)]


def _inside(table: Findings, word: str) -> dict[str, list[str]]:
    """The keys of records that say a word only within others, as PGAIS says GAIS, and these words."""
    longer = {own: table.records.with_symbol(own) for own in parts_of(table.records.symbols, word)}
    keys = frozenset().union(*longer.values())
    return {key: [own for own, held in longer.items() if key in held] for key in keys}


def _shown(table: Findings, understood: Understood, keys: Sequence[str]) -> str:
    """Keys and how to read their records; those without vesicles are named where vesicles are meant."""
    named = keys[:_RECORDS] if understood.asks_for_vesicles else ()
    none = [key for key in named if table.holds_none(key)]
    but = f"; without vesicles: {', '.join(none)}" if none else ""
    return f"{named_keys(keys)} (exokg show KEY){but}"


def _by_words(need: Need) -> bool:
    """Whether words of a record may say it: *oral* is said of drugs, and a route is only that of vesicles."""
    return "route" not in need.dimensions


def records_beside(table: Findings, understood: Understood, words: Sequence[str]) -> Iterator[str]:
    """The few records that say words which no row of a question says."""
    for word in words:
        if keys := few_records(table, understood, word):
            yield f"records that say «{word}»: {_shown(table, understood, keys)}"


def records_of_all(
    table: Findings, understood: Understood, found: Found, listed: Collection[str] = ()
) -> Iterator[str]:
    """Records that say every word, but for those that are listed, where no finding fits all of them."""
    fields = {word for one in found.absent if not _by_words(one) for word in words_of(one.said)}
    asked = [word for word in dict.fromkeys(understood.tokens) if word not in fields]
    negated = any(one.negated and one.said != VESICLES for one in understood.filters)
    if len(asked) < 2 or negated or (found.rows and not found.lacks and not understood.elsewhere):
        return
    every = frozenset.intersection(*(mentioning(table, one) for one in asked))
    names = {word for one in understood.filters for word in one.said.split()}
    said = {key: {one for one in asked if writes(table, key, one)} for key in sorted(every)}
    keys = [key for key, own in said.items() if own | names >= {*asked}]
    if others := [key for key in keys if key not in listed]:
        which = "other records" if len(others) < len(keys) else "records"
        some = "" if all(said[key] >= {*asked} for key in others) else ", some by another name"
        words = ", ".join(f"«{word}»" for word in asked)
        yield f"{which} that say all of {words}{some}: {_shown(table, understood, others)}"


def records_of_harms(table: Findings, understood: Understood, listed: Collection[str]) -> Iterator[str]:
    """Records of whatever kind, notices among them, that mention a harm which was asked for.

    Args:
        table: the findings.
        understood: the words.
        listed: keys of records that are listed already.
    """
    led = [word for word in understood.tokens if EXPERT.get(singular(word)) == "harms"]
    words = [*dict.fromkeys(word for word in (*led, *understood.harmful) if singular(word) not in KINDS)]
    keys = records_saying(table, [*understood.tokens, *words], words) if words else []
    keys = [key for key in keys if key not in listed and any(phrases(table, key, word) for word in words)]
    if keys:
        named = " or ".join(f"«{word}»" for word in words)
        yield f"Other records that mention {named}: {named_keys(keys, _NOTICES)} (exokg show KEY)."
