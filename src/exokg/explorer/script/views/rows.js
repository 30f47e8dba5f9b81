import { button, el } from "../base/dom.js";
import { byText, compare } from "../base/text.js";
import { isRetracted, recordOf } from "../data/evidence.js";
import { chosenFindings } from "../state/selection.js";
import { go, onChange, select, state, tell } from "../state/state.js";

const PAGE = 150;
let rowsWanted = PAGE;
onChange((changed) => {
  if (["view", "facets", "table", "sort"].some((name) => changed.has(name))) rowsWanted = PAGE;
});

export const showAtLeast = (count) => {
  rowsWanted = Math.max(rowsWanted, count);
};

export const sorted = (rows, columns, _name) => {
  const [by, way] = (state.sort || "").split("-");
  const chosen = columns.find((one) => one.name === by);
  if (!chosen) return rows;
  const keyed = rows.map((row) => [chosen.key(row), row]);
  const order = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : byText(String(a), String(b)));
  return keyed
    .sort(([a, m], [b, n]) => (way === "down" ? -1 : 1) * order(a, b) || compare(m.id, n.id))
    .map(([, row]) => row);
};

const headOf = (one) => {
  const [by, way] = (state.sort || "").split("-");
  const own = by === one.name;
  const next = own && way !== "down" ? `${one.name}-down` : `${one.name}-up`;
  return el(
    "th",
    { scope: "col", "aria-sort": own ? (way === "down" ? "descending" : "ascending") : null },
    button(
      [one.words, el("span", { "aria-hidden": "true" }, own ? (way === "down" ? " ▾" : " ▴") : "")],
      () => go({ sort: next }),
      { class: "sort", "data-sort": one.name },
    ),
  );
};

export const drawRows = (columns, rows, words, options) => {
  const picked = new Set(chosenFindings().map((finding) => finding.id));
  const list = rows.slice(0, rowsWanted);
  return [
    el(
      "div.scroll",
      { role: "region", tabindex: "0", "aria-label": `${words}, scrolls` },
      el(
        "table.rows",
        el("caption.hide", words),
        el("thead", el("tr", columns.map(headOf))),
        el(
          "tbody",
          list.map((row) =>
            el(
              "tr",
              {
                "data-row": row.id,
                class: `${picked.has(row.id) || state.sel === row.id ? "chosen" : ""} ${isRetracted(row.record || recordOf(row)) || isRetracted(row) ? "gone" : ""}`,
                onclick: (event) => {
                  if (!event.target.closest("a, button")) options?.open ? options.open(row) : select(row.id);
                },
              },
              columns.map((one, place) =>
                place
                  ? el("td", { class: `c-${one.name}` }, one.cell(row))
                  : el("th", { scope: "row", class: `c-${one.name}` }, one.cell(row)),
              ),
            ),
          ),
        ),
      ),
    ),
    rows.length > list.length
      ? button(
          `Show ${Math.min(PAGE * 4, rows.length - list.length)} more of ${rows.length}`,
          () => {
            rowsWanted += PAGE * 4;
            tell(new Set(["rows"]));
          },
          { class: "more" },
        )
      : null,
  ];
};
