// The parts of the evidence panel: the verdict, the rungs, and how both were counted.
import { button, el, folded, svg } from "../base/dom.js";
import { groupBy } from "../base/rows.js";
import { compare, plural, studiesWords } from "../base/text.js";
import { isCargo } from "../data/effects.js";
import { isDisputed, isReadInFull, isRetracted, REVIEWED, recordOf, shortName } from "../data/evidence.js";
import { allOfPair, LANE, pairLanes, studiesOf, targetOf } from "../data/lanes.js";
import { dotsOf, MARKS } from "../data/rungs.js";
import { LADDER, label } from "../data/things.js";
import { inWords, settingRung, verdict } from "../data/verdict.js";
import { mark } from "../figures/marks.js";
import { ladder, recordLink, rungList } from "../parts/badges.js";
import { queryBox } from "../parts/queries.js";
import { fact } from "../parts/words.js";
import { filtered, shownFindings } from "../state/filters.js";
import { select } from "../state/state.js";

/** What every panel begins with: what closes it, what kind of thing it is about, and its name. @type {(kicker: string, title: Child) => Child[]} */
export const head2 = (kicker, title) => [
  button("×", () => select(""), { class: "close", "aria-label": "Clear the selection" }),
  kicker ? el("p.kicker", kicker) : null,
  el("h2", { tabindex: "-1", id: "panel-title" }, title),
];

/** @type {(lanes: Lane[], css?: string) => HTMLElement} */
export const verdictLine = (lanes, css = "verdict") =>
  el(
    `p.${css}`,
    verdict(lanes).map(({ style, text }) => (style ? el(`b.dir.${style}`, text) : text)),
  );
/** How much of the studies behind something was read. @type {(lanes: Lane[]) => HTMLElement} */
export const readNote = (lanes) => {
  const records = [...new Set(lanes.map(({ row }) => recordOf(row)))];
  const full = records.filter(isReadInFull).length;
  const depths = [...new Set(records.map((record) => label(record.readingDepth)))].sort(compare);
  return el(
    "p.note",
    full === records.length
      ? "All read in full."
      : `${full ? `${full} of ${records.length}` : "None"} read in full; read: ${depths.join(", ")}.`,
  );
};
/** A line for each rung, with a mark for each study. @type {(lanes: Lane[]) => HTMLElement} */
export const rungTable = (lanes) =>
  el(
    "dl.rungs",
    [...LADDER, ""].map((code, nth) => {
      const dots = dotsOf(lanes.filter((lane) => lane.rung === (code ? nth + 1 : 0)));
      if (!code && !dots.length) return null;
      const words = dots
        .map(({ kind, lanes: own }) => `${shortName(recordOf(own[0].row))} (${MARKS[kind].words})`)
        .join("; ");
      return [
        el("dt", code ? label(code) : "model not shown"),
        el(
          "dd",
          dots.length
            ? svg(
                "svg.fig.dots",
                { width: 126, height: Math.ceil(dots.length / 9) * 14, role: "img", "aria-label": words },
                dots.map(({ kind }, at) => mark(kind, 6 + (at % 9) * 14, 7 + Math.floor(at / 9) * 14)),
              )
            : el("span.note", "none"),
        ),
      ];
    }),
  );

/** What was not counted, and why. @type {(all: Lane[], lanes: Lane[]) => string[]} */
const leftOut = (all, lanes) => {
  const targets = new Set(all.map((lane) => targetOf(lane).id));
  const sources = new Set(all.map((lane) => lane.source.id));
  const retracted = all.filter(({ row }) => isRetracted(recordOf(row)));
  const hidden = all.length - lanes.length - (lanes.some((lane) => retracted.includes(lane)) ? 0 : retracted.length);
  const reviews = REVIEWED.filter((one) => targets.has(one.target || "") && sources.has(one.countedUnder || ""));
  const together = lanes.filter((lane) => !lane.separable);
  return [
    retracted.length ? `${plural(retracted.length, "finding")} of retracted studies` : "",
    hidden > 0 ? `${plural(hidden, "finding")} hidden by the filters` : "",
    reviews.length ? `${plural(reviews.length, "finding")} of reviews: they point to studies and are not counted` : "",
    together.length
      ? `${plural(together.length, "finding")} not separable from what else was given: listed, but they do not set the rung`
      : "",
  ].filter(Boolean);
};
/** @type {(source: string, target: string, query: string, more?: Child) => HTMLElement} */
export const howCounted = (source, target, query, more = null) => {
  const lanes = pairLanes(source, target);
  const setting = [...groupBy(settingRung(lanes), ({ row }) => recordOf(row)).keys()];
  const out = leftOut(allOfPair(source, target), lanes);
  return el(
    "details.counted",
    el("summary", "How this was counted"),
    el(
      "p.note",
      "Studies of one cohort, or of one set of animals, count once. The rung is the highest on which an effect can be told from what else was given. The direction is the one that most independent studies report, unless as many, or one in a stronger system, report the opposite: then studies disagree. A controlled study that found no difference comes first.",
    ),
    setting.length
      ? el(
          "p",
          "Rung set by ",
          setting.flatMap((record, nth) => [nth ? ", " : "", recordLink(record)]),
          ".",
        )
      : el("p", "No finding here is separable, so none sets a rung."),
    out.length
      ? [
          el("p", "Left out or held back:"),
          el(
            "ul.plain",
            out.map((one) => el("li", one)),
          ),
        ]
      : null,
    more,
    queryBox(query),
  );
};

/** @type {(claim: Claim, code: string | undefined) => string} */
const bestOf = (claim, code) => (claim.separable ? label(code) || "not shown" : "none separable");
/** @type {(least?: string, most?: string) => string} */
const between = (least, most) => (least === most ? label(least) : `${label(least)} to ${label(most)}`);
/** The counts of a claim, as the build derived them. @type {(claim: Claim) => HTMLElement} */
export const vector = (claim) => {
  const findings = shownFindings(claim);
  const lanes = findings.flatMap(({ id }) => LANE.get(id) || []);
  const studies = filtered() ? studiesOf(lanes) : claim.studies;
  const separable = filtered() ? studiesOf(lanes.filter((lane) => lane.separable)) : claim.separable;
  const agreement =
    claim.agreement !== undefined
      ? `${Math.round(Number(claim.agreement) * 100)} % of the studies that tested it`
      : !isCargo(claim.claimEffect) && "not computed for fewer than two studies";
  return el(
    "dl.vector",
    fact("Independent studies", String(studies)),
    fact("Independent groups", claim.independentGroups),
    fact("Separable", `${separable} of ${studiesWords(studies)} separable`),
    fact("Measured against", bestOf(claim, claim.against)),
    fact("Findings", String(findings.length)),
    fact("Rungs", [ladder(findings), ` ${rungList(findings)}; highest: ${bestOf(claim, claim.highestRung)}`]),
    fact("Agreement", agreement),
    fact("Best contrast", bestOf(claim, claim.bestContrast)),
    fact("Best support", bestOf(claim, claim.bestSupport)),
    fact("Read", between(claim.shallowestReading, claim.deepestReading)),
    fact("Confidence of the reading", between(claim.lowestConfidence, claim.highestConfidence)),
  );
};

/** A note where the claims of a pair contradict each other. @type {(source: string, target: string) => Child} */
export const disagreement = (source, target) =>
  isDisputed(source, target)
    ? el(
        "p.warn",
        "≠ Findings point different ways, or to no difference. Look at what differs between them before calling it a contradiction.",
      )
    : null;

/** Sources and targets with their verdicts, most studies first. @type {(lanes: Lane[], name: (lane: Lane) => string, most?: number) => Child} */
export const pairList = (lanes, name, most = 12) => {
  const pairs = [...groupBy(lanes, (lane) => `${lane.source.id}~${targetOf(lane).id}`)].sort(
    ([a, one], [b, other]) => studiesOf(other) - studiesOf(one) || other.length - one.length || compare(a, b),
  );
  /** @type {(list: typeof pairs) => HTMLElement[]} */
  const entries = (list) =>
    list.map(([boxes, own]) =>
      el(
        "li",
        button(
          [el("b", name(own[0])), verdictLine(pairLanes(own[0].source.id, targetOf(own[0]).id), "said")],
          () => select(boxes),
          { class: "entry", "data-pair": boxes },
        ),
      ),
    );
  return [
    el("ul.claims", entries(pairs.slice(0, most))),
    pairs.length > most
      ? folded("rest", `${inWords(pairs.length - most)} more`, () => el("ul.claims", entries(pairs.slice(most))))
      : null,
  ];
};
