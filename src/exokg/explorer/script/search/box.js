// Search by label, synonym, CURIE, DOI, PMID, author or registry number, all from the keyboard.
import { $, announce, el, field, replace } from "../base/dom.js";
import { plural } from "../base/text.js";
import { isRecord } from "../data/evidence.js";
import { narrow } from "../state/address.js";
import { go, state } from "../state/state.js";
import { entries, lookUp } from "./index.js";

/** @type {Entry[]} */
let hits = [];
let active = -1;
const drawHits = () => {
  replace(
    $("hits"),
    hits.map((hit, place) =>
      el(
        "li",
        {
          role: "option",
          id: `hit-${place}`,
          "aria-selected": String(place === active),
          onmousedown: (event) => {
            event.preventDefault();
            takeHit(place);
          },
        },
        el("span", hit.name),
        el("small", hit.kind),
      ),
    ),
  );
  $("hits").hidden = !hits.length;
  $("search").setAttribute("aria-expanded", String(hits.length > 0));
  if (active >= 0) $("search").setAttribute("aria-activedescendant", `hit-${active}`);
  else $("search").removeAttribute("aria-activedescendant");
};
const takeHit = (/** @type {number} */ place) => {
  const hit = hits[place];
  if (!hit) return;
  hits = [];
  active = -1;
  drawHits();
  if (isRecord(hit.id))
    go({
      view: state.view === "studies" ? "studies" : state.view,
      sel: hit.id,
      ...(state.view === "studies" ? { card: hit.id } : {}),
    });
  else
    go({
      sel: hit.id,
      focus: hit.id,
      ...(["questions", "about", "studies"].includes(state.view) ? { view: "lanes" } : {}),
    });
  field("search").value = hit.name.length > 60 ? hit.id : hit.name;
  $("panel").focus({ preventScroll: true });
  if (narrow()) $("panel").scrollIntoView();
};
const searchKey = (/** @type {any} */ event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!hits.length) return;
    active = (active + (event.key === "ArrowDown" ? 1 : hits.length + (active < 0 ? 0 : -1))) % hits.length;
    drawHits();
  } else if (event.key === "Enter") takeHit(Math.max(active, 0));
  else if (event.key === "Escape") {
    hits = [];
    active = -1;
    drawHits();
    event.stopPropagation();
  } else return;
  event.preventDefault();
};
export const startSearch = () => {
  setTimeout(entries, 300);
  $("search").addEventListener("input", () => {
    hits = lookUp(field("search").value);
    active = -1;
    drawHits();
    announce(field("search").value.trim() ? plural(hits.length, "result") : "");
  });
  $("search").addEventListener("keydown", searchKey);
  $("search").addEventListener("blur", () => {
    hits = [];
    active = -1;
    drawHits();
  });
};
