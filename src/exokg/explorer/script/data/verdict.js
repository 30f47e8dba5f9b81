// What all findings of a source on a target say together: one sentence, the strongest systems first.
import { plural } from "../base/text.js";
import { capital, studiesOf } from "./lanes.js";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/** @type {(count: number) => string} */
export const inWords = (count) => NUMBERS[count] ?? String(count);
/** @type {(lanes: Lane[]) => string} */
const studies = (lanes) => plural(studiesOf(lanes), "study", "studies");
const TOGETHER = "not separable from what was given with it";
/** @type {(lanes: Lane[]) => string} */
const apart = (lanes) => (lanes.some((lane) => lane.separable) ? "" : `, ${TOGETHER}`);

/** Rungs by their rank, and how a sentence says that something was seen there. */
const SEEN_IN = [
  ["in a model that is not shown", ""],
  ["in cells", "; no finding in animals or people"],
  ["in tissue kept in culture", "; no finding in animals or people"],
  ["in animals", "; no finding in people"],
  ["in people with no control group", ""],
  ["in people against a control", ""],
];
/** @type {(lanes: Lane[]) => number} */
const topRung = (lanes) => Math.max(...lanes.map((lane) => lane.rung));
/** @type {(lanes: Lane[], rung: number) => Lane[]} */
const on = (lanes, rung) => lanes.filter((lane) => lane.rung === rung);

/** @type {(style: string) => VerdictPart} */
const word = (style) => (style === "up" ? { style, text: "▲ Increased" } : { style, text: "▼ Decreased" });
/** @type {(text: string) => VerdictPart} */
const say = (text) => ({ style: "", text });
const NO_DIFFERENCE = { style: "none", text: "○ No difference" };

/** Where most studies saw a change, told by the strongest system. @type {(main: Lane[], rest: Lane[]) => VerdictPart[]} */
const where = (main, rest) => {
  const rung = topRung(main);
  const [words, none] = SEEN_IN[rung];
  const best = on(main, rung);
  const higher = rest.some((lane) => lane.rung > rung) ? "" : none;
  return [word(main[0].style), say(` ${words} (${studies(best)})${apart(best)}${higher}.`)];
};
/** A comparison that is not clear says less than one against a control. @type {(nulls: Lane[]) => string} */
const against = (nulls) =>
  nulls.every((lane) => lane.contrast === "code:contrast-unclear")
    ? `in people (${studies(nulls)}; what was compared is unclear)`
    : `in people against a control (${studies(nulls)})`;

/** Of controlled studies that saw no difference: they outrank a rise without control. @type {(main: Lane[], nulls: Lane[]) => VerdictPart[]} */
const controlledNull = (main, nulls) => {
  const seen = on(main, 5);
  if (!seen.length)
    return [NO_DIFFERENCE, say(` ${against(nulls)}. `), word(main[0].style), say(" only without a control.")];
  const together = seen.some((lane) => lane.separable) ? "" : ` The change is ${TOGETHER}.`;
  return [
    say("Controlled studies in people differ: "),
    { style: main[0].style, text: `${word(main[0].style).text.toLowerCase()} in ${studiesOf(seen)}` },
    say(", "),
    { style: "none", text: `○ no difference in ${studiesOf(nulls)}` },
    say(`.${together}`),
  ];
};

/** How many studies there are in all, and whether one reports the opposite. @type {(main: Lane[], opposed: Lane[], nulls: Lane[]) => string} */
const total = (main, opposed, nulls) => {
  const all = studiesOf([...main, ...opposed, ...nulls]);
  if (all === 1 && !opposed.length) return " One study, not repeated.";
  const other = studiesOf(opposed);
  const seen = new Set(main.flatMap((lane) => lane.cohorts));
  const only = studiesOf(nulls.filter((lane) => !lane.cohorts.some((one) => seen.has(one))));
  const opposite = `${other ? inWords(other) : "none"} report${other > 1 ? "" : "s"} the opposite`;
  return ` ${capital(inWords(all))} independent ${all === 1 ? "study" : "studies"} in all; ${opposite}${only ? `, ${inWords(only)} found no difference` : ""}.`;
};

/** @type {(lanes: Lane[], nulls: Lane[]) => VerdictPart[]} */
const withoutChange = (lanes, nulls) => {
  if (nulls.length) {
    const rung = topRung(nulls);
    const words = rung === 5 ? against(on(nulls, 5)) : `${SEEN_IN[rung][0]} (${studies(on(nulls, rung))})`;
    return [NO_DIFFERENCE, say(` ${words}.${total(nulls, [], [])}`.replace("; none reports the opposite", ""))];
  }
  const harm = lanes.filter((lane) => lane.style === "harm");
  if (harm.length) return [{ style: "harm", text: "! Reported as harm" }, say(` in ${studies(harm)}${apart(harm)}.`)];
  const clear = lanes.filter((lane) => lane.style === "clear");
  if (clear.length) return [say(`Said not to have been observed, in ${studies(clear)}; that is not “no effect”.`)];
  if (lanes.length && lanes.every((lane) => lane.style === "named"))
    return [say(`Tested as a step of an effect, in ${studies(lanes)}; not an effect on it.`)];
  return lanes.length
    ? [{ style: "cargo", text: "Carried or delivered" }, say(` (${studies(lanes)}); not an effect.`)]
    : [say("No finding passes the filters.")];
};

/**
 * The verdict over all findings of one source on one target.
 * @param {Lane[]} lanes all of them, not those of one direction
 * @returns {VerdictPart[]} parts of a sentence, each with the style of a direction or none
 */
export const verdict = (lanes) => {
  const [up, down] = ["up", "down"].map((style) => lanes.filter((lane) => lane.style === style));
  const nulls = lanes.filter((lane) => lane.style === "none");
  if (!up.length && !down.length) return withoutChange(lanes, nulls);
  const [main, opposed] = studiesOf(up) >= studiesOf(down) ? [up, down] : [down, up];
  const controlled = on(nulls, 5);
  const first = controlled.length ? controlledNull(main, controlled) : where(main, lanes);
  return [...first, say(total(main, opposed, nulls))];
};
/** @type {(parts: VerdictPart[]) => string} */
export const verdictText = (parts) => parts.map(({ text }) => text).join("");

/** The findings that set the rung: separable, on the highest rung on which any is. @type {(lanes: Lane[]) => Lane[]} */
export const settingRung = (lanes) => {
  const separable = lanes.filter((lane) => lane.separable && lane.rung && ["up", "down", "none"].includes(lane.style));
  return separable.length ? on(separable, topRung(separable)) : [];
};
