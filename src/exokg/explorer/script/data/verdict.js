// What all findings of a source on a target say together: one sentence, the strongest systems first.
import { studiesWords } from "../base/text.js";
import { capital, studiesOf } from "./lanes.js";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
/** @type {(count: number) => string} */
export const inWords = (count) => NUMBERS[count] ?? String(count);
/** @type {(lanes: Lane[]) => string} */
const studies = (lanes) => studiesWords(studiesOf(lanes));
/** How many studies have a separable finding, where that is neither none nor all of them. @type {(lanes: Lane[]) => string} */
const someSeparable = (lanes) => {
  const separable = studiesOf(lanes.filter((lane) => lane.separable));
  return separable && separable < studiesOf(lanes) ? `${separable} separable` : "";
};
/** @type {(lanes: Lane[]) => string} */
const counted = (lanes) => [studies(lanes), someSeparable(lanes)].filter(Boolean).join(", ");
/** Why none of the findings shows an effect of what was given alone; nothing where one does. @type {(lanes: Lane[], it?: string) => string} */
export const doubt = (lanes, it = "it") =>
  lanes.some((lane) => lane.separable)
    ? ""
    : lanes.some((lane) => !lane.between)
      ? `not separable from what was given with ${it}`
      : "only against another preparation";
/** @type {(lanes: Lane[]) => string} */
const apart = (lanes) => (doubt(lanes) ? `, ${doubt(lanes)}` : "");

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

/** Directions that a verdict weighs. */
const CHANGES = ["up", "down", "none"];
const SIGNS = { up: "▲ Increased", down: "▼ Decreased" };
/** @type {(lanes: Lane[]) => VerdictPart} */
const word = ([{ style }]) => ({ style, text: SIGNS[/** @type {"up" | "down"} */ (style)] });
/** @type {(lanes: Lane[]) => VerdictPart} */
const lower = (lanes) => ({ ...word(lanes), text: word(lanes).text.toLowerCase() });
/** @type {(text: string) => VerdictPart} */
const say = (text) => ({ style: "", text });
const NO_DIFFERENCE = { style: "none", text: "○ No difference" };

/** Where most studies saw a change, told by the strongest system. @type {(main: Lane[], rest: Lane[]) => VerdictPart[]} */
const where = (main, rest) => {
  const rung = topRung(main);
  const best = on(main, rung);
  return [word(main), say(` ${SEEN_IN[rung][0]} (${counted(best)})${apart(best)}${missing(rung, rest)}.`)];
};
/** What is missing above a rung. @type {(rung: number, lanes: Lane[]) => string} */
const missing = (rung, lanes) => (topRung(lanes) > rung ? "" : SEEN_IN[rung][1]);

/** Studies that contradict each other, where neither side outweighs the other: the side with the strongest system comes
 * first. @type {(sides: Lane[][], rest: Lane[]) => VerdictPart[]} */
const disagreeing = (sides, rest) => [
  say(studiesOf(sides.flat()) > 1 ? "Studies disagree: " : "One study points both ways: "),
  ...sides.flatMap((own, nth) => {
    const rung = topRung(own);
    const most = own.some((lane) => lane.rung !== rung) ? "highest " : "";
    const inside = [someSeparable(own), `${most}${SEEN_IN[rung][0]}${apart(on(own, rung))}`];
    return [say(nth ? ", " : ""), lower(own), say(` in ${studiesOf(own)} (${inside.filter(Boolean).join("; ")})`)];
  }),
  say(`${missing(Math.max(...sides.map(topRung)), rest)}.`),
];

/** A comparison that is not clear says less than one against a control. @type {(nulls: Lane[]) => string} */
const against = (nulls) =>
  nulls.every((lane) => lane.contrast === "code:contrast-unclear")
    ? `in people (${counted(nulls)}; what was compared is unclear)`
    : `in people against a control (${counted(nulls)})${apart(nulls)}`;

/** Of controlled studies that saw no difference: they outrank a change without control. @type {(sides: Lane[][], nulls: Lane[]) => VerdictPart[]} */
const controlledNull = (sides, nulls) => {
  const seen = sides.map((own) => on(own, 5)).filter((own) => own.length);
  if (!seen.length)
    return [
      NO_DIFFERENCE,
      say(` ${against(nulls)}. `),
      word(sides[0]),
      ...sides.slice(1).flatMap((own) => [say(" or "), lower(own)]),
      say(" only without a control."),
    ];
  const together = doubt(seen.flat()) ? ` The change is ${doubt(seen.flat())}.` : "";
  const several = studiesOf([...seen.flat(), ...nulls]) > 1;
  return [
    say(several ? "Controlled studies in people differ: " : "One controlled study in people reports both: "),
    ...seen.flatMap((own) => {
      const some = someSeparable(own);
      return [lower(own), say(` in ${studiesOf(own)}${some ? ` (${some})` : ""}, `)];
    }),
    { style: "none", text: `○ no difference in ${studiesOf(nulls)}` },
    say(`.${together}`),
  ];
};

/** @type {(lanes: Lane[]) => Set<string>} */
const cohortsOf = (lanes) => new Set(lanes.flatMap((lane) => lane.cohorts));
/** How many studies there are in all, and what those report that were not counted yet: each is counted once.
 * @type {(main: Lane[], opposed: Lane[], nulls: Lane[], changes: Lane[], unsettled?: boolean) => string} */
const total = (main, opposed, nulls, changes, unsettled = false) => {
  const all = studiesOf(changes);
  if (all === 1) return " One study, not repeated.";
  const [first, second, third] = [main, opposed, nulls].map(cohortsOf);
  const both = [...second].filter((one) => first.has(one)).length;
  const also = [...third].filter((one) => first.has(one) || second.has(one)).length;
  const [other, only] = [second.size - both, third.size - also];
  const compared = all - studiesOf([...main, ...opposed, ...nulls]);
  const opposite =
    other || !both ? `${other ? inWords(other) : "none"} report${other > 1 ? "" : "s"} the opposite` : "";
  const said = [
    unsettled ? "" : opposite,
    both ? `${inWords(both)} report${both > 1 ? "" : "s"} both` : "",
    only ? `${inWords(only)} found no difference` : "",
    unsettled && also ? `${inWords(also)} also found no difference` : "",
    compared ? `${inWords(compared)} only compared preparations with each other` : "",
  ].filter(Boolean);
  return ` ${capital(inWords(all))} independent studies in all${said.length ? `; ${said.join(", ")}` : ""}.`;
};

const NO_EFFECT = { named: "Tested as a step of an effect", plain: "Given for comparison" };
/** @type {(lanes: Lane[], nulls: Lane[], changes: Lane[]) => VerdictPart[]} */
const withoutChange = (lanes, nulls, changes) => {
  if (nulls.length) {
    const rung = topRung(nulls);
    const best = on(nulls, rung);
    const words = rung === 5 ? against(best) : `${SEEN_IN[rung][0]} (${counted(best)})${apart(best)}`;
    return [NO_DIFFERENCE, say(` ${words}.${total(nulls, [], [], changes, true)}`)];
  }
  const harm = lanes.filter((lane) => lane.style === "harm");
  if (harm.length) return [{ style: "harm", text: "! Reported as harm" }, say(` in ${counted(harm)}${apart(harm)}.`)];
  const clear = lanes.filter((lane) => lane.style === "clear");
  if (clear.length) return [say(`Said not to have been observed, in ${studies(clear)}; that is not “no effect”.`)];
  for (const [style, words] of Object.entries(NO_EFFECT))
    if (lanes.length && lanes.every((lane) => lane.style === style))
      return [say(`${words}, in ${studies(lanes)}; not an effect on it.`)];
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
  const changes = lanes.filter(({ style }) => CHANGES.includes(style));
  const compared = changes.filter((lane) => !lane.between);
  const weighed = compared.length ? compared : changes;
  const [up, down, nulls] = CHANGES.map((style) => weighed.filter((lane) => lane.style === style));
  if (!up.length && !down.length) return withoutChange(lanes, nulls, changes);
  const [main, opposed] = bySize(up, down);
  const sides = [main, opposed].filter((own) => own.length);
  const [controlled, unsettled] = [on(nulls, 5), sides.length > 1 && !outweighs(main, opposed)];
  const first = controlled.length
    ? controlledNull(sides, controlled)
    : unsettled
      ? disagreeing(topRung(opposed) > topRung(main) ? [opposed, main] : sides, weighed)
      : where(main, weighed);
  return [...first, say(total(main, opposed, nulls, changes, unsettled))];
};
/** @type {(up: Lane[], down: Lane[]) => Lane[][]} */
const bySize = (up, down) => (studiesOf(up) >= studiesOf(down) ? [up, down] : [down, up]);
/** Whether more studies saw one direction, and none saw the other in a stronger system. @type {(main: Lane[], opposed: Lane[]) => boolean} */
const outweighs = (main, opposed) => studiesOf(main) > studiesOf(opposed) && topRung(main) >= topRung(opposed);
/** @type {(parts: VerdictPart[]) => string} */
export const verdictText = (parts) => parts.map(({ text }) => text).join("");

/** The findings that set the rung: separable, on the highest rung on which any is. @type {(lanes: Lane[]) => Lane[]} */
export const settingRung = (lanes) => {
  const separable = lanes.filter((lane) => lane.separable && lane.rung && CHANGES.includes(lane.style));
  return separable.length ? on(separable, topRung(separable)) : [];
};
