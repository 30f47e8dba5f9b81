// Arrow keys within a drawing: one stop for the Tab key, then from place to place.

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
/** Give the Tab key's one stop to an element, and the focus. @type {(element: Element | null | undefined) => void} */
export const moveTo = (element) => {
  if (!element) return;
  const root = element.closest("svg, table");
  for (const one of root?.querySelectorAll('[tabindex="0"]') || []) one.setAttribute("tabindex", "-1");
  element.setAttribute("tabindex", "0");
  /** @type {SVGElement} */ (element).focus();
};

/** The nearest place in a direction: a row and a column each. @type {(all: DOMStringMap[], from: DOMStringMap, move: [number, number]) => number} */
const nearest = (all, from, [down, right]) => {
  let [best, found] = [Infinity, -1];
  for (const [nth, one] of all.entries()) {
    const [rows, columns] = [Number(one.row) - Number(from.row), Number(one.column) - Number(from.column)];
    const ahead = rows * down + columns * right;
    const aside = Math.abs(rows * right) + Math.abs(columns * down);
    if (ahead <= 0 || (right && aside)) continue;
    if (ahead + aside * 100 < best) [best, found] = [ahead + aside * 100, nth];
  }
  return found;
};

/** A listener for keys: arrows move, Enter and the space bar act. @type {(places: string, act: (event: Event) => void) => (event: Event) => void} */
export const arrowKeys = (places, act) => (event) => {
  const { key, target, currentTarget } = /** @type {KeyboardEvent} */ (event);
  const at = /** @type {HTMLElement} */ (target).closest(places);
  if (!at) return;
  if (key === "Enter" || key === " ") act(event);
  else if (MOVES[key]) {
    const all = [.../** @type {HTMLElement} */ (currentTarget).querySelectorAll(places)];
    const sets = all.map((one) => /** @type {HTMLElement} */ (one).dataset);
    moveTo(all[nearest(sets, /** @type {HTMLElement} */ (at).dataset, MOVES[key])]);
  } else return;
  event.preventDefault();
};
