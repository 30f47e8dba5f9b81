// What leaves the page: pictures, tables, statements and citations of what is shown.
import { $, button, replace } from "../base/dom.js";
import { chosenIn } from "../network/chosen.js";
import { current } from "../network/current.js";
import { drawScene } from "../network/picture.js";
import { makeScene } from "../network/scene.js";
import { copyText } from "../parts/queries.js";
import { findingsNow } from "../state/selection.js";
import { state } from "../state/state.js";
import { citationsNow } from "./citations.js";
import { csvNow, saveBlob, saveText } from "./csv.js";
import { matrixPicture } from "./matrixpicture.js";
import { svgText, toPng } from "./raster.js";
import { turtleOf } from "./turtle.js";

const pictureNow = async () => {
  if (state.view === "matrix") return matrixPicture();
  if (!current.renderer) {
    const scene = makeScene();
    return drawScene(scene, chosenIn(scene));
  }
  return current.renderer.picture();
};

const EXPORTS = [
  ["png", "Picture (PNG)", async () => saveBlob(await toPng(await pictureNow()), "exokg.png")],
  ["svg", "Picture (SVG)", async () => saveText(svgText(await pictureNow()), "exokg.svg", "image/svg+xml")],
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
          $("export").open = false;
          act();
        },
        { "data-export": name },
      ),
    ),
  );
