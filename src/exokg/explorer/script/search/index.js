import { byText } from "../base/text.js";
import { CLAIMS_OF, isSourceOfRecord, publicationOf, RECORDS } from "../data/evidence.js";
import { kindOf, T } from "../data/things.js";
import { shortName } from "../parts/badges.js";

const fold = (/** @type {string} */ text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/β/g, "beta")
    .replace(/α/g, "alpha");
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
  index = [...terms, ...records].map((one) => ({ ...one, texts: one.texts.filter(Boolean).map(fold) }));
  return index;
};

const score = (/** @type {Entry} */ entry, /** @type {string} */ wanted) => {
  let best = 0;
  for (const text of entry.texts) {
    const at = text.indexOf(wanted);
    if (at < 0) continue;
    best = Math.max(best, text === wanted ? 4 : at === 0 ? 3 : /[\s;:/-]/.test(text[at - 1]) ? 2 : 1);
  }
  return best;
};
export const lookUp = (/** @type {string} */ typed) => {
  const wanted = fold(
    typed
      .trim()
      .replace(/^https?:\/\/(dx\.)?doi\.org\//i, "")
      .replace(/^doi:\s*/i, ""),
  );
  if (!wanted) return [];
  return entries()
    .map((entry) => ({ points: score(entry, wanted), entry }))
    .filter(({ points }) => points)
    .sort((a, b) => b.points - a.points || b.entry.weight - a.entry.weight || byText(a.entry.name, b.entry.name))
    .slice(0, 12)
    .map(({ entry }) => entry);
};
