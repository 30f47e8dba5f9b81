// Small signs with one meaning each, and the names and links of records.
import { $, button, el, isSafe, outside } from "../base/dom.js";
import { direction } from "../data/effects.js";
import {
  isReadInFull,
  isRetracted,
  isSeparable,
  publicationOf,
  recordById,
  shortName,
  TOGETHER,
  titleOf,
} from "../data/evidence.js";
import { define, LADDER, label, RUNGS } from "../data/things.js";
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
  const entryPage = /^NCT\d{8}$/.test(entry) ? `https://clinicaltrials.gov/study/${entry}` : trial?.sourcePage?.[0];
  if (entry) found.push(entryPage ? outside(entryPage, entry) : el("span", entry));
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

export const recordLink = (/** @type {RecordRow} */ record) =>
  button(shortName(record), () => openCard(record.id), { class: "link", title: titleOf(record) });
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

/** A direction with its mark, before a target: as the source words it, where it has a verb.
 * @type {(effect?: string, verb?: string) => HTMLElement} */
export const worded = (effect, verb) => {
  const { style, mark, word } = direction(effect);
  return el(
    "span",
    { class: `dir ${style}` },
    el("span", { "aria-hidden": "true" }, `${mark}\u00a0`),
    el("b", ["none", "same"].includes(style) ? word : verb || word),
  );
};

// A bar for each rung: filled where there is evidence, dim and followed by & where all of it had something else given.
const rungStates = (/** @type {Ladder} */ findings) =>
  LADDER.map((rung) => {
    const own = findings.filter((finding) => finding.rung === rung);
    if (!own.length) return "";
    return own.some(isSeparable) ? "on" : "together";
  });
export const rungList = (/** @type {Ladder} */ findings) =>
  rungStates(findings)
    .map((css, place) => (css === "together" ? `${RUNGS[place]} (none separable)` : css && RUNGS[place]))
    .filter(Boolean)
    .join(", ");
export const bars = (/** @type {Ladder} */ findings) => {
  const states = rungStates(findings);
  return [states.map((css) => el("i", { class: css })), states.includes("together") ? el("b", TOGETHER) : null];
};
/** The bars alone: what stands beside them says the same in words. @type {(findings: Ladder) => HTMLElement} */
export const ladder = (findings) =>
  el("span.ladder", { "aria-hidden": "true", title: rungList(findings) || "rung not shown" }, bars(findings));

export const depthBadge = (/** @type {RecordRow} */ record) =>
  el(
    "span",
    { class: `badge depth ${isReadInFull(record) ? "full" : ""}`, title: define(record.readingDepth) },
    `read: ${label(record.readingDepth)}`,
  );
export const statusBadge = (/** @type {RecordRow} */ record) => {
  if (isRetracted(record)) return el("strong.retracted", "RETRACTED");
  return record.status && !["published", "registered"].includes(label(record.status))
    ? el("span.badge", label(record.status).replace(/^not shown$/, "status not shown"))
    : null;
};
