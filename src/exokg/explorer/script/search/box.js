// Search by label, synonym, CURIE, DOI, PMID, author or registry number, all from the keyboard.
import { $, announce, el, field, replace } from "../base/dom.js";
import { plural } from "../base/text.js";
import { isRecord } from "../data/evidence.js";
import { narrow } from "../state/address.js";
import { go, state } from "../state/state.js";
import { indexNext, lookUp, nearest, saying } from "./index.js";

/** @type {Entry[]} */
let hits = [];
let active = -1;
/** What is said where nothing is found. */
let missed = "";
const close = () => {
  hits = [];
  active = -1;
  missed = "";
  drawHits();
};
const drawHits = () => {
  replace(
    $("hits"),
    missed ? el("li.missed", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, missed) : null,
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
  const open = hits.length > 0 || missed !== "";
  $("hits").hidden = !open;
  $("search").setAttribute("aria-expanded", String(open));
  if (active >= 0) $("search").setAttribute("aria-activedescendant", `hit-${active}`);
  else $("search").removeAttribute("aria-activedescendant");
};
/** What an entry of the search changes. @type {(id: string) => Partial<State>} */
const changeOf = (id) => {
  const [kind, name, ...rest] = id.split(":");
  if (kind === "question") return { view: "questions", question: name };
  if (kind === "filter")
    return { view: "findings", table: "effects", facets: { ...state.facets, [name]: [rest.join(":")] } };
  if (isRecord(id)) return state.view === "studies" ? { sel: id, card: id } : { sel: id };
  const away = ["questions", "about", "studies"].includes(state.view);
  if (id.includes("~")) return { sel: id, ...(away ? { view: "ladder" } : {}) };
  return { sel: id, focus: id, ...(away ? { view: "lanes" } : {}) };
};
const takeHit = (/** @type {number} */ place) => {
  const hit = hits[place];
  if (!hit) return;
  close();
  go(changeOf(hit.id));
  field("search").value = hit.name.length > 60 && isRecord(hit.id) ? hit.id : hit.name;
  if (!state.sel) return;
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
    close();
    event.stopPropagation();
  } else return;
  event.preventDefault();
};
/** Index part after part, and let the reader type in between. */
const prepare = () => {
  if (indexNext()) setTimeout(prepare);
};
export const startSearch = () => {
  $("search").addEventListener("focus", prepare, { once: true });
  $("search").addEventListener("input", () => {
    const typed = field("search").value.trim();
    hits = [...lookUp(typed), ...saying(typed)];
    missed = "";
    if (!hits.length && typed) {
      hits = nearest(typed);
      missed = `Nothing here is called “${typed}”${hits.length ? "; nearest:" : ", and nothing is near it."}`;
    }
    active = -1;
    drawHits();
    announce(missed || (typed ? plural(hits.length, "result") : ""));
  });
  $("search").addEventListener("keydown", searchKey);
  $("search").addEventListener("blur", close);
};
