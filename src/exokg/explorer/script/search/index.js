// What the search box finds: things by their names and numbers, sources with their targets, values of filters, questions.
import { groupBy } from "../base/rows.js";
import { byText, fold, plural } from "../base/text.js";
import { CLAIMS_OF, EFFECTS, isSourceOfRecord, publicationOf, RECORDS, shortName } from "../data/evidence.js";
import { FACETS, facetWords, has, SAYS, valuesOf } from "../data/facets.js";
import { capital, LANES, targetOf } from "../data/lanes.js";
import { kindOf, RAW, row, T } from "../data/things.js";

/** Sources are found too: their vesicles have the findings. */
const WITH_VESICLES = new Set(T.terms.flatMap((term) => term.ofSource || []));
/** @type {(id: string) => boolean} */
const hasVesicles = (id) => WITH_VESICLES.has(id);
/** @type {Entry[] | null} */
let index = null;

export const entries = () => {
  if (index) return index;
  const terms = T.terms
    .filter((term) => CLAIMS_OF.has(term.id) || isSourceOfRecord(term.id) || hasVesicles(term.id))
    .map((term) => ({
      id: term.id,
      name: term.label || term.id,
      kind: kindOf(term.id),
      weight: (CLAIMS_OF.get(term.id) || []).length,
      texts: [term.label || "", ...(term.altLabel || []), term.id],
    }));
  const records = RECORDS.map((record) => {
    const paper = publicationOf(record);
    return {
      id: record.id,
      name: `${shortName(record)}: ${record.label || ""}`,
      kind: kindOf(record.id),
      weight: 0,
      texts: [
        record.label || "",
        record.key || "",
        paper.doi || "",
        paper.pmid ? `PMID ${paper.pmid}` : "",
        paper.pmcid || "",
        paper.authorList || "",
        record.registryId || "",
        record.authority || "",
        record.id,
      ],
    };
  });
  index = [...terms, ...pairs(), ...records, ...values(), ...questions()].map((one) => ({
    ...one,
    texts: one.texts.filter(Boolean).map(fold),
  }));
  return index;
};
/** @type {(id: string) => string[]} */
const alsoCalled = (id) => row("terms", id)?.altLabel || [];
/** @type {() => Entry[]} */
const pairs = () =>
  [...groupBy(LANES, ({ source, ...lane }) => `${source.id}~${targetOf({ source, ...lane }).id}`)].map(
    ([id, lanes]) => {
      const [source, target] = [lanes[0].source, targetOf(lanes[0])];
      const texts = [source.name, target.name, ...alsoCalled(source.id), ...alsoCalled(target.id)];
      return {
        id,
        name: `${capital(source.name)} × ${target.name}`,
        kind: "source and target",
        weight: lanes.length,
        texts,
      };
    },
  );
/** The dimensions whose values are found by name; those of others are terms, or too many. */
const FOUND =
  "design rung species funder-kind country condition cell tissue isolation marker route given-too comparator drug journal".split(
    " ",
  );
/** Values of filters: to choose one lists its findings. @type {() => Entry[]} */
const values = () =>
  FOUND.filter((name) => FACETS.has(name)).flatMap((name) =>
    [...groupBy(EFFECTS, (finding) => valuesOf(name, finding))].map(([value, findings]) => ({
      id: `filter:${name}:${value}`,
      name: value,
      kind: `${plural(findings.length, "finding")} by ${facetWords(name).toLowerCase()}`,
      weight: 0,
      texts: [value],
    })),
  );
/** The findings that say what is typed, as one entry. @type {(typed: string) => Entry[]} */
export const saying = (typed) => {
  const found = wantedOf(typed) ? EFFECTS.filter((finding) => has(SAYS, finding, [typed])) : [];
  const name = `${plural(found.length, "finding")} that say${found.length === 1 ? "s" : ""} “${typed}”`;
  return found.length
    ? [{ id: `filter:${SAYS}:${typed}`, name, kind: "findings", weight: found.length, texts: [] }]
    : [];
};
/** @type {() => Entry[]} */
const questions = () =>
  RAW.questions.map(({ name, title, about }) => ({
    id: `question:${name}`,
    name: title,
    kind: "question",
    weight: 0,
    texts: [title, about],
  }));

/** How well a word stands in an entry: 0 not at all, 4 as a whole text. @type {(entry: Entry, word: string) => number} */
const score = (entry, word) => {
  let best = 0;
  for (const text of entry.texts) {
    const at = text.indexOf(word);
    if (at < 0) continue;
    best = Math.max(best, text === word ? 4 : at === 0 ? 3 : /[\s;:/-]/.test(text[at - 1]) ? 2 : 1);
  }
  return best;
};
const MOST = 12;
/** @type {(found: { points: number, entry: Entry }[]) => Entry[]} */
const best = (found) =>
  found
    .filter(({ points }) => points)
    .sort((a, b) => b.points - a.points || b.entry.weight - a.entry.weight || byText(a.entry.name, b.entry.name))
    .slice(0, MOST)
    .map(({ entry }) => entry);
/** Groups of three letters: what two spellings of a word share. @type {(text: string) => string[]} */
const triples = (text) => Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3));

/** What is typed, as texts are compared. @type {(typed: string) => string} */
const wantedOf = (typed) =>
  fold(
    typed
      .trim()
      .replace(/\s+/g, " ")
      .replace(/^https?:\/\/(dx\.)?doi\.org\//i, "")
      .replace(/^doi:\s*/i, ""),
  );
/** The entries in which all that is typed stands together, else those that have every word of it. @type {(typed: string) => Entry[]} */
export const lookUp = (typed) => {
  const wanted = wantedOf(typed);
  if (!wanted) return [];
  const whole = best(
    entries().map((entry) => ({ points: entry.id.includes("~") ? 0 : score(entry, wanted), entry })), // one name, no pair
  );
  const words = wanted.split(" ");
  if (whole.length || words.length < 2) return whole;
  return best(
    entries().map((entry) => {
      const points = words.map((word) => score(entry, word));
      return { points: points.every(Boolean) ? points.reduce((sum, one) => sum + one) : 0, entry };
    }),
  );
};
/** Where nothing is found: the entries that share most of the letters, if they share half of them. @type {(typed: string) => Entry[]} */
export const nearest = (typed) => {
  const wanted = triples(wantedOf(typed));
  return best(
    entries().map((entry) => {
      const shared = Math.max(...entry.texts.map((text) => wanted.filter((one) => text.includes(one)).length));
      return { points: shared * 2 > wanted.length ? shared : 0, entry };
    }),
  ).slice(0, 4);
};
