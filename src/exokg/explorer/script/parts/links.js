import { $, button, el, isSafe, outside } from "../base/dom.js";
import { publicationOf, recordById } from "../data/evidence.js";
import { go } from "../state/state.js";

// Where a reader can check: DOI, else PubMed, else the registry, else the page that was read.
export const links = (/** @type {RecordRow} */ record) => {
  const paper = publicationOf(record);
  const found = [];
  const doi = (paper.doi || "").replace(/^https?:\/\/(dx\.)?doi\.org\//i, "");
  if (/^10\.\d{4,9}\/\S+$/.test(doi))
    found.push(outside(`https://doi.org/${encodeURI(doi).replace(/[?#]/g, encodeURIComponent)}`, `doi:${doi}`));
  else if (doi) found.push(el("span", `doi:${doi}`));
  if (/^\d+$/.test(paper.pmid || ""))
    found.push(outside(`https://pubmed.ncbi.nlm.nih.gov/${paper.pmid}/`, `PMID ${paper.pmid}`));
  const trial = record.class === "TrialRegistration" ? record : recordById(record.registeredAs);
  const entry = trial?.registryId || "";
  if (/^NCT\d{8}$/.test(entry)) found.push(outside(`https://clinicaltrials.gov/study/${entry}`, entry));
  else if (entry) found.push(el("span", entry));
  if (!found.length)
    (record.sourcePage || []).slice(0, 2).forEach((/** @type {string} */ page) => {
      found.push(isSafe(page) ? outside(page, hostOf(page)) : el("span", page));
    });
  return found;
};
const hostOf = (/** @type {string} */ page) => {
  try {
    return new URL(page).hostname.replace(/^www\./, "");
  } catch {
    return page;
  }
};

// "Kim 2022": who and when, as far as shown.
export const shortName = (/** @type {RecordRow} */ record) => {
  const paper = publicationOf(record);
  const first = (paper.authorList || "").split(";")[0].trim();
  const family = /\s[A-Z][A-Za-z-]{0,3}$/.test(first) ? first.replace(/\s\S+$/, "") : first;
  const who = family || record.authority || record.registryId || record.key || record.id;
  const year = /\b(19|20)\d\d$/.test(who) ? "" : paper.year || record.year || (record.issued || "").slice(0, 4);
  return [who.length > 34 ? `${who.slice(0, 32)}…` : who, year].filter(Boolean).join(" ");
};
export const recordLink = (/** @type {RecordRow} */ record) =>
  button(shortName(record), () => openCard(record.id), { class: "link", title: record.label });
export const openCard = (/** @type {string} */ id) => {
  go({ view: "studies", card: id, sel: id });
  const card = $("card");
  if (card) {
    card.focus();
    card.scrollIntoView({ block: "start" });
  }
};
export const linkLine = (/** @type {RecordRow} */ record) =>
  el(
    "p.links",
    links(record).flatMap((link, place) => [place ? " · " : "", link]),
  );
