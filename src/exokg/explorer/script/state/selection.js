import { CLAIMS_OF, EFFECTS, FINDINGS_OF, HARMS_OF, PAIRS, POSITIONS_OF } from "../data/evidence.js";
import { thing } from "../data/things.js";
import { shown, shownFindings } from "./filters.js";
import { currentPath } from "./paths.js";
import { state } from "./state.js";

// The findings, harm reports and positions behind the selection, whatever it is.
/** @type {() => (Finding | Harm | Position)[]} */
export const chosenFindings = () => {
  const chosen = thing(state.sel);
  if (state.sel.startsWith("cell:")) return (PAIRS.get(state.sel.slice(5)) || []).flatMap(shownFindings);
  if (!chosen) return [];
  if (chosen.table === "claims") return shownFindings(/** @type {Claim} */ (chosen));
  if (chosen.table === "harms" || chosen.table === "positions") return [chosen];
  if (chosen.table === "findings") return [/** @type {Finding} */ (chosen)];
  if (chosen.table === "records")
    return [
      ...(FINDINGS_OF.get(chosen.id) || []),
      ...(HARMS_OF.get(chosen.id) || []),
      ...(POSITIONS_OF.get(chosen.id) || []),
    ];
  return [...new Set((CLAIMS_OF.get(chosen.id) || []).flatMap(shownFindings))];
};

export const findingsNow = () =>
  state.path.length === 2
    ? [...new Set(currentPath().flatMap(shownFindings))]
    : state.sel
      ? chosenFindings()
      : EFFECTS.filter((finding) => shown().has(finding));
