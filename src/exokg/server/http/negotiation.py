"""Content negotiation: which of the formats we have does a client like best?

RFC 9110 §12.5.1: every range has a quality from 0 to 1, the most specific range that matches a media type
decides its quality, and 0 means never. Among equals the server's order decides. Ranges that are not
well-formed are ignored, a header without one well-formed range counts as absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .messages import BadRequestError


@dataclass(frozen=True, eq=False)
class Format:
    """A format the server writes.

    Args:
        name: short name, also the suffix and the value of ``format=``.
        media: registered media type.
        also: further media types clients use for it.
        short: further values of ``format=`` clients use for it.
        iri: the W3C's IRI of the format (https://www.w3.org/ns/formats/).
    """

    name: str
    media: str
    also: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    iri: str = ""

    @property
    def content_type(self) -> str:
        """The Content-Type header; text formats say that they are UTF-8."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


_W3 = "http://www.w3.org/ns/formats/"
_JSON, _XML = ("application/json", "text/json"), ("application/xml", "text/xml")
JSON = Format(
    "json",
    "application/sparql-results+json",
    _JSON,
    ("srj", "sparql-results+json"),
    _W3 + "SPARQL_Results_JSON",
)
XML = Format(
    "xml", "application/sparql-results+xml", _XML, ("srx", "sparql-results+xml"), _W3 + "SPARQL_Results_XML"
)
CSV = Format("csv", "text/csv", iri=_W3 + "SPARQL_Results_CSV")
TSV = Format("tsv", "text/tab-separated-values", iri=_W3 + "SPARQL_Results_TSV")
TURTLE = Format(
    "ttl",
    "text/turtle",
    ("application/turtle", "application/x-turtle", "text/n3"),
    ("turtle", "n3"),
    _W3 + "Turtle",
)
N_TRIPLES = Format(
    "nt", "application/n-triples", ("text/plain",), ("ntriples", "n-triples"), _W3 + "N-Triples"
)
RDF_XML = Format("rdf", "application/rdf+xml", _XML, ("rdfxml", "rdf+xml", "rdf/xml", "xml"), _W3 + "RDF_XML")
JSON_LD = Format(
    "jsonld", "application/ld+json", ("application/json",), ("json-ld", "ld+json", "json"), _W3 + "JSON-LD"
)
TRIG = Format("trig", "application/trig", ("application/x-trig",), iri=_W3 + "TriG")
HTML = Format("html", "text/html", ("application/xhtml+xml",))

SOLUTIONS = (JSON, XML, CSV, TSV)
"""Formats of SELECT answers, the server's favourite first."""
BOOLEANS = (JSON, XML)
"""Formats of ASK answers: CSV and TSV are not defined for them."""
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG)
"""Formats of CONSTRUCT and DESCRIBE answers."""

_TOKEN = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"  # noqa: S105 - the grammar's word for a name
_RANGE = re.compile(rf"\s*(\*/\*|{_TOKEN}/\*|{_TOKEN}/{_TOKEN})\s*((?:;[^,]*)?)\s*")
_QUALITY = re.compile(r"(?:^|;)\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?=;|$)", re.IGNORECASE)
_ANY_QUALITY = re.compile(r"(?:^|;)\s*q\s*=", re.IGNORECASE)
_LONGEST = 8192


@lru_cache(maxsize=1024)
def choose(accept: str, offers: tuple[Format, ...]) -> Format | None:
    """Return the offer a client likes best, or ``None`` if it accepts none.

    >>> choose("text/csv;q=0.5, application/sparql-results+xml", SOLUTIONS).name
    'xml'
    >>> choose("", SOLUTIONS).name, choose("text/html", SOLUTIONS)
    ('json', None)
    """
    ranges = _ranges(accept)
    if not ranges:
        return offers[0]
    best, best_rank = None, (0.0, 0.0)
    for offer in offers:
        rank = _rank(offer, ranges)
        if rank[0] > 0 and rank > best_rank:
            best, best_rank = offer, rank
    return best


def find_format(name: str, offers: tuple[Format, ...]) -> Format | None:
    """Return the offer with this short name, suffix or media type (the ``format=`` parameter).

    >>> find_format("turtle", GRAPHS).name
    'ttl'
    """
    wanted = name.strip().lower()
    return next(
        (offer for offer in offers if wanted in (offer.name, offer.media, *offer.also, *offer.short)), None
    )


def negotiate(wanted: str | None, accept: str, offers: tuple[Format, ...]) -> Format:
    """Return the offer with a name; without a name, or with one that fits none, the one a client likes best.

    Raises:
        BadRequestError: 406, with the choices.
    """
    found = find_format(wanted or "", offers) or choose(accept, offers)
    if found is None:
        raise not_acceptable(offers)
    return found


def not_acceptable(offers: tuple[Format, ...]) -> BadRequestError:
    """Return the 406 that lists the choices."""
    choices = list(dict.fromkeys(offer.media for offer in offers))
    return BadRequestError(406, "not-acceptable", "no format that the client accepts", choices=choices)


@lru_cache(maxsize=256)
def accepts_gzip(header: str) -> bool:
    """Return whether an Accept-Encoding header allows gzip.

    >>> accepts_gzip("br;q=1.0, gzip;q=0.8"), accepts_gzip("gzip;q=0"), accepts_gzip("")
    (True, False, False)
    """
    for part in header.lower().split(","):
        coding, _, parameters = part.partition(";")
        if coding.strip() in ("gzip", "x-gzip"):
            found = _QUALITY.search(parameters)
            return found is None or float(found[1]) > 0
    return False


def _ranges(accept: str) -> dict[str, float]:
    """Read the header: media range → quality."""
    ranges: dict[str, float] = {}
    for part in accept[:_LONGEST].split(","):
        found = _RANGE.fullmatch(part)
        if found is None:
            continue
        quality = _QUALITY.search(found[2])
        if quality is None and _ANY_QUALITY.search(found[2]):
            continue  # a quality that is no number between 0 and 1
        ranges[found[1].lower()] = float(quality[1]) if quality else 1.0
    return ranges


def _rank(offer: Format, ranges: dict[str, float]) -> tuple[float, float]:
    """Return (quality, how exactly the header names this offer)."""
    own = _quality(offer.media, ranges)
    rank = (own[0], own[1] + 0.5) if own else (0.0, 0.0)
    if own is None or own[1] < 2:
        for media in offer.also:  # an alias counts only where it is named in full
            if media in ranges:
                rank = max(rank, (ranges[media], 2.0))
    return rank


def _quality(media: str, ranges: dict[str, float]) -> tuple[float, int] | None:
    kind = media.partition("/")[0]
    for exactness, name in ((2, media), (1, f"{kind}/*"), (0, "*/*")):
        if name in ranges:
            return ranges[name], exactness
    return None
