// One state for the whole page: what is looked at, chosen and filtered. It lives in the address.
import { RAW } from "../data/payload.js";
import { fromHash, toHash } from "./address.js";

export let state = fromHash(location.hash);
if (!location.hash && RAW.about) state.sel = RAW.about;
const listeners = [];
export const onChange = (listener) => listeners.push(listener);
export const tell = (changed) => {
  for (const listener of listeners) listener(changed);
};

// Changes of view and selection can be gone back to; the rest replaces the present entry.
export const go = (patch) => {
  const changed = Object.keys(patch).filter((name) => JSON.stringify(state[name]) !== JSON.stringify(patch[name]));
  if (!changed.length) return;
  state = { ...state, ...patch };
  const step = changed.some((name) => ["view", "sel", "card", "question"].includes(name));
  history[step ? "pushState" : "replaceState"](null, "", toHash(state));
  tell(new Set(changed));
};

const restore = () => {
  const next = fromHash(location.hash);
  const changed = Object.keys(next).filter((name) => JSON.stringify(state[name]) !== JSON.stringify(next[name]));
  state = next;
  if (changed.length) tell(new Set(changed));
};
window.addEventListener("popstate", restore);
window.addEventListener("hashchange", restore);

export const select = (id) => go({ sel: id, ...(id ? {} : { path: [], nth: 0 }) });
export const toggled = (list, value) => (list.includes(value) ? list.filter((one) => one !== value) : [...list, value]);
