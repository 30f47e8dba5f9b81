// What a record says of its preparations, its registration and its reporting, each silence with its reason.

import { el } from "../base/dom.js";
import { RAW } from "../data/payload.js";
import { label, STRIPS } from "../data/things.js";

const STATE_WORDS = { r: "reported", n: "not reported", u: "not read", a: "not applicable" };
const STATE_MARKS = { r: "■", n: "□", u: "?", a: "–" };

export const strip = (id, title) => {
  const row = STRIPS.get(id);
  if (!row) return null;
  const items = RAW.items.map((item, place) => [item, row.states?.[place] || "."]).filter(([, one]) => one !== ".");
  const [reported, notRead] = [Number(row.reported), Number(row.notRead)];
  return el(
    "div.reporting",
    el("h4", title),
    el(
      "p",
      notRead
        ? `${reported} to ${reported + notRead} of ${row.applicable} items reported: ${notRead} not read`
        : `${reported} of ${row.applicable} items reported`,
    ),
    el(
      "ul.states",
      items.map(([item, letter]) =>
        el(
          "li",
          { class: `s-${letter}`, title: `${label(item)}: ${STATE_WORDS[letter]}` },
          el("span", { "aria-hidden": "true" }, STATE_MARKS[letter]),
          el("span.hide", `${label(item)}: ${STATE_WORDS[letter]}`),
        ),
      ),
    ),
    el(
      "details",
      el("summary", "Item by item"),
      el(
        "ul.items",
        items.map(([item, letter]) =>
          el(
            "li",
            el("span", { "aria-hidden": "true", class: `s-${letter}` }, `${STATE_MARKS[letter]} `),
            `${label(item)}: ${STATE_WORDS[letter]}`,
          ),
        ),
      ),
    ),
  );
};
