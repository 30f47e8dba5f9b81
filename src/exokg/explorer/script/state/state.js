// One state for the whole page: what is looked at, chosen and filtered. It lives in the address.
import { RAW } from "../data/things.js";
import { differences, fromHash, toHash } from "./address.js";

const stateNow = () => fromHash(location.hash, "ladder");
export let state = stateNow();
if (!location.hash && RAW.about) Object.assign(state, { sel: RAW.about, focus: RAW.about, view: "lanes" });
/** @type {((changed: Changed) => void)[]} */
const listeners = [];
/** @type {(listener: (changed: Changed) => void) => void} */
export const onChange = (listener) => {
  listeners.push(listener);
};
/** @type {(changed: Changed) => void} */
export const tell = (changed) => {
  for (const listener of listeners) listener(changed);
};
/** @type {(next: State) => Changed} */
const change = (next) => {
  const changed = differences(state, next);
  state = next;
  return changed;
};

// Changes of view and selection can be gone back to; the rest replaces the present entry.
/** @type {(patch: Partial<State>) => void} */
export const go = (patch) => {
  const changed = change({ ...state, ...patch });
  if (!changed.size) return;
  const step = ["view", "sel", "focus", "card", "question"].some((name) => changed.has(name));
  history[step ? "pushState" : "replaceState"](null, "", toHash(state));
  tell(changed);
};

const restore = () => {
  const changed = change(stateNow());
  if (changed.size) tell(changed);
};
window.addEventListener("popstate", restore);
window.addEventListener("hashchange", restore);

/** @type {(id: string) => void} */
export const select = (id) => go({ sel: id });
/** @type {(list: string[], value: string) => string[]} */
export const toggled = (list, value) => (list.includes(value) ? list.filter((one) => one !== value) : [...list, value]);
