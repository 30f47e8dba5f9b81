// The figure of the view, at the size it is wanted in: on the screen, on a slide, on paper.
import { el } from "../base/dom.js";
import { lanesFigure } from "../lanes/view.js";
import { state } from "../state/state.js";
import { ladderFigure } from "../views/ladder.js";
import { mapFigure } from "../views/map.js";
import { svgText } from "./figure.js";

/** Width in the units of the figure, in which text is 11 to 13 high, and in centimetres. */
const SIZES = {
  slide: { width: 1400, height: 760, centimetres: 33.8 },
  paper: { width: 820, height: 900, centimetres: 17 },
  portrait: { width: 980, height: 1200, centimetres: 18.6 },
  landscape: { width: 1200, height: 740, centimetres: 26.7 },
};
/** Widths of the ladder: its rows set how high it is, and it has to fit a slide or a page whole. */
const LADDER = { slide: 1700, paper: 980, portrait: 980, landscape: 1200 };
/** Rows of the ladder in files and on paper: nobody taps on them. All fit one page, and in two blocks one slide. */
const PRINTED = 18;
/** The view's figure; views that are tables give the ladder. @type {(size: keyof typeof SIZES) => SVGElement} */
export const figureNow = (size) => {
  const { width, height, centimetres } = SIZES[size];
  const node =
    state.view === "lanes"
      ? lanesFigure(width, height)
      : state.view === "map"
        ? mapFigure(width)
        : ladderFigure(LADDER[size], PRINTED, size === "slide" ? 2 : 1);
  const [, , wide, high] = (node.getAttribute("viewBox") || "0 0 1 1").split(" ").map(Number);
  node.setAttribute("width", `${centimetres}cm`);
  node.setAttribute("height", `${((centimetres * high) / wide).toFixed(2)}cm`);
  return node;
};

/** Paint an SVG at 200 points to the inch, as a PNG. @type {(node: SVGElement) => Promise<Blob>} */
export const toPng = (node) =>
  new Promise((resolve, reject) => {
    const address = URL.createObjectURL(new Blob([svgText(node)], { type: "image/svg+xml" }));
    const image = new Image();
    image.onload = () => {
      const [wide, high] = ["width", "height"].map(
        (side) => (Number.parseFloat(node.getAttribute(side) || "1") / 2.54) * 200,
      );
      const scale = Math.min(1, 8000 / Math.max(wide, high));
      const canvas = el("canvas", { width: Math.round(wide * scale), height: Math.round(high * scale) });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
      context.fillStyle = "#fff"; // of paper: without it the words vanish on a dark slide
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("the picture could not be painted"))),
        "image/png",
      );
    };
    image.onerror = () => reject(new Error("the picture could not be painted"));
    image.src = address;
  });
