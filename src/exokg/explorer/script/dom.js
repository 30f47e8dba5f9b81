// Elements made by code: text only ever becomes text, and a link only ever leads to a known scheme.
const SVG = "http://www.w3.org/2000/svg";
const $ = (id) => document.getElementById(id);

// el("p", {class: "note", onclick: f}, "text", child, null): an element; null children are left out.
const el = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => build(document.createElementNS(SVG, tag), attributes, children);

const build = (node, attributes, children) => {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "href") setHref(node, value);
    else if (name === "text") node.textContent = value;
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  add(node, children);
  return node;
};

const add = (node, children) => {
  for (const child of children) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (Array.isArray(child)) add(node, child);
    else node.append(child instanceof Node ? child : plain(String(child)));
  }
};

const SAFE = /^(https?:\/\/|mailto:|#|blob:)/i;
const isSafe = (address) => SAFE.test(address);
const setHref = (node, address) => {
  if (isSafe(address)) node.setAttribute("href", address);
  else node.setAttribute("data-refused", "address not shown as a link");
};

// Characters that turn or hide text are shown by their code point, so that a label cannot pose as another.
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const plain = (text) =>
  text.replace(HIDDEN, (c) => `[U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`);

const outside = (address, ...children) =>
  isSafe(address)
    ? el(
        "a",
        { href: address, target: "_blank", rel: "noopener noreferrer" },
        ...children,
        el("span", { class: "hide" }, " (opens in a new tab)"),
      )
    : el("span", {}, ...children);

const replace = (node, ...children) => {
  node.replaceChildren();
  add(node, children);
  return node;
};

// Said to screen readers, once things have settled.
let saying = 0;
const announce = (text) => {
  clearTimeout(saying);
  saying = setTimeout(() => {
    $("live").textContent = plain(text);
  }, 60);
};

const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many || one + "s"}`;
const button = (text, onclick, attributes) => el("button", { type: "button", onclick, ...attributes }, text);
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const byText = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
