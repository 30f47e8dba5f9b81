// Elements made by code: text only ever becomes text, and a link only ever leads to a known scheme.
import { plain } from "./text.js";

export const SVG = "http://www.w3.org/2000/svg";
/** @type {(id: string) => HTMLElement} */
export const $ = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @type {(id: string) => HTMLInputElement} */
export const field = (id) => /** @type {HTMLInputElement} */ ($(id));

/**
 * An element. el("p.note", { onclick: act }, "text", child, null): the attributes may be left out, children
 * that are null, false or empty are.
 * @template {string} T
 * @param {T} tag a name, with classes after dots
 * @param {...(Attributes | Child)} rest
 * @returns {ElementOf<T>}
 */
export const el = (tag, ...rest) =>
  /** @type {ElementOf<T>} */ (build(document.createElement(tag.split(".")[0]), tag, rest));
/** @type {(tag: string, ...rest: (Attributes | Child)[]) => SVGElement} */
export const svg = (tag, ...rest) => build(document.createElementNS(SVG, tag.split(".")[0]), tag, rest);

/**
 * @template {Element} E
 * @param {E} node
 * @param {string} tag
 * @param {(Attributes | Child)[]} rest
 */
const build = (node, tag, rest) => {
  const classes = tag.split(".").slice(1).join(" ");
  if (classes) node.setAttribute("class", classes);
  const [first, ...others] = rest;
  if (isAttributes(first)) for (const [name, value] of Object.entries(first)) setAttribute(node, name, value);
  add(node, /** @type {Child[]} */ (isAttributes(first) ? others : rest));
  return node;
};
/** @returns {value is Attributes} */
const isAttributes = (/** @type {Attributes | Child} */ value) =>
  !!value && Object.getPrototypeOf(value) === Object.prototype;
/** @type {(node: Element, name: string, value: Attributes[string]) => void} */
const setAttribute = (node, name, value) => {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") node.addEventListener(name.slice(2), value);
  else if (name === "href") setHref(node, String(value));
  else if (name === "text") node.textContent = String(value);
  else node.setAttribute(name, value === true ? "" : String(value));
};

/** @type {(node: Element, children: Child[]) => void} */
const add = (node, children) => {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (Array.isArray(child)) add(node, child);
    else node.append(child instanceof Node ? child : plain(String(child)));
  }
};

const SAFE = /^(https?:\/\/|mailto:|#|blob:)/i;
/** @type {(address: string) => boolean} */
export const isSafe = (address) => SAFE.test(address);
/** @type {(node: Element, address: string) => void} */
const setHref = (node, address) => {
  if (isSafe(address)) node.setAttribute("href", address);
  else node.setAttribute("data-refused", "address not shown as a link");
};

/** @type {(address: string, ...children: Child[]) => HTMLElement} */
export const outside = (address, ...children) =>
  isSafe(address)
    ? el(
        "a",
        { href: address, target: "_blank", rel: "noopener noreferrer" },
        ...children,
        el("span.hide", " (opens in a new tab)"),
      )
    : el("span", ...children);

/** @type {(node: Element, ...children: Child[]) => void} */
export const replace = (node, ...children) => {
  node.replaceChildren();
  add(node, children);
};

/** @type {(() => void)[]} */
let resting = [];
/** The time that a page at rest has for more: of browsers that do not say, some milliseconds. */
const atRest = globalThis.requestIdleCallback ?? ((run) => setTimeout(run, 1, { timeRemaining: () => 8 }));
const some = (/** @type {{ timeRemaining: () => number }} */ deadline) => {
  while (resting.length && deadline.timeRemaining() > 1) resting.shift()?.();
  if (resting.length) atRest(some);
};
/** Do small tasks, in their order, while the page rests; they replace those of before. @type {(tasks: (() => void)[]) => void} */
export const whileResting = (tasks) => {
  resting = tasks;
  atRest(some);
};

// Said to screen readers, once things have settled.
/** @type {ReturnType<typeof setTimeout> | undefined} */
let saying;
/** @type {(text: string) => void} */
export const announce = (text) => {
  clearTimeout(saying);
  saying = setTimeout(() => {
    $("live").textContent = plain(text);
  }, 60);
};
/** @type {(text: Child, onclick: () => void, attributes?: Attributes) => HTMLButtonElement} */
export const button = (text, onclick, attributes) => el("button", { type: "button", onclick, ...attributes }, text);

/** A box that scrolls when what it holds is wider. @type {(words: string, ...children: Child[]) => HTMLElement} */
export const scrolling = (words, ...children) =>
  el("div.scroll", { role: "region", tabindex: "0", "aria-label": `${words}, scrolls` }, ...children);
/** A table in a box that scrolls: a caption for who does not see it, heads of columns, and rows that begin with their head.
 * @type {(css: string, words: string, heads: Child[], rows: Child[][]) => HTMLElement} */
export const tableOf = (css, words, heads, rows) =>
  scrolling(
    words,
    el(
      `table.${css}`,
      el("caption.hide", words),
      el("thead", el("tr", ...heads.map((head) => (head ? el("th", { scope: "col" }, head) : el("td"))))),
      el(
        "tbody",
        rows.map(([head, ...cells]) =>
          el(
            "tr",
            el("th", { scope: "row" }, head),
            ...cells.map((cell) => (cell instanceof HTMLTableCellElement ? cell : el("td", cell))),
          ),
        ),
      ),
    ),
  );

/** What is made when a reader opens it. @type {(css: string, words: string, make: () => Child) => HTMLDetailsElement} */
export const folded = (css, words, make) => {
  const box = el(`details.${css}`, el("summary", words));
  box.addEventListener("toggle", () => add(box, [make()]), { once: true });
  return box;
};
