import { $, announce, el } from "../base/dom.js";
import { byText, plural } from "../base/text.js";
import { CLAIMS } from "../data/evidence.js";
import { label, NODES } from "../data/things.js";
import { pathsNow } from "../state/paths.js";
import { go, state, toggled } from "../state/state.js";
import { LAYERS, MOST_EDGES, MOST_NODES } from "./scene.js";

const layerBox = ([name, words]) => {
  const input = el("input", { type: "checkbox", onchange: () => go({ layers: toggled(state.layers, name) }) });
  input.checked = state.layers.includes(name);
  return el("label.switch", input, el("span", words));
};

export const layerBoxes = () =>
  [
    ...Object.entries(LAYERS),
    ...(NODES.length > MOST_NODES || CLAIMS.length > MOST_EDGES ? [["everything", "All claims"]] : []),
  ].map(layerBox);

export const pathForm = () => {
  const names = new Map(NODES.map((node) => [label(node.id).toLowerCase(), node.id]));
  const field = (id, words) =>
    el("label", { for: id }, words, el("input", { id, list: "path-names", autocomplete: "off", size: 18 }));
  const submit = (event) => {
    event.preventDefault();
    const ends = ["path-from", "path-to"].map((id) => names.get($(id).value.trim().toLowerCase()));
    if (ends.includes(undefined) || ends[0] === ends[1]) {
      $("path-said").textContent = "Choose two different names from the list.";
      return;
    }
    $("path-said").textContent = "";
    $("pathbox").open = false;
    go({ path: ends, nth: 0, sel: "" });
    announce(`${plural(pathsNow().length, "path")} found`);
  };
  return el(
    "details.menu",
    { id: "pathbox" },
    el("summary", "Path …"),
    el(
      "form",
      { onsubmit: submit },
      field("path-from", "From "),
      field("path-to", "To "),
      el(
        "datalist",
        { id: "path-names" },
        [...NODES]
          .map((node) => label(node.id))
          .sort(byText)
          .map((name) => el("option", { value: name })),
      ),
      el("button", { type: "submit" }, "Find paths"),
      el("p", { id: "path-said", role: "alert" }),
    ),
  );
};
