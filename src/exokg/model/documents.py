"""The parts of a record about its document: bibliography, reading, ties, verdicts on the seed article."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final, Literal

from .composition import record_label
from .declarations import KNOWN_AS, Also, Part, needed, optional, several
from .lists import Codes, YesNo
from .names import Curie
from .nodes import Composed, Made, Node, Spot, labelled
from .types import Checksums, Doi, FullDay, Notice, PartialDay, Pmcid, Pmid, ReaderKey, whole_day

DocumentType = Annotated[
    Literal[
        "primary",
        "case report",
        "systematic review",
        "narrative review",
        "protocol",
        "conference abstract",
        "commentary",
        "society statement",
        "reporting guideline",
        "regulatory notice",
        "registry entry",
        "not shown",
    ],
    Codes("DocumentType"),
]
"""Kind of document, apart from the design of the study it reports."""

_FABIO: Final = {
    "primary": Curie("fabio:JournalArticle"),
    "case report": Curie("fabio:ClinicalCaseReport"),
    "systematic review": Curie("fabio:SystematicReview"),
    "narrative review": Curie("fabio:ReviewArticle"),
    "conference abstract": Curie("fabio:Abstract"),
    "commentary": Curie("fabio:Comment"),
}
"""The class of FaBiO for a kind of document, where one fits."""

Status = Annotated[
    Literal["published", "preprint", "corrected", "retracted", "registered", "not shown"], Codes("Status")
]
"""State of the publication; a retracted study stays and leaves every default answer."""

TitleStatus = Annotated[Literal["shown", "translated", "descriptive", "not shown"], Codes("TitleStatus")]

FunderKind = Annotated[Literal["commercial", "public", "academic", "mixed", "unclear"], Codes("FunderKind")]

Declaration = Annotated[Literal["none declared", "some declared"], Codes("Declaration")]
"""What the authors say of their conflicts of interest; missing where their sentence was not read."""

SeedSupport = Annotated[Literal["supported", "not seen", "differs"], Codes("SeedSupport")]
"""Whether the paper's own page confirms what the seed article says about it."""


def _title(spot: Spot) -> Made:
    yield spot.record.title, ("title",)


def _author_list(spot: Spot) -> Made:
    yield "; ".join(spot.part.authors) or None, spot.at("authors")


class SourceReading(Part):
    """One reading of the source."""

    date: FullDay = needed(
        "the day, such as 2026-11-22", because="its owner names the property", example="2026-11-22"
    )
    by: ReaderKey = needed(
        "the reader, an id of readers.tsv", because="its owner names the property", example="reader-one"
    )


class SecondReading(SourceReading):
    """The reading by another person, with a checksum of each result as it was then."""

    checked: Checksums | None = optional(
        "each result with a checksum of what was read; exokg second-read writes it",
        because="a result that has not changed since says secondRead itself",
        example="f1=3fa9c1 f2=77bc02",
    )

    @property
    def checksums(self) -> list[str]:
        """The results as they were read, each as ``id=checksum``."""
        return (self.checked or "").split()


class Seed(Part):
    """What became of a claim that the seed article makes about this paper."""

    support: SeedSupport = needed("whether the paper's own page confirms it", "seedSupport", column="seed")
    basis: str | None = optional(
        "what was looked at", "seedBasis", column="seed basis", example="abstract and figure 3"
    )


class Publication(Part):
    """The document, as far as its bibliographic data were seen."""

    NODE: ClassVar = Node(
        "publication",
        {"": "Publication"},
        composed=(
            labelled(record_label),
            Composed("dcterms:title", "the title as shown", _title, column="title"),
            Composed("authorList", "the authors in order, joined", _author_list, column="authors"),
        ),
    )

    type: DocumentType = needed(
        "kind of document, apart from the design of the study",
        "documentType",
        column="document",
        dimension=True,
        also=(Also("rdf:type", _FABIO.get, "the class of FaBiO, where one fits"),),
    )
    status: Status = needed("state of the publication", "status", dimension=True)
    doi: Doi | None = optional(
        "bare DOI, such as 10.3389/fcell.2022.815205",
        "doi",
        column="DOI",
        example="10.3389/fcell.2022.815205",
        also=(KNOWN_AS,),
    )
    pmid: Pmid | None = optional(
        "PubMed number, digits in quotes", "pmid", column="PMID", example="35174143", also=(KNOWN_AS,)
    )
    pmcid: Pmcid | None = optional(
        "PubMed Central number, such as PMC8960251",
        "pmcid",
        column="PMCID",
        example="PMC8960251",
        also=(KNOWN_AS,),
    )
    year: int | None = optional("year of publication as shown", "year", dimension=True, example=2022)
    year_inferred: int | None = optional(
        "year of publication as deduced, where none was shown", "yearInferred", example=2022
    )
    date: str | None = optional(
        "date of publication as shown",
        "dateText",
        column="date",
        example="31 January 2022",
        also=(Also("dcterms:issued", whole_day, "the same as xsd:date, where it is a whole day"),),
    )
    journal: str | None = optional(
        "journal as shown", "journal", dimension=True, example="Frontiers in Cell Biology"
    )
    journal_inferred: str | None = optional(
        "journal as deduced, where none was shown", "journalInferred", example="Frontiers in Cell Biology"
    )
    volume: str | None = optional("volume, in quotes", "volume", example="10")
    issue: str | None = optional("issue, in quotes", "issue", example="2")
    pages: str | None = optional("pages or article number, in quotes", "pages", example="815205")
    authors: list[str] = several(
        "authors as shown, in order, such as Kim H", "author", dimension=True, example=["Kim H"]
    )
    authors_complete: bool = optional(
        "true if all authors were shown",
        "authorsComplete",
        column="all authors",
        default=False,
        example=True,
    )
    licence: str | None = optional("licence of the paper, where seen", "licence", example="CC BY 4.0")
    retraction_notice: Notice | None = optional(
        "DOI or PMID of the retraction notice; never that of the paper",
        "retractionNotice",
        example="10.1234/notice",
    )
    notice_date: PartialDay | None = optional(
        "day of the notice that corrected or retracted it", "noticeDate", example="2025-03-04"
    )
    preprint: Doi | None = optional(
        "DOI of the preprint that became this paper", "preprint", example="10.21203/rs.3.rs-1/v1"
    )
    published_as: Doi | None = optional(
        "DOI of the paper that this preprint became",
        "publishedAs",
        column="published as",
        example="10.1234/x",
    )


class Interests(Part):
    """Funding and ties as seen."""

    statement: str = needed(
        "what was seen of funding and ties",
        "interestStatement",
        column="interests",
        example="The maker of the product paid; two authors work there.",
    )
    funder_kind: FunderKind | None = optional(
        "kind of funder", "funderKind", column="funder kind", dimension=True
    )
    declared: Declaration | None = optional(
        "whether the authors declare conflicts of interest",
        "conflictsDeclared",
        column="conflicts of interest",
        dimension=True,
    )
    funders: list[str] = several(
        "funders by name", "funder", column="funder", dimension=True, example=["Forest Fund"]
    )
    product_tie: YesNo | None = optional(
        "whether an author has a tie to the product", "productTie", dimension=True
    )
