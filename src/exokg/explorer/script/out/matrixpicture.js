import { SVG, svg } from "../base/dom.js";
import { groupBy } from "../base/groups.js";
import { direction } from "../data/effects.js";
import { independent } from "../data/evidence.js";
import { label } from "../data/things.js";
import { colour } from "../network/palette.js";
import { shownFindings } from "../state/filters.js";
import { cellClaims, emptyCell, orderEnds } from "../views/cells.js";

export const matrixPicture = () => {
  const claims = cellClaims();
  const [rows, columns, cells] = [
    orderEnds(claims, "claimSource"),
    orderEnds(claims, "claimTarget"),
    groupBy(claims, (one) => one.pair),
  ];
  const [left, top, wide, high] = [230, 190, 64, 44];
  const [width, height] = [left + columns.length * wide + 20, top + rows.length * high + 20];
  const words = (text, attributes) =>
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
const matrixCellPicture = (claims, empty, x, y, wide, high, words) => {
  const frame = svg("rect", {
    x,
    y,
    width: wide,
    height: high,
    fill: "none",
    stroke: colour("line"),
    "stroke-width": 0.6,
  });
  if (!claims)
    return [
      frame,
      words(empty, { x: x + wide / 2, y: y + high / 2 + 4, "text-anchor": "middle", fill: colour("soft") }),
    ];
  const clash = claims.some((claim) => (claim.disagreesWith || []).length)
    ? svg("rect", {
        x: x + 3,
        y: y + 3,
        width: wide - 6,
        height: high - 6,
        fill: "none",
        stroke: colour("warn"),
        "stroke-width": 2,
      })
    : null;
  return [
    frame,
    clash,
    claims.map((claim, place) =>
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
