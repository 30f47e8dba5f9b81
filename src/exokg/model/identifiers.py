"""Identifiers of documents and trials, read from the many ways in which people write them.

One place decides what is a DOI, PMID, PMCID or registry number, for records, tables, commands and searches.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import unquote

from .names import Iri

REGISTRIES: Final = {
    "ACTRN": r"ACTRN[0-9]{14}p?",
    "ChiCTR": r"ChiCTR(-[A-Z]+-)?[0-9]{8,10}",
    "CTRI": r"CTRI/[0-9]{4}/[0-9]{2,3}/[0-9]{6}",
    "DRKS": r"DRKS[0-9]{8}",
    "EUCTR": r"EUCTR[0-9]{4}-[0-9]{6}-[0-9]{2}(-[A-Z]{2})?",
    "IRCT": r"IRCT[0-9]{8,14}N[0-9]{1,3}",
    "ISRCTN": r"ISRCTN[0-9]{8}",
    "jRCT": r"jRCTs?[0-9]{9,10}",
    "KCT": r"KCT[0-9]{7}",
    "NCT": r"NCT[0-9]{8}",
    "PACTR": r"PACTR[0-9]{15,16}",
    "RBR": r"RBR-[0-9a-z]{6,9}",
    "SLCTR": r"SLCTR/[0-9]{4}/[0-9]{3}",
    "TCTR": r"TCTR[0-9]{11}",
    "UMIN": r"UMIN[0-9]{9}",
}
"""The trial registries by the letters their numbers begin with, and the form of these numbers."""

FORMS: Final = {
    "doi": r"10\.[0-9]{4,9}/(?=[!-~]+$)[^\"<>{}|\\^`]*[^\"<>{}|\\^`.,;:]",
    "pmid": r"[1-9][0-9]{0,7}",
    "pmcid": r"PMC[1-9][0-9]{0,8}",
    "registration": "|".join(REGISTRIES.values()),
}
"""The form of each kind of identifier, as a regular expression."""

PAGES: Final = {
    "doi": "https://doi.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "NCT": "https://clinicaltrials.gov/study/",
    "ISRCTN": "https://www.isrctn.com/",
    "DRKS": "https://drks.de/search/en/trial/",
    "ACTRN": "https://anzctr.org.au/",
}
"""Kind of identifier, or letters of a registry number → what its IRI begins with.

IRCT and ChiCTR show an entry under a number of their own, and EUCTR has a page for each country: from their
registry numbers no address follows. No address of the others is known to stay.
"""
_ENDS: Final = {"ACTRN": ".aspx"}

_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_AROUND: Final = " \t\r\n<>\"'“”‘’«»()[]{}.,;:"
_DOI: Final = re.compile(FORMS["doi"])
_PREFIX: Final = re.compile(
    r"(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|(?:info:)?doi[:/]?\s*|https?://\S+?/(?:doi/(?:\w+/)?|articles?/)(?=10\.)",
    re.I,
)
_PUBMED: Final = re.compile(
    r"(?:pmid|pubmed)[\s:]*([1-9][0-9]{0,7})"
    r"|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed|europepmc\.org/(?:article|abstract)/med)"
    r"/([1-9][0-9]{0,7})/?",
    re.I,
)
_CENTRAL: Final = re.compile(
    r"(?:pmcid[\s:]*|(?:https?://)?(?:www\.|pmc\.)?ncbi\.nlm\.nih\.gov/(?:pmc/)?articles/"
    r"|(?:https?://)?(?:www\.)?europepmc\.org/articles?/(?:pmc/)?)?(PMC[1-9][0-9]{0,8})(?:\.[0-9]+)?/?(?:pdf/?.*)?",
    re.I,
)
_TRIAL: Final = re.compile("|".join(rf"(?P<{name}>{form})" for name, form in REGISTRIES.items()), re.I)
_INTRODUCED: Final = re.compile(
    r"^(?:JPRN-|ClinicalTrials\.gov|registration|identifier|trial|number|id|no|[\s:./#])*", re.I
)
_VERSION: Final = re.compile(r"[./]?v[0-9]{1,2}$|(?<=^10\.12688/)(\w+\.[0-9]+)\.[0-9]+$")
_TRACKING: Final = re.compile(r"[?&](?:utm_\w+|fbclid|gclid)=[^&#]*|#.*$")


class Identifier(NamedTuple):
    """An identifier as its authority writes it.

    Attributes:
        kind: ``doi``, ``pmid``, ``pmcid`` or ``registration``.
        value: the bare identifier; a DOI keeps its case, which makes no difference.
    """

    kind: str
    value: str

    @property
    def name(self) -> str:
        """What people call this kind of identifier."""
        return "registry number" if self.kind == "registration" else self.kind.upper()

    @property
    def document(self) -> str:
        """The same text for all versions of one document.

        >>> read_identifier("10.1101/2024.01.02.573900v2").document
        '10.1101/2024.01.02.573900'
        """
        value = self.value.casefold()
        return _VERSION.sub(r"\1", value) if self.kind == "doi" else value


def iri_of(text: str) -> Iri | None:
    """Return the IRI by which others know this document or trial; None where there is no usual one.

    >>> iri_of("10.3389/FCELL.2022.815205"), iri_of("PMC8960251")
    ('https://doi.org/10.3389/fcell.2022.815205', 'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8960251')
    >>> iri_of("NCT05658094"), iri_of("IRCT20200127046282N10")
    ('https://clinicaltrials.gov/study/NCT05658094', None)
    """
    found = read_identifier(text)
    if found is None:
        return None
    letters = re.match("[A-Za-z]*", found.value)
    kind = letters[0] if letters and found.kind == "registration" else found.kind
    value = found.value.lower() if found.kind == "doi" else found.value
    return Iri(f"{PAGES[kind]}{value}{_ENDS.get(kind, '')}") if kind in PAGES else None


def best_page(identifiers: Iterable[str], pages: Iterable[str]) -> str:
    """Return the page of the first identifier that has one, or else the first page.

    Args:
        identifiers: what names the document, the best first; empty ones are passed over.
        pages: addresses that were read; what is no address is passed over.

    >>> best_page(["", "PMC8960251"], ["https://a-blog.example/"])
    'https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8960251'
    >>> best_page(["IRCT20200127046282N10"], ["a leaflet", "https://irct.example/1"]), best_page([], [])
    ('https://irct.example/1', '')
    """
    known = (iri for text in identifiers if (iri := iri_of(text)))
    return next(known, None) or next((page for page in pages if page.startswith(("http://", "https://"))), "")


def read_identifier(text: str) -> Identifier | None:
    """Return the identifier that a text is, in any usual way of writing, or None.

    >>> read_identifier("https://doi.org/10.1126%2Fsciadv.aba1685.")
    Identifier(kind='doi', value='10.1126/sciadv.aba1685')
    >>> read_identifier("nct 0565\u20118094").value, read_identifier("PMID: 35359449").kind
    ('NCT05658094', 'pmid')
    >>> read_identifier("banana")
    """
    seen = _INVISIBLE.sub("", unicodedata.normalize("NFKC", _DASHES.sub("-", unquote(text))))
    plain = seen.strip(_AROUND)
    prefix = _PREFIX.match(plain)
    if prefix is not None or plain.startswith("10."):
        bare = plain[prefix.end() if prefix else 0 :].strip(_AROUND.replace(")", "").replace("]", ""))
        if plain.lower().startswith("http"):
            bare = re.split(r"[?#]", bare)[0].removesuffix("/full").removesuffix("/")
        return Identifier("doi", bare) if _DOI.fullmatch(bare) else None
    return _numbered(plain)


def _numbered(plain: str) -> Identifier | None:
    if re.fullmatch(r"[1-9][0-9]{0,7}", plain):
        return Identifier("pmid", plain)
    if (found := _PUBMED.fullmatch(plain)) is not None:
        return Identifier("pmid", found[1] or found[2])
    if (found := _CENTRAL.fullmatch(plain)) is not None:
        return Identifier("pmcid", found[1].upper())
    address = "://" in plain
    last = re.sub(r"[?#].*", "", plain) if address else _INTRODUCED.sub("", plain)
    for form in (last, re.sub(r"[\s-]+", "", last)):
        found = _TRIAL.search(form) if address else _TRIAL.fullmatch(form)
        if found is not None:
            name = str(found.lastgroup)
            rest = found[0][len(name) :]
            return Identifier("registration", name + (rest.upper() if name == "IRCT" else rest))
    return None


def plain_address(address: str) -> str:
    """Return a web address without what makes no difference: scheme, ``www.``, tracking, last slash.

    >>> plain_address("HTTPS://www.Example.org/a/?utm_source=x#top")
    'example.org/a'
    """
    bare = _TRACKING.sub("", _DASHES.sub("-", unquote(address.strip())))
    return re.sub(r"^https?://(?:www\.|m\.)?", "", bare, flags=re.I).rstrip("/?&").casefold()
