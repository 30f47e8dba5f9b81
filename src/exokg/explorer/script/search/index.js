// What the search box finds: things by their names and numbers, sources with their targets, values of filters, questions.
import { groupedBy } from "../base/rows.js";
import { byText, fold, plural } from "../base/text.js";
import {
  CLAIMS_OF,
  EFFECTS,
  isSourceOfRecord,
  nameAndTitle,
  publicationOf,
  RECORDS,
  shortName,
} from "../data/evidence.js";
import { FACETS, facetWords, SAYS, sayingAll, tallyOf } from "../data/facets.js";
import { capital, isVesicle, OF_PAIR, targetOf } from "../data/lanes.js";
import { kindOf, RAW, row, T } from "../data/things.js";

/** Sources are found too: their vesicles have the findings. */
const WITH_VESICLES = groupedBy(
  () => T.terms,
  (term) => term.ofSource,
);
/** @type {() => Entry[]} */
const terms = () =>
  T.terms
    .filter((term) => CLAIMS_OF.has(term.id) || isSourceOfRecord(term.id) || WITH_VESICLES.has(term.id))
    .map((term) => ({
      id: term.id,
      name: term.label || term.id,
      kind: kindOf(term.id),
      weight: (CLAIMS_OF.get(term.id) || []).length,
      texts: [term.label || "", ...(term.altLabel || []), term.id],
    }));
/** @type {() => Entry[]} */
const records = () =>
  RECORDS.map((record) => {
    const paper = publicationOf(record);
    const numbers = [paper.doi, paper.pmid && `PMID ${paper.pmid}`, paper.pmcid, record.registryId, record.id];
    return {
      id: record.id,
      name: nameAndTitle(record),
      kind: kindOf(record.id),
      weight: 0,
      texts: [record.label, shortName(record), record.key, paper.authorList, record.authority, ...numbers].map(
        (text) => text || "",
      ),
    };
  });
/** @type {(id: string) => string[]} */
const alsoCalled = (id) => row("terms", id)?.altLabel || [];
/** @type {() => Entry[]} */
const pairs = () =>
  [...OF_PAIR.all()].map(([id, lanes]) => {
    const [source, target] = [lanes[0].source, targetOf(lanes[0])];
    return {
      id,
      name: `${capital(source.name)} × ${target.name}`,
      kind: "source and target",
      weight: isVesicle(lanes[0]) ? lanes.length : 0, // vesicles first
      texts: [source.name, target.name, ...alsoCalled(source.id), ...alsoCalled(target.id)],
    };
  });
/** The dimensions whose values are found by name; those of others are terms, or too many. */
const FOUND =
  "design rung species funder-kind country condition cell tissue isolation marker route given-too comparator drug journal".split(
    " ",
  );
/** The values of a filter: to choose one lists its findings. @type {(name: string) => Entry[]} */
const values = (name) =>
  [...tallyOf(name)].map(([value, count]) => ({
    id: `filter:${name}:${value}`,
    name: value,
    kind: `${plural(count, "finding")} by ${facetWords(name).toLowerCase()}`,
    weight: 0,
    texts: [value],
  }));
/** The findings that say what is typed, as one entry. @type {(typed: string) => Entry[]} */
export const saying = (typed) => {
  const count = wantedOf(typed) ? sayingAll(EFFECTS, typed).length : 0;
  const name = `${plural(count, "finding")} that say${count === 1 ? "s" : ""} “${typed}”`;
  return count ? [{ id: `filter:${SAYS}:${typed}`, name, kind: "free words", weight: count, texts: [] }] : [];
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

/** What is read one part after another, the order in which equal hits stand. */
const PARTS = [
  terms,
  pairs,
  records,
  ...FOUND.filter((name) => FACETS.has(name)).map((name) => () => values(name)),
  questions,
];
/** @typedef {Entry & { folded: string }} Indexed an entry with its texts as they are compared, a line each */
/** @type {Indexed[]} */
const index = [];
/** Index the next part; on a large page each takes its time. @returns {boolean} whether there is another */
export const indexNext = () => {
  const part = PARTS.shift();
  for (const one of part?.() || []) index.push({ ...one, folded: fold(one.texts.filter(Boolean).join("\n")) });
  return PARTS.length > 0;
};
const entries = () => {
  while (PARTS.length) indexNext();
  return index;
};

/** How well a word stands in an entry: 0 not at all, 4 as a whole text. @type {(entry: Indexed, word: string) => number} */
const score = ({ folded }, word) => {
  let best = 0;
  for (let at = folded.indexOf(word); at >= 0 && best < 4; at = folded.indexOf(word, at + 1)) {
    const [before, after] = [folded[at - 1] || "\n", folded[at + word.length] || "\n"];
    const start = before === "\n" ? 3 : /[\s;:/-]/.test(before) ? 2 : 1;
    best = Math.max(best, start === 3 && after === "\n" ? 4 : start);
  }
  return best;
};
const MOST = 12;
/** @typedef {{ points: number, entry: Entry }} Hit */
/** @type {(a: Hit, b: Hit) => number} */
const order = (a, b) => b.points - a.points || b.entry.weight - a.entry.weight || byText(a.entry.name, b.entry.name);
/** The best of what is found. Most of it is passed over by its points: one letter finds thousands of names. @type {(found: Hit[]) => Entry[]} */
const best = (found) => {
  const points = found.map((hit) => hit.points).sort((a, b) => b - a);
  const least = Math.max(1, points[MOST - 1] || 0);
  return found
    .filter((hit) => hit.points >= least)
    .sort(order)
    .slice(0, MOST)
    .map(({ entry }) => entry);
};
/** Groups of three letters: what two spellings of a word share. @type {(text: string) => string[]} */
const triples = (text) => Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3));

/** How people write the number of a paper or a registry entry, and how it is kept; the addresses are without their host's
 * "https://www.". @type {[RegExp, string][]} */
const NUMBERS = [
  [/^(?:(?:dx\.)?doi\.org\/|doi:?\s+|doi:)/i, ""],
  [/^(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/(\d+).*/i, "PMID $1"],
  [/^pmid[:\s]*(?=\d)/i, "PMID "],
  [/^(?:pmc\.)?ncbi\.nlm\.nih\.gov\/(?:pmc\/)?articles\/(pmc\d+).*/i, "$1"],
  [/^clinicaltrials\.gov\/(?:.*\/)?(nct\d+).*/i, "$1"],
  [/\bet al\b\.?,?/gi, ""],
];
const REGISTRY = /^(?:nct|actrn|irct|chictr|kct|umin|isrctn)[\s\d-]*\d$/i;
/** What is typed, as texts are compared. @type {(typed: string) => string} */
const wantedOf = (typed) => {
  const address = typed.trim().replace(/^(?:https?:\/\/)?(?:www\.)?/i, "");
  const number = NUMBERS.reduce((text, [written, kept]) => text.replace(written, kept), address);
  // an empty word would be found everywhere, without end
  return fold((REGISTRY.test(number) ? number.replace(/\s/g, "") : number).trim().replace(/\s+/g, " "));
};
/** The entries in which all that is typed stands together, else those that have every word of it. @type {(typed: string) => Entry[]} */
export const lookUp = (typed) => {
  const wanted = wantedOf(typed);
  if (!wanted) return [];
  const named = entries().filter(({ id }) => !id.includes("~")); // one name, no pair
  const whole = best(named.map((entry) => ({ points: score(entry, wanted), entry })));
  const words = wanted.split(" ");
  if (whole.length || words.length < 2) return whole;
  return best(
    entries().map((entry) => {
      const points = words.map((word) => score(entry, word));
      return { points: points.every(Boolean) ? points.reduce((sum, one) => sum + one) : 0, entry };
    }),
  );
};
/** Where nothing is found: the entries that begin with one of several words, else those that share most of the letters,
 * if they share half of them. @type {(typed: string) => Entry[]} */
export const nearest = (typed) => {
  const words = wantedOf(typed).split(" ");
  if (!words[0]) return [];
  const some = entries()
    .filter(({ id }) => !id.includes("~"))
    .map((entry) => ({ points: words.filter((word) => score(entry, word) > 2).length, entry }));
  if (words.length > 1 && some.some(({ points }) => points)) return best(some).slice(0, 4);
  const wanted = triples(wantedOf(typed));
  return best(
    entries().map((entry) => {
      const shared = Math.max(
        ...entry.folded.split("\n").map((text) => wanted.filter((one) => text.includes(one)).length),
      );
      return { points: shared * 2 > wanted.length ? shared : 0, entry };
    }),
  ).slice(0, 4);
};
