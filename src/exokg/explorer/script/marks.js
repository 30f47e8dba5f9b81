// Small signs with one meaning each: direction, rung, reading depth, status, numbers and sources.
const DIRECTIONS = Object.fromEntries(
  RAW.effects.map(([effect, word, mark, css], rank) => [effect, { mark, word, css, rank }]),
);
const direction = (effect) => DIRECTIONS[effect] || { mark: "·", word: label(effect), css: "same", rank: 6 };
const isCargo = (effect) => effect === "RO:0002180" || effect === "exokg:delivers";

const arrow = (effect) =>
  el("span", { class: `dir ${direction(effect).css}`, "aria-hidden": "true" }, direction(effect).mark);
const worded = (effect, verb) =>
  el(
    "span",
    { class: `dir ${direction(effect).css}` },
    `${direction(effect).mark}\u00a0`,
    el("b", {}, verb || direction(effect).word),
  );

// Whether an effect can be laid to the vesicles, or as well to what was given with them. Reviews do not say.
const isSeparable = (finding) => !finding.separability || finding.separability === "code:separability-separable";
const separabilityWords = (finding) =>
  ({ "code:separability-not-separable": "not separable", "code:separability-not-known": "separability not known" })[
    finding.separability
  ] || "";
const TOGETHER = "&";

// A bar for each rung: filled where there is evidence, dim and followed by & where all of it had something else given.
const rungStates = (findings) =>
  LADDER.map((rung) => {
    const own = findings.filter((finding) => finding.rung === rung);
    if (!own.length) return "";
    return own.some(isSeparable) ? "on" : "together";
  });
const rungList = (findings) =>
  rungStates(findings)
    .map((css, place) => (css === "together" ? `${RUNGS[place]} (none separable)` : css && RUNGS[place]))
    .filter(Boolean)
    .join(", ");
const bars = (findings) => {
  const states = rungStates(findings);
  return [
    states.map((css) => el("i", { class: css })),
    states.includes("together") ? el("b", {}, TOGETHER) : null,
  ];
};
const ladder = (findings) => {
  const words = rungList(findings) || "rung not shown";
  return el(
    "span",
    { class: "ladder", role: "img", "aria-label": `rungs: ${words}`, title: words },
    bars(findings),
  );
};

const depthBadge = (record) =>
  el(
    "span",
    {
      class: `badge depth ${record.readingDepth === "code:readingdepth-full-text" ? "full" : ""}`,
      title: define(record.readingDepth),
    },
    `read: ${label(record.readingDepth)}`,
  );
const statusBadge = (record) => {
  if (isRetracted(record)) return el("strong", { class: "retracted" }, "RETRACTED");
  return record.status && !["published", "registered"].includes(label(record.status))
    ? el("span", { class: "badge" }, label(record.status).replace(/^not shown$/, "status not shown"))
    : null;
};

const number = (text) => {
  const value = Number(text);
  return text === undefined || Number.isNaN(value)
    ? String(text || "")
    : value.toLocaleString("en", { maximumFractionDigits: 4 });
};
const signed = (text) => (Number(text) > 0 ? `+${number(text)}` : number(text).replace("-", "−"));
const spreadText = (row, spread) =>
  row[spread]
    ? ` ± ${number(row[spread])}${row.spreadType && label(row.spreadType) !== "not shown" ? ` ${label(row.spreadType)}` : ""}`
    : "";

// "81.2 → 99.1 (+18 ± 2 SD) hairs/cm²": what was measured, nothing made up.
const valueText = (row) => {
  const parts = [];
  if (row.baseline !== undefined) parts.push(`${number(row.baseline)}${spreadText(row, "baselineSpread")}`);
  if (row.after !== undefined)
    parts.push(
      `${parts.length ? "→ " : ""}${number(row.after)}${row.change === undefined ? spreadText(row, "spread") : ""}`,
    );
  if (row.change !== undefined)
    parts.push(
      `${parts.length ? "(" : ""}${signed(row.change)}${spreadText(row, "spread")}${parts.length ? ")" : ""}`,
    );
  if (!parts.length && row.spread !== undefined) parts.push(spreadText(row, "spread").trim());
  if (parts.length && row.unit) parts.push(label(row.unit));
  if (row.ciLow !== undefined) parts.push(`[CI ${number(row.ciLow)} to ${number(row.ciHigh)}]`);
  if (row.comparatorChange !== undefined)
    parts.push(
      `against ${signed(row.comparatorChange)}${spreadText(row, "comparatorSpread")} in the comparator`,
    );
  if (parts.length && row.statistic && !["mean", "not shown", label(row.unit)].includes(label(row.statistic)))
    parts.push(`(${label(row.statistic)})`);
  return parts.join(" ");
};
const valueOr = (row) => valueText(row) || absent(recordOf(row));
const pText = (row) =>
  row.pText
    ? /^[<>=≤≥]/.test(row.pText)
      ? `p ${row.pText}`
      : /^[\d.]/.test(row.pText)
        ? `p = ${row.pText}`
        : row.pText
    : "";

// Where a reader can check: DOI, else PubMed, else the registry, else the page that was read.
const links = (record) => {
  const paper = publicationOf(record);
  const found = [];
  const doi = (paper.doi || "").replace(/^https?:\/\/(dx\.)?doi\.org\//i, "");
  if (/^10\.\d{4,9}\/\S+$/.test(doi))
    found.push(
      outside(`https://doi.org/${encodeURI(doi).replace(/[?#]/g, encodeURIComponent)}`, `doi:${doi}`),
    );
  else if (doi) found.push(el("span", {}, `doi:${doi}`));
  if (/^\d+$/.test(paper.pmid || ""))
    found.push(outside(`https://pubmed.ncbi.nlm.nih.gov/${paper.pmid}/`, `PMID ${paper.pmid}`));
  const trial = record.class === "TrialRegistration" ? record : thing(record.registeredAs);
  const entry = (trial || {}).registryId || "";
  if (/^NCT\d{8}$/.test(entry)) found.push(outside(`https://clinicaltrials.gov/study/${entry}`, entry));
  else if (entry) found.push(el("span", {}, entry));
  if (!found.length)
    (record.sourcePage || [])
      .slice(0, 2)
      .forEach((page) => found.push(isSafe(page) ? outside(page, hostOf(page)) : el("span", {}, page)));
  return found;
};
const hostOf = (page) => {
  try {
    return new URL(page).hostname.replace(/^www\./, "");
  } catch {
    return page;
  }
};

// "Kim 2022": who and when, as far as shown.
const shortName = (record) => {
  const paper = publicationOf(record);
  const first = (paper.authorList || "").split(";")[0].trim();
  const family = /\s[A-Z][A-Za-z-]{0,3}$/.test(first) ? first.replace(/\s\S+$/, "") : first;
  const who = family || record.authority || record.registryId || record.key || record.id;
  const year = new RegExp("\\b(19|20)\\d\\d$").test(who)
    ? ""
    : paper.year || record.year || (record.issued || "").slice(0, 4);
  return [who.length > 34 ? `${who.slice(0, 32)}…` : who, year].filter(Boolean).join(" ");
};
const recordLink = (record) =>
  button(shortName(record), () => openCard(record.id), { class: "link", title: record.label });
const openCard = (id) => {
  go({ view: "studies", card: id, sel: id });
  const card = $("card");
  if (card) {
    card.focus();
    card.scrollIntoView({ block: "start" });
  }
};
