// The lanes as SVG: every box and strand an element with a name, so that it can be read, focused and printed.
import { svg } from "../base/dom.js";
import { wrap } from "../base/measure.js";
import { studiesWords } from "../base/text.js";
import { boxName, COLUMNS, GATE, studiesOf } from "../data/lanes.js";
import { outline } from "./layout.js";
import { LINE, OPENED, openedLines } from "./measures.js";
import { boxSentence, strandSentence } from "./say.js";

const HATCHED = ["up", "down", "none", "cargo", "harm", "clear"];
/** Patterns for what is not separable: the direction shows by colour, the doubt by stripes. */
const patterns = () =>
  svg(
    "defs",
    HATCHED.map((style) =>
      svg(
        `pattern.s-${style}`,
        { id: `hatch-${style}`, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        svg("rect", { width: 5, height: 5, "fill-opacity": 0.14 }),
        svg("rect", { width: 1.8, height: 5 }),
      ),
    ),
  );
/** @type {(strand: Strand, css: string) => Attributes} */
const looks = ({ style, separable, studies }, css) => ({
  class: `${css} s-${style}${studies < 2 ? " single" : ""}${separable ? "" : " hatched"}`,
});

/** @type {(strand: Strand) => SVGElement} */
const strandPath = (strand) =>
  svg("path", {
    ...looks(strand, "strand"),
    d: outline(strand, strand.thick),
    "data-strand": strand.key,
    role: "button",
    tabindex: "-1",
  });

/** The part of the strands that some findings make up, at their own share of the width. @type {(picture: LanesLayout, lanes: Set<Lane>) => SVGElement[]} */
export const litPaths = ({ strands, unit }, lanes) =>
  strands.flatMap((strand) => {
    const own = strand.lanes.filter((lane) => lanes.has(lane));
    const thick = Math.max(1.2, studiesOf(own) * unit);
    return own.length ? svg("path", { ...looks(strand, "lit"), d: outline(strand, thick) }) : [];
  });

/** @type {(box: LaneBox, focus: string) => Child[]} */
const words = (box, focus) => {
  const left = box.x + 9 + (box.group && !focus ? 8 : 0);
  const first = box.middle - (box.lines.length - 1) * (LINE / 2) + 4.5;
  const note =
    box.key === GATE && box.height > 130
      ? wrap(`${studiesWords(box.studies)} measured an outcome and named no step between.`, box.width - 20, 4)
      : [];
  return [
    box.lines.map((line, nth) => svg("text", { x: left, y: (first + nth * LINE).toFixed(1) }, line)),
    note.map((line, nth) =>
      svg("text.count", { x: left, y: (first + (box.lines.length + nth) * LINE + 4).toFixed(1) }, line),
    ),
    box.column === 2 || box.tick
      ? null
      : svg(
          "text.count",
          { x: box.x + box.width - 8, y: (box.middle + 4.5).toFixed(1), "text-anchor": "end" },
          box.studies,
        ),
  ];
};
/** The box, and beside it its words: the button has a name of its own.
 * @type {(box: LaneBox, focus: string, first: boolean) => SVGElement[]} */
const boxShape = (box, focus, first) => {
  const indent = box.group && !focus ? 8 : 0;
  const chosen = box.key === focus || box.key.slice(2) === focus;
  const shape = svg(
    "g",
    {
      class: `box${box.tick ? " tick" : ""}${box.key === GATE ? " gate" : ""}${chosen ? " chosen" : ""}`,
      "data-box": box.key,
      role: "button",
      tabindex: first ? "0" : "-1",
    },
    box.tick
      ? svg("rect.target", {
          x: box.x - 5,
          y: (box.middle - box.height / 2 - 1).toFixed(1),
          width: box.width + 10,
          height: (box.height + 2).toFixed(1),
        })
      : null,
    svg("rect.frame", {
      x: box.x + indent,
      y: (box.middle - box.height / 2).toFixed(1),
      width: box.width - indent,
      height: box.height.toFixed(1),
      rx: box.tick ? 2 : 5,
    }),
  );
  return [shape, svg("g.words", { "aria-hidden": "true" }, words(box, focus))];
};
/** The rung above the first box of its kind, and the name of an open group, which closes it. @type {(box: LaneBox) => Child[]} */
const headings = (box) => {
  const lines = box.opens ? openedLines(box) : [];
  const y = box.middle - box.height / 2 - 5;
  const top = y - (lines.length - 1) * OPENED;
  return [
    box.head ? svg("text.rung", { x: box.x, y: box.opens ? top - 17 : y }, box.head) : null,
    box.opens
      ? [
          svg(
            "g.box.closer",
            {
              "data-close": box.opens,
              role: "button",
              tabindex: "-1",
              "aria-expanded": "true",
              "aria-label": `close the group ${boxName(box.opens)}`,
            },
            svg("rect.target", { x: box.x, y: top - 12, width: box.width - 40, height: lines.length * OPENED + 3 }),
          ),
          lines.map((line, nth) =>
            svg("text.rung.opened", { x: box.x, y: top + nth * OPENED, "aria-hidden": "true" }, line),
          ),
          svg("text.only", { x: box.x + box.width, y: top, "text-anchor": "end", "data-only": box.opens }, "only ›"),
        ]
      : null,
  ];
};

/** What gives each box and strand of a figure its name. @type {(figure: SVGElement, picture: LanesLayout) => (() => void)[]} */
export const nameParts = (figure, { boxes, strands }) => {
  const byKey = new Map(strands.map((strand) => [strand.key, strand]));
  return [.../** @type {NodeListOf<SVGElement>} */ (figure.querySelectorAll("[data-box], [data-strand]"))].map(
    (part) => () => {
      const [box, strand] = [boxes.get(part.dataset.box || ""), byKey.get(part.dataset.strand || "")];
      const words = box ? `${COLUMNS[box.column]}: ${boxSentence(box)}` : strand && strandSentence(strand);
      part.setAttribute("aria-label", words || "");
    },
  );
};

/** The parts of the picture, at their places: boxes by column before strands, as they are read aloud. @type {(picture: LanesLayout, focus: string) => Child[]} */
export const lanesParts = (picture, focus) => {
  const { columns, strands, places } = picture;
  const thickFirst = [...strands].sort((a, b) => b.studies - a.studies);
  const list = [...columns.values()].flat();
  return [
    patterns(),
    [...places].map(([column, { x, width }]) =>
      svg(
        "text.column",
        { x: width < 20 ? x + width / 2 : x, y: 13, "text-anchor": width < 20 ? "middle" : "start" },
        COLUMNS[column],
      ),
    ),
    list.map((box, nth) => [headings(box), boxShape(box, focus, nth === 0)]),
    svg("g.strands", thickFirst.map(strandPath)),
    svg("g.overlay", { "aria-hidden": "true" }),
  ];
};
