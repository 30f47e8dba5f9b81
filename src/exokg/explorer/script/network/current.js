import { announce } from "../base/dom.js";
import { label, NODE } from "../data/things.js";
import { go, state, toggled } from "../state/state.js";

// The renderer once the graph is drawn, and the node that the keyboard stands on.
/** @type {{ renderer: import("./renderer.js").Renderer | null, cursor: string }} */
export const current = { renderer: null, cursor: "" };

export const expand = (/** @type {string} */ id) => {
  if (NODE.has(id)) {
    go({ expand: toggled(state.expand, id), sel: id });
    announce(`${label(id)} ${state.expand.includes(id) ? "expanded to findings, cargo and studies" : "collapsed"}`);
  }
};
