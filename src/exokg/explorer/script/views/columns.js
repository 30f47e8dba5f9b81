import { button, el } from "../base/dom.js";
import { absent, recordOf } from "../data/evidence.js";
import { label, rank } from "../data/things.js";
import { ladder, statusBadge, worded } from "../parts/badges.js";
import { links, recordLink, shortName } from "../parts/links.js";
import { valueOr } from "../parts/numbers.js";
import { comparisonText, systemText } from "../parts/words.js";
import { select } from "../state/state.js";

// A column: [name, words, text(row), cell(row)?, sort key(row)?]
export const column = (name, words, text, cell, key) => ({ name, words, text, cell: cell || text, key: key || text });
const studyColumns = [
  column(
    "study",
    "Study",
    (row) => shortName(recordOf(row)),
    (row) => [recordLink(recordOf(row)), " ", statusBadge(recordOf(row))],
  ),
  column(
    "source",
    "DOI, PMID or registry",
    (row) =>
      links(recordOf(row))
        .map((link) => (link.firstChild ? link.firstChild.textContent : ""))
        .join(" "),
    (row) => links(recordOf(row)).flatMap((link, place) => [place ? " " : "", link]),
  ),
];
const rowButton = (row, mark, words, noun) =>
  button(
    [el("span", { "aria-hidden": "true" }, mark), words, el("span.hide", `, show this ${noun}`)],
    () => select(row.id),
    { class: "link" },
  );
export const effectColumns = [
  column(
    "of",
    "Source",
    (f) => label(f.subjectSource || f.subject),
    (f) =>
      f.subjectSource
        ? button(label(f.subjectSource), () => select(f.subjectSource), { class: "link" })
        : label(f.subject),
  ),
  column(
    "direction",
    "Direction",
    (f) => f.verb,
    (f) => rowButton(f, "", worded(f.effect, f.verb), "finding"),
  ),
  column(
    "target",
    "Target",
    (f) => label(f.target),
    (f) => button(label(f.target), () => select(f.target), { class: "link" }),
  ),
  column("system", "System", systemText),
  column("against", "Comparison", (f) => comparisonText(f) || absent(f.record)),
  column("value", "Value ± spread, unit", valueOr, null, (f) => Number(f.change || f.after || -1e9)),
  column("contrast", "Contrast", (f) => label(f.contrast) || "not stated"),
  column(
    "p",
    "p",
    (f) => f.pText || absent(f.record),
    null,
    (f) => {
      const p = /[\d.]+/.exec(f.pText || "");
      return p ? Number(p[0]) : 9;
    },
  ),
  column(
    "n",
    "n",
    (f) => f.sampleSize || absent(f.record),
    null,
    (f) => Number(f.sampleSize || 0),
  ),
  column("design", "Design", (f) => f.facets.design.join(", ")),
  column(
    "rung",
    "Rung",
    (f) => label(f.rung),
    (f) => [ladder([f]), " ", label(f.rung)],
    (f) => rank(f.rung),
  ),
  column("separable", "Separable", (f) => label(f.separability) || "not asked of a review"),
  column("depth", "Reading depth", (f) => label(f.record.readingDepth)),
  column("locator", "Locator", (f) => f.locator),
  ...studyColumns,
];
export const harmColumns = [
  column(
    "event",
    "Event",
    (h) => label(h.event),
    (h) => rowButton(h, "⚑ ", label(h.event), "report"),
  ),
  column("state", "What is said", (h) => label(h.harmState)),
  column("of", "Source", (h) => label(h.subjectSource) || "not shown"),
  column("count", "How many", (h) =>
    h.count !== undefined
      ? `${h.count}${h.denominator ? ` of ${h.denominator}` : ""}`
      : h.countReported || absent(recordOf(h)),
  ),
  column("serious", "Serious", (h) => h.serious || absent(recordOf(h))),
  column("follow", "Follow-up", (h) => h.followUp || absent(recordOf(h))),
  column("summary", "In our words", (h) => h.summary),
  column("depth", "Reading depth", (h) => label(recordOf(h).readingDepth)),
  column("locator", "Locator", (h) => h.locator),
  ...studyColumns,
];
export const positionColumns = [
  column(
    "stance",
    "Stance",
    (p) => label(p.stance),
    (p) => rowButton(p, "§ ", label(p.stance), "position"),
  ),
  column("topic", "Topic", (p) => label(p.topic)),
  column("summary", "In our words", (p) => p.summary),
  column("scope", "Scope", (p) => p.scope || ""),
  column("as", "As of", (p) => p.asOf || recordOf(p).issued || ""),
  column("locator", "Locator", (p) => p.locator),
  ...studyColumns,
];
