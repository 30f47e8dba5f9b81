// All records: studies first, then reviews, registrations and statements, with one card open.
import { $, el, replace } from "../base/dom.js";
import { compare, plural } from "../base/text.js";
import { absent, FINDINGS_OF, HARMS_OF, highestWords, RECORDS, sourcesOf, topOf } from "../data/evidence.js";
import { isOfPeople, kindOf, label, labels, rank, thing } from "../data/things.js";
import { card } from "../panel/card.js";
import { ladder, statusBadge } from "../parts/badges.js";
import { links, openCard, recordLink, shortName } from "../parts/links.js";
import { sampleOf } from "../parts/words.js";
import { recordShown } from "../state/filters.js";
import { state } from "../state/state.js";
import { column } from "./columns.js";
import { overlapGrid } from "./overlap.js";
import { backTo, placeIn } from "./place.js";
import { drawRows, sorted } from "./rows.js";
import { timeline } from "./timeline.js";

const KIND_ORDER = ["Study", "Review", "TrialRegistration", "RegulatoryStatement"];
export const recordColumns = [
  column("name", "Record", shortName, (r) => [recordLink(r), " ", statusBadge(r)]),
  column(
    "kind",
    "Kind",
    (r) => kindOf(r.id),
    null,
    (r) => KIND_ORDER.indexOf(r.class),
  ),
  column("title", "Title", (r) => r.label || ""),
  column(
    "year",
    "Year",
    (r) => r.year || "",
    null,
    (r) => Number(r.year || 0),
  ),
  column("design", "Design", (r) => labels(r.design).join(", ") || absent(r)),
  column(
    "rung",
    "Highest rung",
    highestWords,
    (r) => (r.rung ? [ladder([topOf(r)]), " ", highestWords(r)] : ""),
    (r) => rank(r.rung),
  ),
  column("species", "Species", (r) => labels(r.taxon).join(", ")),
  column(
    "sample",
    "n",
    (r) => sampleOf(r) || absent(r),
    null,
    (r) => Number(r.nParticipants || r.nAnalysed || r.nAnimals || 0),
  ),
  column("of", "Vesicle source", (r) => sourcesOf(r).map(label).join(", ")),
  column(
    "findings",
    "Findings",
    (r) => String((FINDINGS_OF.get(r.id) || []).length),
    null,
    (r) => (FINDINGS_OF.get(r.id) || []).length,
  ),
  column("harms", "Harms", harmWord),
  column("depth", "Reading depth", (r) => label(r.readingDepth)),
  column(
    "link",
    "DOI, PMID or registry",
    (r) =>
      links(r)
        .map((link) => (link.firstChild ? link.firstChild.textContent : ""))
        .join(" "),
    (r) => links(r).flatMap((link, place) => [place ? " " : "", link]),
  ),
];
function harmWord(record) {
  const states = [...new Set((HARMS_OF.get(record.id) || []).map((harm) => label(harm.harmState)))];
  return states.join(", ") || (isOfPeople(record.rung) ? absent(record) : "");
}
export const recordsNow = () => {
  const rows = RECORDS.filter(recordShown);
  return state.sort
    ? sorted(rows, recordColumns)
    : rows.sort(
        (a, b) =>
          KIND_ORDER.indexOf(a.class) - KIND_ORDER.indexOf(b.class) ||
          Number(b.year || 0) - Number(a.year || 0) ||
          compare(a.id, b.id),
      );
};
export const drawStudies = (changed) => {
  const place = placeIn($("view-studies"));
  const records = recordsNow();
  const chosen = thing(state.card);
  replace(
    $("view-studies"),
    el("h2.hide", "Studies and other records"),
    chosen && chosen.table === "records" ? card(chosen) : null,
    el("div.bar", el("span.tally", plural(records.length, "record")), el("span.grow")),
    timeline(records),
    overlapGrid(),
    records.length
      ? drawRows(recordColumns, records, "Records", { open: (row) => openCard(row.id) })
      : el("p.empty", "No record passes the filters."),
  );
  backTo($("view-studies"), place, changed);
  if (changed.has("card") && chosen && state.view === "studies") {
    $("main").scrollTop = 0;
    window.scrollTo(0, 0);
    $("card").focus({ preventScroll: true });
  }
};
