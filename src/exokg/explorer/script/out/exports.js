// What leaves the page: figures, tables, statements and citations of what is shown.
import { $, button, replace } from "../base/dom.js";
import { boxName } from "../data/lanes.js";
import { svgText } from "../figures/figure.js";
import { figureNow, toPng } from "../figures/sizes.js";
import { copyText } from "../parts/queries.js";
import { findingsNow } from "../state/selection.js";
import { state } from "../state/state.js";
import { columnSet } from "../views/grid.js";
import { questionNow } from "../views/questions.js";
import { citationsNow } from "./citations.js";
import { csvNow } from "./csv.js";
import { fileName, saveBlob, saveText } from "./files.js";
import { turtleOf } from "./turtle.js";

/** What a file of this view holds, in words. @type {() => string[]} */
const holds = () => {
  const filters = Object.values(state.facets).flat();
  const of = {
    lanes: state.focus && boxName(state.focus),
    map: `${state.show.includes("people") ? "people " : ""}${state.show.includes("empty") ? "gaps " : ""}${columnSet()}`,
    findings: state.table,
    questions: questionNow()?.name,
  };
  const name = Object.hasOwn(of, state.view) ? of[/** @type {keyof typeof of} */ (state.view)] : "";
  return [state.view, name || "", filters.join(" ")];
};
const chosen = () => [state.sel ? `selection ${state.sel.split("~").map(boxName).join(" ")}` : state.view];
/** Views that are tables give the ladder as their figure. */
const pictured = () => (["lanes", "map"].includes(state.view) ? holds() : ["ladder", ...holds().slice(2)]);
/** @type {(size: "slide" | "paper") => void} */
const saveSvg = (size) => saveText(svgText(figureNow(size)), fileName([...pictured(), size], "svg"), "image/svg+xml");
/** @type {(size: "slide" | "paper") => Promise<void>} */
const savePng = async (size) => saveBlob(await toPng(figureNow(size)), fileName([...pictured(), size], "png"));

/** @type {[string, string, () => void][]} */
const EXPORTS = [
  ["png", "Figure for a slide (PNG)", () => savePng("slide")],
  ["slide-svg", "Figure for a slide (SVG)", () => saveSvg("slide")],
  ["paper-png", "Figure for a paper (PNG)", () => savePng("paper")],
  ["svg", "Figure for a paper (SVG)", () => saveSvg("paper")],
  ["csv", "Table of what is shown (CSV)", () => saveText(`\ufeff${csvNow()}`, fileName(holds(), "csv"), "text/csv")],
  ["ttl", "Selection (Turtle)", () => saveText(turtleOf(findingsNow()), fileName(chosen(), "ttl"), "text/turtle")],
  [
    "bib",
    "Citations (BibTeX)",
    () => saveText(citationsNow("BibTeX"), fileName(["citations", ...chosen()], "bib"), "application/x-bibtex"),
  ],
  [
    "ris",
    "Citations (RIS)",
    () =>
      saveText(citationsNow("RIS"), fileName(["citations", ...chosen()], "ris"), "application/x-research-info-systems"),
  ],
  ["print", "Print", () => window.print()],
  ["link", "Copy link to this view", () => copyText(location.href, "link")],
];
export const drawExports = () =>
  replace(
    $("exports"),
    EXPORTS.map(([name, words, act]) =>
      button(
        words,
        () => {
          $("export").removeAttribute("open");
          act();
        },
        { "data-export": name },
      ),
    ),
  );
