"""Rules that the reading of the files enforces: what YAML, what fields, what tables are allowed."""

from __future__ import annotations

from typing import Final

from .registry import Register

rules: Final = Register()

_PAGES: Final = (
    (
        "yaml-syntax",
        "A record is YAML",
        """Problem: the file cannot be read as YAML from this place on.

        Solution: mind the indent (two spaces a level), close quotes and brackets, and put text that holds
        ``: `` or `` #`` in quotes.

        Example: ``title: "Vesicles: a review"``
        """,
    ),
    (
        "yaml-alias",
        "A value is written out",
        """Problem: the file uses an alias (``*name``). Aliases hide what a record says and can make a small
        file explode.

        Solution: write the value out.

        Example: ``source: bovine colostrum`` twice rather than ``*source``
        """,
    ),
    (
        "yaml-anchor",
        "Nothing is anchored",
        """Problem: the file uses an anchor (``&name``), which is only good for aliases.

        Solution: delete the anchor; put text that begins with ``&`` in quotes.

        Example: ``source: bovine colostrum``
        """,
    ),
    (
        "yaml-merge",
        "Fields are not merged",
        """Problem: the file uses the merge key ``<<``, so its fields do not stand where they count.

        Solution: write the fields out.

        Example: all fields of an arm below its key
        """,
    ),
    (
        "yaml-tag",
        "Values have no tags",
        """Problem: the file uses a tag (``!!name`` or ``!name``). Tags can make a careless reader run code.

        Solution: delete the tag; put text that begins with ``!`` in quotes.

        Example: ``pmid: "35359449"`` rather than ``!!str 35359449``
        """,
    ),
    (
        "yaml-directive",
        "There are no directives",
        """Problem: the file begins with a directive (``%YAML``, ``%TAG``).

        Solution: delete the line.

        Example: ``kind: study`` as the first field
        """,
    ),
    (
        "yaml-key",
        "A field name is plain text",
        """Problem: a field name is a list, a mapping, or has a tag or an anchor.

        Solution: write ``name: value``.

        Example: ``kind: study``
        """,
    ),
    (
        "several-documents",
        "A file holds one record",
        """Problem: a second YAML document begins in the file.

        Solution: give each record its own file.

        Example: one file without ``---``
        """,
    ),
    (
        "duplicate-key",
        "A field is written once",
        """Problem: the same field stands twice in one place. Most readers keep the last one without a word.

        Solution: keep one of them, or make it a list.

        Example: ``designs: [in vitro, animal]``
        """,
    ),
    (
        "too-deep",
        "A record is not nested deeper than fifty levels",
        """Problem: mappings and lists are nested deeper than any record needs; such a file is broken or
        hostile.

        Solution: see the template for the shape of a record.

        Example: ``findings`` hold ``quantity``, and ``quantity`` holds numbers
        """,
    ),
    (
        "too-large",
        "A record is smaller than one megabyte",
        """Problem: the file is larger than one megabyte; the largest real record has some twenty kilobytes.

        Solution: keep one paper per file, and no text of the source.

        Example: a summary of a sentence per finding
        """,
    ),
    (
        "not-utf8",
        "A file is UTF-8",
        """Problem: the bytes at this place are not UTF-8.

        Solution: save the file as UTF-8 in the editor.

        Example: ``µm`` saved as two bytes
        """,
    ),
    (
        "hidden-character",
        "Every character shows",
        """Problem: the text holds a character that does not show: a control character, a zero-width space, or
        one that turns the direction of writing. Two names that look equal would differ.

        Solution: delete it and type the word again; the message names the code point.

        Example: ``hair follicle`` with a plain space
        """,
    ),
    (
        "comment-inside",
        "Comments stand above the first field",
        """Problem: a comment stands below the first field. Formatting would lose it, and readers of the graph
        never see it.

        Solution: write what readers should know into ``notes`` or a ``note``, and the rest above the first
        field. Put text that holds `` #`` in quotes.

        Example: ``notes: The abstract gives two numbers for the same group.``
        """,
    ),
    (
        "missing-field",
        "Required fields are there",
        """Problem: a field without which the record means nothing is missing.

        Solution: add it; the hint says what it holds. The template shows where it stands.

        Example: ``read: abstract``
        """,
    ),
    (
        "missing-locator",
        "A result says where it stands in the source",
        """Problem: a finding, harm, statement or difference has no locator, so nobody can check it.

        Solution: add the place: ``abstract``, ``Table 2``, ``page 7``, ``Figure 3B``.

        Example: ``locator: abstract``
        """,
    ),
    (
        "finding-without-system",
        "A finding says in what it was measured",
        """Problem: a finding has no system, so an effect in a dish cannot be told from one in people.

        Solution: describe the system under ``systems`` and name its key; write ``rung: not shown`` where
        the source does not say.

        Example: ``system: skin`` with ``systems: {skin: {reported-as: mouse back skin, rung: animal}}``
        """,
    ),
    (
        "unknown-field",
        "Fields are those of the model",
        """Problem: the record has a field the model does not know: mostly a slip, sometimes a field of
        another kind of record.

        Solution: take the name that the hint suggests. Names are written with hyphens.

        Example: ``title-status: shown``
        """,
    ),
    (
        "wrong-type",
        "A value has the type of its field",
        """Problem: a number stands where text belongs, text where a number belongs, or one value where a list
        belongs. Nothing is converted, because conversion changes what was typed (1.10 would become 1.1).

        Solution: put text that looks like a number in quotes; write numbers as digits; begin list items
        with a hyphen.

        Example: ``pmid: "35359449"`` and ``year: 2022``
        """,
    ),
    (
        "unknown-word",
        "A word comes from its closed list",
        """Problem: the field takes one word of a closed list and has another.

        Solution: take the word that the hint suggests.

        Example: ``read: abstract``
        """,
    ),
    (
        "malformed-key",
        "Keys are lower case, digits and hyphens",
        """Problem: the name of a file, preparation, system, arm, comparison or finding has characters that
        cannot stand in an IRI, or is longer than 81.

        Solution: use lower-case letters, digits and hyphens. A key that was published never changes.

        Example: ``kim-2022-colostrum``
        """,
    ),
    (
        "empty-field",
        "A field is filled or left out",
        """Problem: a field is empty, null, or an empty list. Absence has a meaning (not read, or not reported
        after a full text); emptiness has none.

        Solution: leave the field out; write what cannot apply into ``not-applicable``.

        Example: no field ``sex`` rather than ``sex: null``
        """,
    ),
    (
        "wrong-folder",
        "A record lies in the folder of its kind",
        """Problem: the kind of the record is not that of its folder.

        Solution: move the file, or correct ``kind``.

        Example: ``kind: review`` in ``graph/reviews/``
        """,
    ),
    (
        "duplicate-record",
        "A key names one record",
        """Problem: two files in different folders have the same name, so their IRIs would be one.

        Solution: rename the newer file; a registry entry is named ``trial-`` and its number.

        Example: ``graph/studies/kim-2022-colostrum.yaml`` and no other file of that name
        """,
    ),
    (
        "unknown-file",
        "Every file is read",
        """Problem: a file lies among the records that nothing reads, such as a ``.yml`` or an inner folder.

        Solution: name it ``KEY.yaml`` in the folder of its kind, or move it away.

        Example: ``graph/studies/kim-2022-colostrum.yaml``
        """,
    ),
    (
        "table-header",
        "A table has its columns",
        """Problem: the first line of a table does not name the columns expected, in their order.

        Solution: copy the line from the hint; columns are parted by tabs.

        Example: ``id<tab>label<tab>note`` in ``readers.tsv``
        """,
    ),
    (
        "table-row",
        "A row has its cells",
        """Problem: a row has more or fewer cells than the table has columns, a cell begins or ends with a
        space, or a line is empty.

        Solution: part cells by exactly one tab; leave a cell empty rather than out.

        Example: ``r1<tab>A. Reader<tab>``
        """,
    ),
)

for _id, _title, _page in _PAGES:
    rules.enforced(_id, _title, _page)
