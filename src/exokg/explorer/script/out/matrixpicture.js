import { SVG, svg } from "../base/dom.js";
import { groupBy } from "../base/packing.js";
import { direction } from "../data/effects.js";
import { independent } from "../data/evidence.js";
import { label } from "../data/things.js";
import { colour } from "../network/shapes.js";
import { shownFindings } from "../state/filters.js";
import { cellClaims, emptyCell, orderEnds } from "../views/cells.js";

export const matrixPicture = () => {
  const claims = cellClaims();
  const [rows, columns, cells] = [
    orderEnds(claims, "claimSubject"),
    orderEnds(claims, "claimTarget"),
    groupBy(claims, (one) => one.pair),
  ];
  const [left, top, wide, high] = [230, 190, 64, 44];
  const [width, height] = [left + columns.length * wide + 20, top + rows.length * high + 20];
  const words = (/** @type {string} */ text, /** @type {Attributes} */ attributes) =>
    svg("text", { "font-family": "sans-serif", "font-size": 12, fill: colour("ink"), ...attributes }, text);
  return svg(
    "svg",
    { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    svg("title", "Evidence matrix"),
    svg("rect", { width, height, fill: colour("ground") }),
    columns.map((one, place) =>
      words(label(one.id), { transform: `translate(${left + place * wide + wide / 2},${top - 8}) rotate(-55)` }),
    ),
    rows.map((row, y) => [
      words(label(row.id), { x: left - 8, y: top + y * high + high / 2 + 4, "text-anchor": "end" }),
      columns.map((one, x) =>
        matrixCellPicture(
          cells.get(`${row.id}|${one.id}`),
          emptyCell(row.id).mark,
          left + x * wide,
          top + y * high,
          wide,
          high,
          words,
        ),
      ),
    ]),
  );
};
/** @type {(x: number, y: number, width: number, height: number, line: string, thick: number) => SVGElement} */
const box = (x, y, width, height, line, thick) =>
  svg("rect", { x, y, width, height, fill: "none", stroke: colour(line), "stroke-width": thick });
const matrixCellPicture = (
  /** @type {Claim[] | undefined} */ claims,
  /** @type {string} */ empty,
  /** @type {number} */ x,
  /** @type {number} */ y,
  /** @type {number} */ wide,
  /** @type {number} */ high,
  /** @type {(text: string, attributes: Attributes) => SVGElement} */ words,
) => {
  const frame = box(x, y, wide, high, "line", 0.6);
  if (!claims)
    return [
      frame,
      words(empty, { x: x + wide / 2, y: y + high / 2 + 4, "text-anchor": "middle", fill: colour("soft") }),
    ];
  const clash = claims.some((/** @type {Claim} */ claim) => (claim.disagreesWith || []).length)
    ? box(x + 3, y + 3, wide - 6, high - 6, "warn", 2)
    : null;
  return [
    frame,
    clash,
    claims.map((/** @type {Claim} */ claim, /** @type {number} */ place) =>
      words(`${direction(claim.claimEffect).mark} ${independent(shownFindings(claim))}`, {
        x: x + wide / 2,
        y: y + 17 + place * 15,
        "text-anchor": "middle",
        fill: colour(direction(claim.claimEffect).style),
        "font-weight": "bold",
      }),
    ),
  ];
};
