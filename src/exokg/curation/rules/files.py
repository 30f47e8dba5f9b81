"""Rules that are checked while the files are read: which YAML, fields and tables are allowed."""

from __future__ import annotations

from typing import Final

from .registry import Register

rules: Final = Register()

_PAGES: Final = (
    (
        "yaml-syntax",
        "A record is valid YAML",
        """Problem: The file cannot be read as YAML from this position on.

        Solution: Check the indentation (two spaces a level), close quotes and brackets, and put text that
        contains ``: `` or `` #`` in quotes.

        Example: ``title: "Vesicles: a review"``
        """,
    ),
    (
        "yaml-feature",
        "Only plain fields, lists and values are allowed in YAML",
        """Problem: The file uses an anchor (``&name``), an alias (``*name``), a merge key (``<<``), a tag
        (``!!name``), a directive (``%YAML``) or a field name that is not plain text. They hide what a record
        says, a small file of aliases can expand to gigabytes, and a tag can make a reader run code.

        Solution: Write the value out. Put text that begins with ``&``, ``*``, ``!`` or ``%`` in quotes.

        Example: ``source: bovine colostrum`` twice rather than ``*source``
        """,
    ),
    (
        "several-documents",
        "A file holds one record",
        """Problem: A second YAML document begins in this file.

        Solution: Put each record into a file of its own.

        Example: one file without ``---``
        """,
    ),
    (
        "duplicate-key",
        "A field is written once",
        """Problem: The same field is written twice. Most YAML readers silently keep the last one.

        Solution: Delete one of the two, or combine them into a list.

        Example: ``designs: [in vitro, animal]``
        """,
    ),
    (
        "too-deep",
        "A record has at most fifty levels of nesting",
        """Problem: Mappings and lists are nested too deeply. The file may be broken or malicious.

        Solution: Compare the record with the template (``exokg new`` writes one).

        Example: ``findings`` hold ``quantity``, and ``quantity`` holds numbers
        """,
    ),
    (
        "too-large",
        "A record is smaller than one megabyte",
        """Problem: The file is larger than one megabyte. The largest real record has about twenty kilobytes.

        Solution: Keep one paper per file, and do not copy text of the source.

        Example: a summary of one sentence per finding
        """,
    ),
    (
        "not-utf8",
        "A file is encoded as UTF-8",
        """Problem: The bytes at this position are not UTF-8.

        Solution: Save the file as UTF-8 in your editor.

        Example: ``µm`` saved as UTF-8
        """,
    ),
    (
        "hidden-character",
        "Text has no invisible characters",
        """Problem: The text contains an invisible character: a control character, a zero-width space, or one
        that changes the direction of writing. Two names that look equal would then differ.

        Solution: Delete the character and type the word again. The message gives its code point.

        Example: ``hair follicle`` with a plain space
        """,
    ),
    (
        "comment-inside",
        "Comments are written above the first field",
        """Problem: A comment is written below the first field. ``exokg fmt`` would lose it, and it does not
        become part of the graph.

        Solution: Move what readers should know into ``notes`` or a ``note``, and other comments above the
        first field. ``exokg fmt --drop-comments`` drops them.

        Example: ``notes: The abstract gives two numbers for the same group.``
        """,
    ),
    (
        "hash-after-value",
        "A # does not end a value",
        """Problem: A value without quotes contains a `` #``. YAML takes all that follows for a comment, so
        ``notes: see figure #3 of the paper`` says only *see figure*.

        Solution: Put the whole value in quotes. If it is a remark, write it into ``notes``, a ``note``, or a
        line above the first field.

        Example: ``notes: "see figure #3 of the paper"``
        """,
    ),
    (
        "missing-field",
        "Required fields are present",
        """Problem: A required field is missing.

        Solution: Add the field; the hint says what it holds. The template shows where to write it.

        Example: ``read: abstract``
        """,
    ),
    (
        "missing-locator",
        "A result has a locator",
        """Problem: A finding, harm, statement or difference has no locator (the place in the source where it
        can be checked).

        Solution: Add the place: ``abstract``, ``Table 2``, ``page 7``, ``Figure 3B``.

        Example: ``locator: abstract``
        """,
    ),
    (
        "finding-without-system",
        "A finding names the system it was measured in",
        """Problem: A finding has no system, so the effect may have been measured in a dish or in people.

        Solution: Describe the system under ``systems`` and write its key into ``system``. Write ``rung:
        not shown`` if the source does not say.

        Example: ``system: skin`` with ``systems: {skin: {reported-as: mouse back skin, rung: animal}}``
        """,
    ),
    (
        "unknown-field",
        "Every field belongs to the model",
        """Problem: The record has a field that its kind of record does not have. Usually it is a typing
        error, or a field of another kind of record.

        Solution: Use the name that the hint suggests. Names are written with hyphens.

        Example: ``title-status: shown``
        """,
    ),
    (
        "wrong-type",
        "A value has the type of its field",
        """Problem: The field holds a number instead of text, text instead of a number, or a single value
        instead of a list. exokg does not convert values, because conversion would change what was typed
        (1.10 would become 1.1).

        Solution: Put text that looks like a number in quotes, write numbers as digits, and begin each item
        of a list with a hyphen.

        Example: ``pmid: "35359449"`` and ``year: 2022``
        """,
    ),
    (
        "unknown-word",
        "A word comes from the field's closed list",
        """Problem: The field takes one word of a closed list, but holds another.

        Solution: Use the word that the hint suggests.

        Example: ``read: abstract``
        """,
    ),
    (
        "malformed-key",
        "A key has only lower-case letters, digits and hyphens",
        """Problem: The name of a file, preparation, system, arm, comparison or finding contains characters
        that cannot be part of an IRI, or has more than 81 characters.

        Solution: Use lower-case letters, digits and hyphens. Never change a key that was published.

        Example: ``kim-2022-colostrum``
        """,
    ),
    (
        "empty-field",
        "A field has a value or is left out",
        """Problem: A field is empty, null or an empty list. A missing field has a meaning ("not read", or
        "not reported" if listed there after reading the full text); an empty one has none.

        Solution: Leave the field out. If it cannot apply, add its name to ``not-applicable``.

        Example: no field ``sex`` rather than ``sex: null``
        """,
    ),
    (
        "wrong-folder",
        "A record is in the folder of its kind",
        """Problem: The ``kind`` of the record does not match the folder of the file.

        Solution: Move the file, or correct ``kind``.

        Example: ``kind: review`` in ``graph/reviews/``
        """,
    ),
    (
        "duplicate-record",
        "A file name names one record",
        """Problem: Two files in different folders have the same name, so both records would share an IRI.

        Solution: Rename the newer file. A registry entry is named ``trial-`` and its number.

        Example: ``graph/studies/kim-2022-colostrum.yaml`` and no other file of that name
        """,
    ),
    (
        "unknown-file",
        "The folders hold only records",
        """Problem: exokg does not read this file: it is not named ``KEY.yaml``, or lies in an inner folder.

        Solution: Rename it to ``KEY.yaml`` in the folder of its kind, or move it out of the graph.

        Example: ``graph/studies/kim-2022-colostrum.yaml``
        """,
    ),
    (
        "table-encoding",
        "A table is UTF-8 text",
        """Problem: The table is saved as UTF-16, as Windows-1252, with a byte order mark, or with carriage
        returns alone as line ends. While it cannot be read, nothing else is checked.

        Solution: Save it as text with tabs, in UTF-8. Line ends of Unix and of Windows are both fine.

        Example: ``readers.tsv`` saved as *UTF-8*, not as *UTF-8 with BOM* or *Unicode text*
        """,
    ),
    (
        "table-header",
        "A table begins with the names of its columns",
        """Problem: The first line of a table does not hold the expected column names in the expected order,
        or they are separated by semicolons or commas. While it cannot be read, nothing else is checked.

        Solution: Copy the line from the hint. Separate columns by tabs.

        Example: ``id<tab>label<tab>note`` in ``readers.tsv``
        """,
    ),
    (
        "table-row",
        "A row has one cell for each column",
        """Problem: A row has more or fewer cells than the table has columns, a cell begins or ends with a
        space, or a line is empty.

        Solution: Separate cells by exactly one tab. Leave a cell empty rather than out.

        Example: ``r1<tab>A. Reader<tab>``
        """,
    ),
)

for _id, _title, _page in _PAGES:
    rules.enforced(_id, _title, _page)
