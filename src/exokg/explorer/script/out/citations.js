// BibTeX and RIS of the records shown, as exokg.release.citation_formats writes them: a test compares all of them.
import { publicationOf, RECORDS, recordById, recordOf } from "../data/evidence.js";
import { recordShown } from "../state/filters.js";
import { findingsNow } from "../state/selection.js";
import { state } from "../state/state.js";

/** The word of a code: what follows the name of its list. @type {(code?: string) => string} */
const word = (code = "") => code.slice(code.indexOf("-") + 1);
/** @type {(text?: string) => string} */
const line = (text = "") => text.trim().replace(/\s+/g, " ");
const CAPITAL = "(?![a-zß-öø-ÿ])\\p{L}";
const INITIALS = `${CAPITAL}(?:(?:\\. ?|\\.?-)?${CAPITAL}){0,3}?\\.?`;
const SUFFIX = "(?<suffix>Jr|Sr|II|III|IV)\\.?";
const SHORT = new RegExp(`^(?<family>[^,]+?),? (?<given>${INITIALS})(?:,? ${SUFFIX})?$`, "u");
const LONG = [
  new RegExp(`^(?<family>[^,]+), (?<given>[^,]+?)(?:, ${SUFFIX})?$`, "u"),
  new RegExp(`^(?<family>[^\\s,]+) (?<given>${CAPITAL}[^\\s,]+-[^\\s,]+)$`, "u"),
];
/** `S-HK` → `S.-H. K.` @type {(initials: string) => string} */
const spaced = (initials) => {
  const between = new RegExp(`(${CAPITAL})(?=${CAPITAL})`, "gu");
  return `${initials.replace(/[. ]/g, "").replace(between, "$1. ").replaceAll("-", ".-")}.`;
};
/** Family, given part and suffix, as exokg.release.authors reads them; a body stays whole. @type {(author: string) => string[]} */
const nameParts = (author) => {
  if (/ (and|for|in|of|on|the) /.test(author)) return [author];
  const short = SHORT.exec(author)?.groups;
  const name = short || LONG.map((form) => form.exec(author)?.groups).find(Boolean);
  return name ? [name.family, short ? spaced(name.given) : name.given, name.suffix || ""] : [author];
};
/** What both formats say of a record; what was not seen is empty. @type {(record: RecordRow) => Cited} */
const cited = (record) => {
  const paper = publicationOf(record);
  const [kind, status, title] = [paper.documentType, paper.status, record.titleStatus].map(word);
  const authors = (paper.authorList || "").split(";").map(line).filter(Boolean);
  const whole = paper.authorsComplete === "yes";
  const article = paper.journal || ["primary", "case-report"].includes(kind);
  return {
    key: record.key,
    kind: article ? "article" : kind,
    title: ["descriptive", "not-shown"].includes(title) ? "" : line(record.label),
    authors,
    paper,
    url: !paper.doi && /^https?:\/\//.test(record.sourcePage?.[0] || "") ? line(record.sourcePage?.[0]) : "",
    note: [
      ["retracted", "preprint", "corrected"].includes(status) && status,
      paper.pmcid && `PMCID ${paper.pmcid}`,
      record.registryId,
      title === "translated" && "title translated",
    ]
      .filter(Boolean)
      .join("; "),
    remark: authors.length && !whole ? "author list incomplete" : "",
  };
};

/** Characters, and the command for each. @type {Record<string, string>} */
const LATEX = Object.fromEntries(
  String.raw`\ \textbackslash{} { \textbraceleft{} } \textbraceright{} ~ \textasciitilde{} ^ \textasciicircum{}
    ß {\ss} æ {\ae} Æ {\AE} œ {\oe} Œ {\OE} ø {\o} Ø {\O} ł {\l} Ł {\L}
    ‐ - ‑ - – -- — --- ‘ ${"`"} ’ ' “ ${"``"} ” ''`
    .split(/\s+/)
    .flatMap((one, nth, all) => (nth % 2 ? [] : [[one, all[nth + 1]]])),
);
const COMBINING = "\u0300\u0301\u0302\u0303\u0308\u0304\u0307\u0306\u030c\u030b\u0327\u0328\u030a\u0323";
const ACCENTS = [..."`'^~\"=.", ..."uvHckrd"];
const GREEK = [
  ..."alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi . pi rho . sigma".split(" "),
  ..."tau upsilon phi chi psi omega".split(" "),
];
/** The command for a letter beyond ASCII, as exokg.release.latex has it. @type {(letter: string) => string} */
const beyondAscii = (letter) => {
  const [base, mark, more] = letter.normalize("NFD");
  const accent = ACCENTS[mark && !more ? COMBINING.indexOf(mark) : -1];
  const greek = GREEK[letter.charCodeAt(0) - 945];
  if (accent && base <= "\x7f") return `{\\${accent}${/[a-z]/i.test(accent) ? " " : ""}${base}}`;
  return greek && greek !== "." ? `{$\\${greek}$}` : letter;
};
/** @type {(text?: string) => string} */
const latex = (text) =>
  line(text).replace(
    /[\\{}%&#_$~^]|[^\0-\x7f]/gu,
    (one) => LATEX[one] || (one <= "\x7f" ? `\\${one}` : beyondAscii(one)),
  );
/** An identifier or address: LaTeX reads it as it is, only braces would end the field. @type {(text?: string) => string} */
const verbatim = (text) => line(text).replace(/[{}\\]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);

/** @type {(one: Cited) => string} */
const bibtex = ({ key, title, authors, paper, url, note, remark }) => {
  const names = authors.map((author) => {
    const parts = nameParts(author);
    const [family, given, suffix] = parts.map(latex);
    const whole = !given || /(^|[ -])\p{Lu}[^ -]*[ -]\p{Ll}/u.test(parts[0]);
    return [whole ? `{${family}}` : family, suffix, given].filter(Boolean).join(", ");
  });
  const fields = Object.entries({
    author: [...names, ...(remark ? ["others"] : [])].join(" and "),
    title: title && `{${latex(title)}}`,
    journal: latex(paper.journal),
    year: latex(paper.year),
    volume: latex(paper.volume),
    number: latex(paper.issue),
    pages: latex(paper.pages),
    doi: verbatim(paper.doi),
    pmid: verbatim(paper.pmid),
    url: verbatim(url),
    note: /^\p{Lu}/u.test(note) ? `{${latex(note)}}` : latex(note),
    annote: latex(remark),
  }).flatMap(([name, value]) => (value ? `  ${name} = {${value}}` : []));
  return `@${paper.journal ? "article" : "misc"}{${[key.replace(/[^A-Za-z0-9.:_-]/gu, "-"), ...fields].join(",\n")}\n}\n`;
};

/** @type {Record<string, string>} */
const RIS_TYPES = {
  "conference-abstract": "CPAPER",
  "registry-entry": "ELEC",
  "regulatory-notice": "GOVDOC",
  article: "JOUR",
};
/** @type {(one: Cited) => string} */
const ris = ({ key, kind, title, authors, paper, url, note, remark }) => {
  const [first, ...last] = (paper.pages || "").replaceAll("–", "-").split("-");
  /** @type {[string, string | undefined][]} */
  const tags = [
    ["TY", RIS_TYPES[word(paper.documentType)] || RIS_TYPES[kind] || "GEN"],
    ["ID", key],
    ...authors.map((author) => /** @type {[string, string]} */ (["AU", nameParts(author).filter(Boolean).join(", ")])),
    ["TI", title],
    ["JO", paper.journal],
    ["PY", paper.year],
    ["VL", paper.volume],
    ["IS", paper.issue],
    ["SP", first],
    ["EP", last.join("-")],
    ["DO", paper.doi],
    ["AN", paper.pmid && `PMID ${paper.pmid}`],
    ["UR", url],
    ["N1", note],
    ["N1", remark],
  ];
  const lines = tags.flatMap(([tag, text]) => (line(text) ? `${tag}  - ${line(text)}` : []));
  return `${lines.join("\n")}\nER  - \n`;
};

/** Formats of citations, and what writes one record in each. @type {Record<string, (record: RecordRow) => string>} */
export const CITATIONS = { BibTeX: (record) => bibtex(cited(record)), RIS: (record) => ris(cited(record)) };
/** @type {(form: string) => string} */
export const citationsNow = (form) => {
  const chosen = state.sel ? [...new Set(findingsNow().map(recordOf))] : RECORDS.filter(recordShown);
  const own = recordById(state.sel);
  return (own ? [own] : chosen)
    .filter((record) => record.describedIn)
    .map(CITATIONS[form])
    .join("\n");
};
