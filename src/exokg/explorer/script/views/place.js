// Where a reader is in a table: what is drawn anew must not move them, nor take the focus away.
import { state } from "../state/state.js";

export const placeIn = (view) => {
  const box = view.querySelector(":scope > .scroll");
  const focus = view.contains(document.activeElement) ? document.activeElement : null;
  const row = focus?.closest("tr[data-row]");
  return {
    scroll: box ? [box.scrollLeft, box.scrollTop] : [0, 0],
    sort: focus?.dataset.sort,
    row: row?.dataset.row,
    nth: row ? [...row.querySelectorAll("a, button")].indexOf(focus) : -1,
  };
};
export const backTo = (view, place, changed) => {
  const box = view.querySelector(":scope > .scroll");
  const rows = [...view.querySelectorAll("tr[data-row]")];
  const same = !["table", "sort", "facets", "retracted"].some((name) => changed.has(name));
  if (box && same) [box.scrollLeft, box.scrollTop] = place.scroll;
  const row = rows.find((one) => one.dataset.row === place.row);
  const focus = place.sort
    ? view.querySelector(`[data-sort="${place.sort}"]`)
    : row?.querySelectorAll("a, button")[place.nth];
  if (focus) focus.focus({ preventScroll: true });
  const chosen = rows.find((one) => one.classList.contains("chosen"));
  if (chosen && state.view === "findings" && (changed.has("sel") || changed.has("view")))
    chosen.scrollIntoView({ block: "nearest" });
};
