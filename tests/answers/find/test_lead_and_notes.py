"""What an answer says of a search: how words were read, what was not found, and where to look."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest

from exokg.answers.find import verbs
from exokg.answers.find.elsewhere import elsewhere

if TYPE_CHECKING:
    from exokg.answers.find.table import Findings

find = partial(verbs.find, elsewhere=elsewhere)

pytestmark = pytest.mark.slow

MATCHES = "records whose text matches"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # what was not found, of findings of studies
        ("gut microbiome", "Not found by word in study findings: «gut», «microbiome»."),
        (
            "ADSC exosome cilia alopecia",
            "Not found by word in study findings: «cilia». Nothing matched all of it; ",
        ),
        (
            "quasar of exosomes in anagen",
            "Not found by word in study findings: «quasar». Nothing matched all of it; ",
        ),
        ("dutasteride mesotherapy exosome", "Not found by word in findings that fit: «mesotherapy»."),
        ("radiotherapy exosomes", "Not found by word in study findings: «radiotherapy»."),
        ("pill hair density", "Not found by word in study findings: «pill»."),
        ("CaT keratinocytes", "«cat» is found as part of «HaCaT»"),
        ("oral exosomes for hair", "No study finding has route = oral."),
        # what is near and listed below what fits
        (
            "rose stem cell exosomes scalp",
            "Rows with something in the column unmatched are only near.",
        ),
        # how words were read
        (
            "exosomes vs conditioned medium",
            "«conditioned medium» read as comparator = source cell or medium.",
        ),
        ("difference between exosomes and stem cells", "«stem cells» read as comparator = source cell or "),
        ("ADSC-CM", "«cm» read as «conditioned medium»"),
        ("scaring alopecia", "«scaring» read as «scarring»."),
        ("inmunogenicity of exosomes", "«inmunogenicity» read as «immunogenicity»."),
        *(
            (f"{slip} hair", f"«{slip}» read as «{word}». ")
            for slip, word in (
                *(("exosoem", "exosome"), ("exxosome", "exosome"), ("exosme", "exosome")),
                *(("minoxodil", "minoxidil"), ("alpecia", "alopecia"), ("alopceia", "alopecia")),
                *(("follicel", "follicle"), ("colostrm", "colostrum"), ("androgenetik", "androgenetic")),
                *(
                    ("keratinocite", "keratinocyte"),
                    ("fibrobast", "fibroblast"),
                    ("macropahge", "macrophage"),
                ),
            )
        ),
        ("Gangadaran 2022 review", "gangadaran-2022-review is a record of another kind (exokg show "),
        ("Gupta 2020", "gupta-2020 is a record of another kind (exokg show gupta-2020)."),
        # what is left out
        ("80", "Left out: «80». Nothing else is asked for."),
        ("storage at -80 freeze", "Left out: «80»."),
        ("how many particles per dose injection", "Left out: «many»"),
        ("hype or hope exosomes", "Not sure what you mean by «hype», «hope»: not searched."),
        # where most records are silent
        ("exosomes Korea", "studies with findings: country."),
        ("trichoscopy", "studies with findings: assay."),
        ("results after 6 months", "studies with findings: time."),
        # rows of a question, and by which words they were chosen
        ("side effects scalp exosomes", "No row of it says «scalp»."),
        ("Korea foundation grants", "Not used to choose rows: «korea», «grants»."),
        ("expression of concern exosome alopecia", "No row of it says «concern»"),
        ("expression of concern exosome alopecia", "of exokg ask publication-status "),
        ("pancreatic cancer exosomes", "; chosen by «cancer» or words for the same."),
        # what is not held, and which command answers
        (
            "human evidence certainty GRADE low",
            "Of «evidence certainty grade low»: ratings of certainty ",
        ),
        ("whats an exosome", "For «whats an exosome»: no definitions are held; exokg term find "),
        ("exosome vs extracellular vesicle", "no definitions are held; exokg term find "),
        ("what dose of particles and how often", "see exokg ask dose-table"),
        (
            "who paid for dermal papilla studies",
            "For «who paid» see exokg find --columns study,funder: no row is ",
        ),
        ("number of mice per group, blinded assessment", "For «number of mice per group» see exokg find "),
    ],
)
def test_the_sentence_says(table: Findings, text: str, said: str) -> None:
    assert said in find(table, text).sentence


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("hair diameter not density", "may be listed"),
        ("exosomes in goats", "may be of"),
        ("Kim 2022", "another kind"),
        ("exosomes hair density", "studies with findings"),
        ("exosomes Korea", "; none in people"),
        ("injections 1 cm apart", "conditioned medium"),
        ("expression of concern exosome alopecia", "«of»"),
        ("colostrum regrowth", "ot found"),
        *((word, "read as") for word in ("traction", "microns", "brand", "table", "scare", "position")),
    ],
)
def test_the_sentence_does_not_say(table: Findings, text: str, unsaid: str) -> None:
    assert unsaid not in find(table, text).sentence


@pytest.mark.parametrize(
    ("text", "note"),
    [
        # what was searched, and with which other words
        ("radiation exosomes", "searched as words: «radiation» (also as irradiation, irradiated)"),
        ("quasar hair density quasar", "searched as words: «quasar»"),
        ("trichotillomania", "searched as words: «trichotillomania» (also as its other names)"),
        ("radiotherapy exosomes", "other words for «radiotherapy» were not tried"),
        ("neither placebo nor saline", "filters: comparator ≠ placebo or vehicle"),
        ("FPHL upregulation", "read: «fphl» as condition = female pattern hair loss; «upregulation» as "),
        ("shelf life of exosomes", "read: «shelf life» as «stability»"),
        ("exosome-like nanoparticles", "read: «exosome like nanoparticles» as «exosome»"),
        ("how long do results last", "read: «how long do results last» as «durability»; "),
        ("NCT number exosome", "read: «nct number» as «nct»"),
        # records beside the rows, with the words around what matches
        ("Kost 2022 regeneration", f"{MATCHES} «kost»: kost-literature-review («"),
        ("Angora Epstein exosome", f"{MATCHES} «angora»: wnt3a-dpc-hfsc («"),
        ("Angora Epstein exosome", f"{MATCHES} «epstein»: epstein-2020 («"),
        ("hype or hope exosomes", f"{MATCHES} «hype»: epstein-2020 («"),
        ("publication bias funnel plot", f"{MATCHES} «bias»: al-ameer-2025-systematic-review («"),
        ("JAK-STAT hydrogel exosome depot", f"{MATCHES} «hydrogel»: "),
        ("1 × 10⁹ particles per mL", f"{MATCHES} «1e9»: tian-2026-hucmsc-sev-protocol («"),
        ("1e9 EVs", f"{MATCHES} «1e9»: tian-2026-hucmsc-sev-protocol («"),
        ("MISEV2018 compliance", f"{MATCHES} «misev2018»: witwer-2021-misev-update («"),
        *(
            ("infection or sepsis after exosomes", f"{MATCHES} «{word}»: .*{key} («")
            for word, key in (
                ("infection", "nebraska-2019-exosome-cluster"),
                ("infection", "jdd-2024-call-for-evidence"),
                ("sepsis", "eohu-exosomes-not-approved-canada"),
            )
        ),
        (
            "bone marrow MSC exosomes",
            "records whose texts match all of «bone», «marrow», «msc»: al-a",
        ),
        (
            "microneedling with exosomes split scalp",
            "records whose texts match all of .*trial-age-zero-wj",
        ),
        ("NCT number exosome androgenetic alopecia", ".*adsc-cm-minoxidil-split-scalp (no vesicles)"),
        ("gut microbiome", "not found in other records, either: «gut», «microbiome»"),
        ("JAK-STAT hydrogel exosome depot", "not found in other records, either: «depot»"),
        # where else to look
        ("SFRP2 exosomes", "«sfrp2» alone: exokg find sfrp2"),
        ("National Research Foundation of Korea grants", "foundation: see exokg count --by funder"),
        ("vesicles that slow hair growth", "slow hair growth: see exokg ask against-hair"),
        ("exosome or minoxidil which is better", "which is better: see exokg ask head-to-head"),
        ("1e9 EVs", "1e9: see exokg ask dose-table"),
        ("tangential flow filtration", ".*: see exokg count --by isolation"),
        ("who funded the study", ".*: see exokg count --by funder"),
        ("particles per mL dose", ".*: see exokg ask trial-arms"),
        ("Norwood III-V men", "norwood: see exokg ask trials --columns record,severity,sex,age"),
        ("low level light therapy plus exosomes", "near «low level laser»: exokg find laser"),
        ("cyclophosphamide mouse", "near «cyclophosphamide»: exokg find chemotherapy-induced alopecia"),
    ],
)
def test_a_note_says(table: Findings, text: str, note: str) -> None:
    """A note may have anything where the wanted text has a dot and a star."""
    notes = find(table, text).notes
    wanted = re.compile(".*".join(map(re.escape, note.split(".*"))))
    assert any(map(wanted.match, notes)), notes


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("bone marrow MSC exosomes", "not found in other records"),
        ("oral exosomes for hair", "records"),
        ("minoxidil loaded vesicles", "not searched: "),
        ("how many particles per dose injection", "species"),
        ("clinical studies in patients", "filters: rung = .*; rung = "),
    ],
)
def test_no_note_says(table: Findings, text: str, unsaid: str) -> None:
    assert not [note for note in find(table, text).notes if re.search(unsaid, note)]


def test_records_that_match_a_word_are_named_once(table: Findings) -> None:
    notes = find(table, "PRP plus exosomes better than PRP alone").notes
    assert sum(note.startswith(f"{MATCHES} «prp»") for note in notes) == 1
