"""What an answer says of a search: what is not certain comes first, in the sentence above the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular, words_of
from ...model.dimensions import dimensions
from ...store.text_parts import words_in
from .filters import VESICLES, index
from .needs import DRUG_ROLES, unknown, wider_values
from .other_records import called_so, few_records, named_keys
from .plain_words import UNWEIGHED
from .said import forms, kindred
from .sentences import counted, quoted, sentence
from .understood import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.dimensions import Dimension
    from .filters import Filter
    from .matching import Found
    from .table import Findings, Rows
    from .understood import Understood


_SELDOM: Final = frozenset(
    {"country", "assay", "isolation", "characterisation", "marker", "design-feature", "sessions", "time"}
    | {"days-between-sessions", "after-treatment", "dose-response", "species", "tissue", "route"}
)
"""Dimensions of which silence says little: most records do not have them."""
_MOST: Final = 0.5  # of the studies
_TOLD: Final = frozenset({"source", "target", "via"})
"""Dimensions of which a finding has its own value, or the answer says of how many it is unknown."""
_OWN: Final = ("subject", "target", "via", "perturbed", "loaded-with", "given-too", "marker", "drug")
"""Dimensions in which a finding has a molecule otherwise than in the cargo that its source names."""
_ROWS: Final = ("ask ", "find ", "count --by year")
"""The commands whose rows are in another order than a superlative asks for."""
_DEFINED: Final = "exokg term find lists names, exokg ask positions what guidance such as MISEV says"


def said(table: Findings, found: Found, understood: Understood) -> str:
    """The sentence above the rows: what was not understood, what could not be had, then what the rows say."""
    seldom = list(dict.fromkeys(_seldom_recorded(table, understood)))
    each = (_mentioned, _in_roles, _in_cargo, _compared, _unreported, _unrecorded, _directed)
    parts = [*doubts(table, understood), *seldom, *_questioned(understood)]
    parts += [text for of in each for text in of(table, found, understood)]
    text = " ".join([*parts, *_unfit(found), *_rest(table, found, understood)])
    return text.replace("none in people", "none of these in people") if seldom else text


def _unfit(found: Found) -> Iterator[str]:
    """What no finding has or says, and what was read in a wider sense."""
    if found.missing:
        yield f"{unsaid(found)}."
    for which, others in (("", False), (" that fits", True)):
        has = [str(one.filter) for one in found.absent if one.filter and bool(one.wide) is others]
        if has:
            yield f"No finding{which} has {' or '.join(has)}."
    for word, symbols in found.parts.items():
        if word not in found.missing:
            yield f"No finding says «{word}» but as part of {quoted(symbols)}."
    if found.wider:
        names = ", ".join(one.quoted for one in found.wider)
        yield f"Also listed where it is only mentioned, or in another sense: {names}."


def _rest(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """What the rows say, and first what they lack."""
    if not found.rows:
        if not found.absent:
            yield "No finding fits." if found.asked else "Nothing else is asked for."
        return
    texts = list(dict.fromkeys(text for texts in found.lacks.values() for text in texts))
    rest = sentence(table, frozenset(found.rows), listed=True)
    unsearched = {word for choice in understood.choices for word in choice} | found.parts.keys()
    says = [
        as_said(table, word, found)
        for word in dict.fromkeys(understood.words)
        if word not in unsearched and f"«{word}»" not in map(_bare, texts)
    ]
    inside = f"with {', '.join(says)} in the text: " if says else ""
    if not texts:
        yield f"{inside[:1].upper()}{inside[1:]}{rest}"
        return
    common = [text for text in texts if all(text in each for each in found.lacks.values())]
    some = list(dict.fromkeys(_bare(text) for text in texts if text not in common))
    inside = f", {inside}" if inside else ": "
    if {*map(_bare, common), *some} <= {one.quoted for one in found.absent}:
        yield f"Without {' and '.join([*common, *some])}{inside}{rest}"
        return
    without = " and ".join([*common, *([" or ".join(some)] if some else [])])
    each = ", as each row says" if some else ""
    yield f"As read, no finding fits all of it; these are the nearest, without {without}{each}{inside}{rest}"


def as_said(table: Findings, word: str, found: Found) -> str:
    """A word, and the others for the same under which it was found."""
    names = next((one[1:] for one in found.spoken if one[0] == word), ())
    return quoted([word, *kindred(table, word, names, frozenset(found.rows))])


def _bare(text: str) -> str:
    """What is lacking, without where it is said all the same."""
    return text.partition(" (only ")[0].partition(" (elsewhere in its record)")[0]


def doubts(table: Findings, understood: Understood, question: str = "") -> Iterator[str]:
    """Where else to look, what was read otherwise than written, and what was left out.

    Args:
        table: the findings.
        understood: the words.
        question: of which the rows are shown, if they are no findings.
    """
    yield from _led(understood, question)
    for key in called_so(table, understood):
        yield f"{key} is a record of another kind (exokg show {key})."
    yield from (f"{remark}." for remark in understood.remarks)
    yield from (f"Either is enough: {quoted(choice)}." for choice in understood.choices)
    known = {text: few_records(table, understood, text) for text in dict.fromkeys(understood.vague)}
    if vague := ", ".join(f"«{text}»" for text, keys in known.items() if not keys):
        yield f"Not sure what you mean by {vague}: not searched."
    for text, keys in known.items():
        if keys:
            say = "say" if len(keys) > 1 else "says"
            yield f"«{text}» is not searched in findings; {named_keys(keys)} {say} it."
    listed = [said for said, to in understood.routes if to.kind != "beside" and to.command.startswith(_ROWS)]
    asked = dict.fromkeys(" ".join(listed).split())
    if order := [word for word in asked if word in UNWEIGHED and word[-2:] == "st"]:
        yield f"The rows are not sorted by {', '.join(f'«{word}»' for word in order)}."
    if understood.unclear:
        yield f"Left out: {', '.join(f'«{text}»' for text in dict.fromkeys(understood.unclear))}."


def _led(understood: Understood, question: str) -> Iterator[str]:
    """The commands that answer some of the words, but for the one whose rows are shown."""
    each: dict[tuple[str, str], list[str]] = {}
    for said, route in understood.routes:
        each.setdefault((route.kind, route.command), []).append(said)
    for (kind, command), several in each.items():
        words = "», «".join(dict.fromkeys(several))
        if kind == "unrecorded":
            yield f"Of «{words}»: {command} are not recorded."
        elif kind == "undefined":
            yield f"For «{words}»: no definitions are held; {_DEFINED}."
        elif kind != "beside" and command != f"ask {question}":
            yield f"For «{words}» see exokg {command}."


def _held(table: Findings, one: Filter) -> list[Dimension]:
    """Of the dimensions in which a filter looks for values, those in which some finding has one."""
    named = one._replace(negated=False)
    return [part for part in one.dimensions if named._replace(dimensions=(part,)).rows(table)]


def _seldom_recorded(table: Findings, understood: Understood) -> Iterator[str]:
    """Of how few studies it is known at all, where a filter needs what most records lack."""
    studies = {study.iri for study in table.studies}
    for one in understood.filters:
        meant = _held(table, one) or one.dimensions
        if {part.name for part in meant} <= _SELDOM:
            known = {table.studies[row].iri for part in meant for row in table.column(part)}
            if len(known) < _MOST * len(studies):
                heading = " or ".join(part.heading for part in meant)
                listed = "; those of which nothing is recorded are listed too" if one.negated else ""
                yield f"Recorded for {len(known)} of {len(studies)} studies with findings: {heading}{listed}."


def _questioned(understood: Understood) -> Iterator[str]:
    """What findings do not say, but the rows of a question do."""
    for hint in understood.hints:
        word, _, question = hint.removesuffix(" may answer this").partition(": ")
        if word not in map(singular, understood.words):
            yield f"Not filtered by «{word}»: see {question}."


def _mentioned(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """Names that no finding has, although some say them, or that were read in their second sense."""
    unfit = {f"no finding has {one.filter}" for one in found.absent}
    for name, line in understood.absent.items() if found.rows else ():
        if name not in found.missing and line not in unfit:
            some = name in understood.words and name not in found.parts
            says = f", but some say {as_said(table, name, found)}" if some else ""
            yield f"N{line[1:]}{says}."


def _in_roles(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """In which roles the findings listed have a drug that is asked for in any."""
    roles = {role: dimensions()[name] for name, role in DRUG_ROLES.items()}
    for one in understood.filters:
        names = {part.name for part in one.dimensions}
        if names <= DRUG_ROLES.keys() and not one.negated:
            every = one._replace(dimensions=(dimensions()["molecule"], *roles.values()))
            if others := every.rows(table) - one.rows(table):
                role, number = DRUG_ROLES[min(names)], counted(len(others), "other finding")
                yield f"«{one.said}» is asked for as {role}; {number} have it in another role."
        if one.negated or not {"molecule", "given-too"} <= names:
            continue
        rest, parts = frozenset(found.rows), []
        for role, part in roles.items():
            rows = rest & one._replace(dimensions=(part,)).rows(table)
            parts += [f"{role} in {len(rows)}"] if rows else []
            rest -= rows  # what is loaded is given too
        if parts:
            yield f"«{one.said}» is {', '.join(parts)} of {counted(len(found.rows), 'finding')}."


def _in_cargo(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """Of how many findings listed a molecule is only in what the vesicles are said to hold."""
    other = [dimensions()[name] for name in _OWN]
    for one in understood.filters:
        if one.negated or not one.said or "molecule" not in {part.name for part in one.dimensions}:
            continue
        held = one._replace(dimensions=(dimensions()["cargo"],)).rows(table)
        held &= frozenset(found.rows) - one._replace(dimensions=tuple(other)).rows(table)
        if held:
            of = f"{len(held)} of {counted(len(found.rows), 'finding')}"
            yield f"«{one.said}» is only in what the vesicles are said to hold in {of}."


def _compared(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """In how many findings the comparator is called as it was asked for."""
    called = table.text("compared-with")
    for one in understood.comparators if found.rows else ():
        ways = [[forms(word) for word in words_of(each)] for each in one.said.split(" or ")]
        own = [words_in([called.get(row, "")]) for row in found.rows]
        number = sum(any(all(word & text for word in way) for way in ways) for text in own)
        if number < len(own):
            of = f"{number or 'none'} of {counted(len(own), 'finding')}"
            keys = few_records(table, understood, one.said) if len(ways) == 1 else []
            records = f"; records that say it: {named_keys(keys)}" if keys else ""
            yield f"The comparator is called «{one.said}» in {of}: see the column compared-with{records}."


def _unreported(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """What a *not* left out: what is listed may also be silent on it, and its study report it elsewhere."""
    studies = {table.studies[row].iri for row in found.rows}
    unsaid: dict[str, Rows] = {}
    for one in understood.filters if found.rows else ():
        if not one.negated or one.said == VESICLES or not one.rows(table).issuperset(found.rows):
            continue
        left = one._replace(negated=False).rows(table)
        held = {table.studies[row].iri for row in left} & studies
        silent = any(
            part.name in SEVERAL or not table.column(part).keys() >= {*found.rows}
            for part in _held(table, one)
            if part.name not in _TOLD
        )
        parts = [f"those listed may only not report it (exokg find {one.said})"] * silent
        if held:
            parts.append(f"{len(held)} of {counted(len(studies), 'study')} listed report it in others")
        if parts:
            number = counted(len(found.left_out.get(one, ())), "finding")
            yield f"«Not {one.said}» leaves out {number} of those that fit the rest: {'; '.join(parts)}."
        for value, rows in wider_values(table, one, frozenset(found.rows)).items():
            known = f"known only as {table.label(value)} and may be {' or '.join(one.texts)}"
            yield f"{counted(len(rows), 'finding')} listed {'is' if len(rows) == 1 else 'are'} {known}."
        heading = one.dimensions[0].heading
        unsaid[heading] = unsaid.get(heading, frozenset()) | unknown(table, one, frozenset(found.rows))
    for heading, unsure in unsaid.items():
        if unsure:
            yield f"The {heading} of {counted(len(unsure), 'finding')} listed is not recorded."
            yield from ["They come last."] * (len(unsure) < len(found.rows))


def _unrecorded(table: Findings, found: Found, _: Understood) -> Iterator[str]:
    """How many findings fit but for what is not recorded of them, and of which records they are."""
    for text, rows in found.unrecorded.items():
        keys = named_keys(sorted({table.studies[row].key for row in rows}))
        others = f"{counted(len(rows), 'other finding')} that fit the rest (of {keys})"
        yield f"Not listed, as {text} is neither recorded nor ruled out: {others}."


def _directed(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """How many findings go in a direction that was named, as it only orders them."""
    effects = table.column(dimensions()["effect"])
    for word in dict.fromkeys(understood.directions if found.rows else ()):
        number = sum(table.label(effects[row][0]) == word for row in found.rows)
        if number:
            yield f"The effect «{word}»: {number} of {counted(len(found.rows), 'finding')}; others follow."
        else:
            known = index(table, dimensions()["effect"])
            rest = table.current & frozenset().union(
                *(rows for value, rows in known.items() if table.label(value) == word)
            )
            asked = f"exokg find --effect '{word}'"
            elsewhere = f"; {counted(len(rest), 'other finding')} have it: {asked}" if len(rest) > 1 else ""
            yield f"No finding that fits has the effect «{word}»; those listed have others{elsewhere}."


def unsaid(found: Found) -> str:
    """That no finding says some words, or none that fits."""
    which = " that fits" if any(word in found.outside for word in found.missing) else ""
    return f"No finding{which} says {quoted(found.missing)}"
