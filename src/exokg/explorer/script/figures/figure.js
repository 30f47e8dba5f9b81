// One function draws every figure: on the screen, as SVG, as PNG and on paper it is the same.
import { SVG, svg } from "../base/dom.js";
import { widthOf, wrap } from "../base/measure.js";
import { plain } from "../base/text.js";
import { isReadInFull, RECORDS } from "../data/evidence.js";
import { facetWords } from "../data/facets.js";
import { META } from "../data/things.js";
import { state } from "../state/state.js";

/** How much wider bold letters are. */
export const BOLDER = 1.12;
/** What the filters leave, in words. */
export const filterWords = () => {
  const filters = Object.entries(state.facets)
    .filter(([, values]) => values.length)
    .map(([facet, values]) => `${facetWords(facet)}: ${values.join(" or ")}`);
  return plain(filters.length ? `filtered by ${filters.join("; ")}` : "all findings");
};
const STUDIES = RECORDS.filter((record) => record.class === "Study");
const FULL = STUDIES.filter(isReadInFull).length;
/** How much of the studies was read: no figure says less. */
export const readWords = () => `${STUDIES.length} studies, ${FULL || "none"} read in full`;
export const versionWords = () =>
  `version ${META.version || "not shown"}, searched to ${META.searchedTo || "not shown"}`;
/** How the data are cited. */
export const CITATION = `exokg ${META.version || ""} (${(META.issued || "").slice(0, 4)}), https://w3id.org/exokg/dataset`;
/** The lines under every figure. @type {() => string[]} */
export const qualifications = () => [
  `${readWords()}; ${filterWords()}. Reported findings, not medical advice.`,
  `exokg, ${versionWords()}. Cite: ${CITATION}`,
];

/** @type {(entries: LegendEntry[], width: number, top: number) => { parts: SVGElement[], height: number }} */
const legend = (entries, width, top) => {
  let [x, y] = [0, top + 12];
  const parts = entries.map(({ sign, words }) => {
    const lines = wrap(words, width - 32, 3, 12);
    const wide = 32 + widthOf(lines[0], 12) + 16;
    if (x && x + wide > width) [x, y] = [0, y + 18];
    const entry = svg(
      "g.entry",
      { transform: `translate(${x},${y})` },
      sign,
      lines.map((line, nth) => svg("text.small", { x: 32, y: nth * 15 }, line)),
    );
    x += wide;
    y += (lines.length - 1) * 15;
    return entry;
  });
  return { parts, height: entries.length ? y + 10 - top : 0 };
};
/** @type {(lines: string[], css: string, top: number, step: number) => { parts: SVGElement[], height: number }} */
const textLines = (lines, css, top, step) => ({
  parts: lines.map((line, nth) => svg(`text.${css}`, { x: 0, y: top + (nth + 1) * step - 4 }, line)),
  height: lines.length * step,
});

/**
 * A figure: title, legend, picture and qualifications in one SVG.
 * @param {{ title: string, note: string, legend: LegendEntry[], width: number, name: string, body: (top: number) => { parts: Child, height: number } }} figure
 * @returns {SVGElement}
 */
export const figure = ({ title, note, legend: entries, width, name, body }) => {
  const head = textLines(wrap(title, width / BOLDER, 5, 20), "title", 0, 25);
  const under = textLines(wrap(note, width, 8, 13), "note", head.height, 17);
  const key = legend(entries, width, head.height + under.height + 4);
  const top = head.height + under.height + key.height + 10;
  const { parts, height } = body(top);
  const said = qualifications().flatMap((line) => wrap(line, width, 4, 11));
  const foot = textLines(said, "small", top + height + 6, 15);
  const tall = Math.ceil(top + height + foot.height + 14);
  return svg(
    "svg.fig",
    { xmlns: SVG, viewBox: `0 0 ${width} ${tall}`, width, height: tall, role: "group", "aria-label": name },
    svg("g", { "aria-hidden": "true" }, head.parts),
    svg("g", under.parts, key.parts),
    svg("g.body", { transform: `translate(0,${top})` }, parts),
    svg("g", foot.parts),
  );
};

/** The rules of the page's own style sheet for figures, with the colours of paper: an SVG file has no page around it. */
const ownStyle = () => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText));
  const light = rules.find((rule) => rule.startsWith(":root")) || "";
  return `${light.replace(":root", ".fig")}\n${rules.filter((rule) => rule.startsWith(".fig")).join("\n")}`;
};
/** @type {(node: SVGElement) => string} */
export const svgText = (node) => {
  const copy = /** @type {SVGElement} */ (node.cloneNode(true));
  copy.querySelector("g")?.removeAttribute("aria-hidden");
  copy.prepend(svg("style", ownStyle()));
  for (const one of copy.querySelectorAll("[tabindex]")) one.removeAttribute("tabindex");
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
};
