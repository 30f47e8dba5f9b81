// Small signs with one meaning each: direction, rung, reading depth, status, numbers and sources.

import { el } from "../base/dom.js";
import { direction } from "../data/effects.js";
import { isRetracted, TOGETHER } from "../data/evidence.js";
import { define, LADDER, label, RUNGS } from "../data/things.js";

export const arrow = (/** @type {string | undefined} */ effect) =>
  el("span", { class: `dir ${direction(effect).style}`, "aria-hidden": "true" }, direction(effect).mark);
export const worded = (/** @type {string | undefined} */ effect, /** @type {string | undefined} */ verb = undefined) =>
  el(
    "span",
    { class: `dir ${direction(effect).style}` },
    `${direction(effect).mark}\u00a0`,
    el("b", verb || direction(effect).word),
  );

// A bar for each rung: filled where there is evidence, dim and followed by & where all of it had something else given.
const rungStates = (/** @type {Ladder} */ findings) =>
  LADDER.map((rung) => {
    const own = findings.filter((finding) => finding.rung === rung);
    if (!own.length) return "";
    return own.some((one) => one.separable !== "no") ? "on" : "together";
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
export const ladder = (/** @type {Ladder} */ findings) => {
  const words = rungList(findings) || "rung not shown";
  return el("span.ladder", { role: "img", "aria-label": `rungs: ${words}`, title: words }, bars(findings));
};

export const depthBadge = (/** @type {RecordRow} */ record) =>
  el(
    "span",
    {
      class: `badge depth ${record.readingDepth === "code:readingdepth-full-text" ? "full" : ""}`,
      title: define(record.readingDepth),
    },
    `read: ${label(record.readingDepth)}`,
  );
export const statusBadge = (/** @type {RecordRow} */ record) => {
  if (isRetracted(record)) return el("strong.retracted", "RETRACTED");
  return record.status && !["published", "registered"].includes(label(record.status))
    ? el("span.badge", label(record.status).replace(/^not shown$/, "status not shown"))
    : null;
};
