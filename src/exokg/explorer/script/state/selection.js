// What is chosen: one thing, or several boxes that lanes pass, as "source~target".
import { EFFECTS, FINDINGS_OF, HARMS_OF, POSITIONS_OF } from "../data/evidence.js";
import { LANE, LANES, lanesThrough } from "../data/lanes.js";
import { thing } from "../data/things.js";
import { shown, shownFindings } from "./filters.js";
import { state } from "./state.js";

/** The boxes of the selection; none for a claim, a finding or another single statement. @type {() => string[]} */
export const boxesOfSelection = () => {
  const table = thing(state.sel)?.table;
  return !state.sel || (table && !["terms", "records"].includes(table)) ? [] : state.sel.split("~");
};
/** @type {() => Lane[]} */
export const lanesOfSelection = () => {
  const boxes = boxesOfSelection();
  if (boxes.length) return lanesThrough(boxes);
  return chosenFindings().flatMap(({ id }) => LANE.get(id) || []);
};

// The findings, harm reports and positions behind the selection, whatever it is.
/** @type {() => (Finding | Harm | Position)[]} */
export const chosenFindings = () => {
  const chosen = thing(state.sel);
  if (chosen?.table === "claims") return shownFindings(/** @type {Claim} */ (chosen));
  if (chosen?.table === "harms" || chosen?.table === "positions") return [chosen];
  if (chosen?.table === "findings") return [/** @type {Finding} */ (chosen)];
  if (chosen?.table === "records")
    return [
      ...(FINDINGS_OF.get(chosen.id) || []),
      ...(HARMS_OF.get(chosen.id) || []),
      ...(POSITIONS_OF.get(chosen.id) || []),
    ];
  return state.sel ? lanesThrough(state.sel.split("~")).map(({ row }) => row) : [];
};

export const findingsNow = () => (state.sel ? chosenFindings() : EFFECTS.filter((finding) => shown().has(finding)));
/** What the filters hide of the selection. @type {() => Lane[]} */
export const hiddenLanes = () => {
  const boxes = boxesOfSelection();
  const lanes = new Set(lanesThrough(boxes));
  return lanesThrough(boxes, LANES).filter((lane) => !lanes.has(lane));
};
