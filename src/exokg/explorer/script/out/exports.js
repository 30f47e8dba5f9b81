// What leaves the page: pictures, tables, statements and citations of what is shown.
import { $, button, el, replace } from "../base/dom.js";
import { current } from "../network/current.js";
import { drawScene } from "../network/picture.js";
import { chosenIn, makeScene } from "../network/scene.js";
import { copyText } from "../parts/queries.js";
import { findingsNow } from "../state/selection.js";
import { state } from "../state/state.js";
import { citationsNow } from "./citations.js";
import { csvNow, saveBlob, saveText } from "./csv.js";
import { matrixPicture } from "./matrixpicture.js";
import { turtleOf } from "./turtle.js";

export const svgText = (/** @type {SVGElement} */ node) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(node)}\n`;

// Paints an SVG on a canvas of twice its size, as a PNG blob.
export const toPng = (/** @type {SVGElement} */ node) =>
  new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([svgText(node)], { type: "image/svg+xml" }));
    const image = new Image();
    image.onload = () => {
      const [width, height] = ["width", "height"].map((side) => Number(node.getAttribute(side)));
      const scale = Math.min(2, 8000 / Math.max(width, height));
      const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
      canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob(resolve, "image/png");
    };
    image.onerror = () => reject(new Error("the picture could not be painted"));
    image.src = address;
  });

const pictureName = () => (state.view === "matrix" ? "exokg-matrix" : "exokg-graph");
const pictureNow = async () => {
  if (state.view === "matrix") return matrixPicture();
  if (!current.renderer) {
    const scene = makeScene();
    return drawScene(scene, chosenIn(scene));
  }
  return current.renderer.picture();
};

/** @type {[string, string, () => void][]} */
const EXPORTS = [
  ["png", "Picture (PNG)", async () => saveBlob(await toPng(await pictureNow()), `${pictureName()}.png`)],
  ["svg", "Picture (SVG)", async () => saveText(svgText(await pictureNow()), `${pictureName()}.svg`, "image/svg+xml")],
  ["csv", "Table shown (CSV)", () => saveText(`\ufeff${csvNow()}`, `exokg-${state.view}.csv`, "text/csv")],
  ["ttl", "Selection (Turtle)", () => saveText(turtleOf(findingsNow()), "exokg-selection.ttl", "text/turtle")],
  ["bib", "Citations (BibTeX)", () => saveText(citationsNow("bibtex"), "exokg.bib", "application/x-bibtex")],
  ["ris", "Citations (RIS)", () => saveText(citationsNow("ris"), "exokg.ris", "application/x-research-info-systems")],
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
