"""What an answer says of a search: what is not certain comes first, in the sentence above the rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...curation.spelling import singular
from ...model.dimensions import dimensions
from .filters import VESICLES
from .given import keys_without_vesicles
from .meanings import is_name
from .plain_words import EXPERT, KINDS
from .said import records_saying
from .sentences import counted, sentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from .filters import Filter
    from .matching import Found
    from .plain_words import Pointer
    from .table import Findings

__all__ = [
    "Understood",
    "doubts",
    "records",
    "records_of_harms",
    "said",
    "suggested",
    "unsaid",
    "unsaid_words",
    "used",
]

_RECORDS: Final = 4  # keys of records that a line names
_NOTICES: Final = 8  # the same, of records that mention a harm


@dataclass
class Understood:
    """What became of free words.

    Attributes:
        filters: made of known names.
        wider: filter → the same name in all its meanings, where the words around it chose one.
        directions: labels of effects that were named: they order, and leave nothing out.
        words: searched in what findings say.
        left: left out, as they say nothing to search for.
        unclear: left out although they say something: the answer begins with them.
        vague: left out, as they mean many things.
        routes: words that only a command answers, and which.
        remarks: what was read otherwise than written: the answer begins with it.
        absent: names that no finding has in the sense that they have first → a line that says so.
        questions: of the catalogue, to which some words lead.
        hints: the words that lead to them.
        elsewhere: whether one of these is said by no finding, so that only the question can be meant.
        harmful: names of harms that were asked for.
        harms: *any* where harms of whatever kind are meant, *none* where that there were none.
        tokens: every word that says something.
    """

    filters: list[Filter] = field(default_factory=list)
    wider: dict[Filter, Filter] = field(default_factory=dict)
    directions: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)
    vague: list[str] = field(default_factory=list)
    routes: list[tuple[str, Pointer]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    elsewhere: bool = False
    harmful: list[str] = field(default_factory=list)
    harms: str = ""
    tokens: list[str] = field(default_factory=list)

    def lead_to(self, question: str, word: str) -> None:
        """Note that a word leads to a question of the catalogue."""
        if question not in self.questions:
            self.questions.append(question)
        self.hints.append(f"{word}: exokg ask {question} may answer this")

    def follow_routes(self) -> None:
        """Ask the question that answers instead of findings, or where nothing else is asked for."""
        open_ = {"kind", "preparation", "rung"}
        asked = self.words or any(part.name not in open_ for one in self.filters for part in one.dimensions)
        for _, route in self.routes:
            ask, _, question = route.command.partition(" ")
            if ask == "ask" and (route.kind == "instead" or (route.kind == "route" and not asked)):
                self.questions.insert(0, question)
                self.elsewhere = True
                return

    def ask_harms(self, name: str, *, negated: bool) -> None:
        """Note that harms are asked for: those of a name, or any without one; or that there are none."""
        self.elsewhere = True
        self.harmful += [name] if name and name not in KINDS else []
        if negated or not name:
            self.harms = "none" if negated else "any"


def said(table: Findings, found: Found, understood: Understood) -> str:
    """The sentence above the rows: what was not understood, what could not be had, then what the rows say."""
    lead = [
        *doubts(understood),
        *_questioned(understood),
        *_mentioned(understood, found),
        *_beside(table, understood, found),
    ]
    return " ".join(
        [*lead, *_directed(table, found, understood), *_unfit(found), *_rest(table, found, understood.words)]
    )


def _unfit(found: Found) -> Iterator[str]:
    """What no finding has or says, and what was read in a wider sense."""
    if found.missing:
        yield f"{unsaid(found)}."
    for which, others in (("", False), (" that fits", True)):
        has = [str(one.filter) for one in found.absent if one.filter and bool(one.wide) is others]
        if has:
            yield f"No finding{which} has {' or '.join(has)}."
    if found.wider:
        names = ", ".join(one.quoted for one in found.wider)
        yield f"Also listed where it is only mentioned, or in another sense: {names}."


def _rest(table: Findings, found: Found, words: Sequence[str]) -> Iterator[str]:
    """What the rows say, and first what they lack."""
    if not found.rows:
        yield from () if found.absent else ("No finding fits.",)
        return
    texts = list(dict.fromkeys(text for texts in found.lacks.values() for text in texts))
    rest = sentence(table, frozenset(found.rows))
    says = [
        f"«{word}»" for word in dict.fromkeys(words) if f"«{word}»" not in {_bare(text) for text in texts}
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


def _bare(text: str) -> str:
    """What is lacking, without where it is said all the same."""
    return text.partition(" (only mentioned)")[0].partition(" (elsewhere in its record)")[0]


def doubts(understood: Understood) -> Iterator[str]:
    """Where else to look, what was read otherwise than written, and what was left out."""
    for words, route in understood.routes:
        if route.kind == "unrecorded":
            yield f"Of «{words}»: {route.command} are not recorded."
        elif route.kind != "beside" and route.command.removeprefix("ask ") not in understood.questions:
            yield f"For «{words}» see exokg {route.command}."
    yield from (f"{remark}." for remark in understood.remarks)
    if understood.vague:
        vague = ", ".join(f"«{text}»" for text in dict.fromkeys(understood.vague))
        yield f"Not sure what you mean by {vague}: not searched."
    if understood.unclear:
        yield f"Left out: {', '.join(f'«{text}»' for text in dict.fromkeys(understood.unclear))}."


def _questioned(understood: Understood) -> Iterator[str]:
    """What findings do not say, but the rows of a question do."""
    for hint in understood.hints:
        word, _, question = hint.removesuffix(" may answer this").partition(": ")
        if word not in map(singular, understood.words):
            yield f"Not filtered by «{word}»: see {question}."


def _mentioned(understood: Understood, found: Found) -> Iterator[str]:
    """Names that no finding has, although some say them, or that were read in their second sense."""
    for name, line in understood.absent.items() if found.rows else ():
        if name not in found.missing:
            says = f", but some say «{name}»" if name in understood.words else ""
            yield f"N{line[1:]}{says}."


def _directed(table: Findings, found: Found, understood: Understood) -> Iterator[str]:
    """How many findings go in a direction that was named, as it only orders them."""
    effects = table.column(dimensions()["effect"])
    for word in dict.fromkeys(understood.directions if found.rows else ()):
        number = sum(table.label(effects[row][0]) == word for row in found.rows)
        if number:
            yield f"The effect «{word}»: {number} of {counted(len(found.rows), 'finding')}; others follow."
        else:
            yield f"No finding that fits has the effect «{word}»; those listed have others."


def unsaid(found: Found) -> str:
    """That no finding says some words, or none that fits."""
    which = " that fits" if any(word in found.outside for word in found.missing) else ""
    return f"No finding{which} says {' or '.join(f'«{word}»' for word in found.missing)}"


def used(filters: Iterable[Filter], understood: Understood, left_out: Sequence[str]) -> Iterator[str]:
    """What became a filter, a word to search for, or nothing."""
    used = [str(one) for one in (*filters, *understood.filters)]
    if used:
        yield f"filters: {'; '.join(used)}"
    if understood.directions:
        yield f"first: {', '.join(understood.directions)}; other directions follow"
    yield from understood.absent.values()
    if understood.words:
        yield f"searched in the text: {'; '.join(understood.words)}"
    if understood.left:
        yield f"not searched: {' '.join(understood.left)}"
    if left_out:
        yield f"without: {', '.join(left_out)}"


def records(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """Records that say what no finding does."""
    unsaid = unsaid_words(found)
    if not unsaid:
        return
    keys = records_saying(table, [*understood.tokens, *unsaid], unsaid)
    more = f" and {len(keys) - _RECORDS} more" if len(keys) > _RECORDS else ""
    if keys:
        vesicles = any(one.said == VESICLES for one in understood.filters)
        none = [key for key in keys[:_RECORDS] if vesicles and key in keys_without_vesicles(table)]
        but = f"; without vesicles: {', '.join(none)}" if none else ""
        yield f"records whose text says it: {', '.join(keys[:_RECORDS])}{more} (exokg show KEY){but}"
    else:
        yield f"nor does the text of any other record say {' or '.join(unsaid)}"


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
    keys = [key for key in keys if key not in listed]
    if keys:
        more = f" and {len(keys) - _NOTICES} more" if len(keys) > _NOTICES else ""
        named = " or ".join(f"«{word}»" for word in words)
        yield f"Other records that mention {named}: {', '.join(keys[:_NOTICES])}{more} (exokg show KEY)."


def suggested(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """Where else to look for what no finding that fits says or has."""
    if len(found.alone) > 1:
        parts = (f"{text}: {counted(number, 'finding')}" for text, number in found.alone.items())
        yield f"each alone: {'; '.join(parts)}"
    yield from records(table, understood, found)
    yield from (f"{said}: see exokg {to.command}" for said, to in understood.routes if to.kind == "beside")
    for word, number in found.outside.items():
        say = "says" if number == 1 else "say"
        say = say if word in found.missing else "has" if number == 1 else "have"
        yield f"{word}: {counted(number, 'other finding')} {say} it: exokg find {word}"
    for word in found.missing:
        near = [] if is_name(table, word) else table.terms.suggest(word)
        if near:
            yield f"{word}: did you mean {' / '.join(near)}?"
    if found.hidden:
        hidden = counted(len(found.hidden), "finding")
        yield f"left out, as no vesicles were given: {hidden} that fit the rest"


def _beside(table: Findings, understood: Understood, found: Found) -> Iterator[str]:
    """How many of the studies listed have findings that a *not* left out."""
    studies = {table.studies[row].iri for row in found.rows}
    for one in understood.filters:
        if one.negated and one.said != VESICLES and one.rows(table).issuperset(found.rows):
            held = {table.studies[row].iri for row in one._replace(negated=False).rows(table)} & studies
            if held:
                which = f"{len(held)} of {counted(len(studies), 'study')} listed"
                yield f"«Not {one.said}» leaves out findings: {which} report it in others."


def unsaid_words(found: Found) -> list[str]:
    """The words that no finding at all says."""
    return [word for word in found.missing if word not in found.outside]
