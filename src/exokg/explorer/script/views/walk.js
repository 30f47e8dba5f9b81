// Arrow keys walk the matrix; one of its buttons at a time is in the tab order.
const grid = (table) => [...table.rows].map((row) => [...row.cells]);
export const placeOf = (node) => {
  const cell = node.closest("td,th");
  return cell ? [cell.parentElement.rowIndex, cell.cellIndex] : null;
};
export const roving = (table, place) => {
  const buttons = [...table.querySelectorAll("td button, .name")];
  const at = place && table.rows[place[0]] && table.rows[place[0]].cells[place[1]];
  const wanted =
    at?.querySelector("button") ||
    table.querySelector("td.chosen button") ||
    table.querySelector("td button") ||
    buttons[0];
  if (!wanted) return;
  wanted.tabIndex = 0;
  if (place) wanted.focus({ preventScroll: true });
};
const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
export const matrixKey = (event) => {
  const move = MOVES[event.key];
  const place = placeOf(event.target);
  if (event.key === "p" && place) {
    const pin = event.target.closest("th");
    if (pin) pin.querySelector(".pin").click();
    return;
  }
  if (!move || !place) return;
  event.preventDefault();
  const cells = grid(event.currentTarget);
  let [row, column] = place;
  for (;;) {
    row += move[0];
    column += move[1];
    const cell = cells[row]?.[column];
    if (!cell) return;
    const next = cell.querySelector("button");
    if (!next) continue;
    for (const one of event.currentTarget.querySelectorAll('button[tabindex="0"]')) one.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
    return;
  }
};
