// Which reviews include which studies: the same study behind two reviews is one study.

import { el } from "../base/dom.js";
import { plural } from "../base/text.js";
import { INCLUDED_BY, RECORDS } from "../data/evidence.js";
import { label } from "../data/things.js";
import { statusBadge } from "../parts/badges.js";
import { recordLink } from "../parts/links.js";

export const overlapGrid = () => {
  const reviews = RECORDS.filter((record) => record.class === "Review");
  const studies = RECORDS.filter((record) => INCLUDED_BY.has(record.id));
  if (!reviews.length) return null;
  const read = (/** @type {RecordRow} */ review) => label(review.inclusionList) || "not read";
  const rows = studies.map((study) =>
    el(
      "tr",
      el("th", { scope: "row" }, recordLink(study), " ", statusBadge(study)),
      reviews.map((review) => {
        const has = (review.includesStudy || []).includes(study.id);
        const unknown = !has && read(review) !== "read";
        return el(
          "td",
          { class: has ? "in" : unknown ? "unread" : "" },
          el("span", { "aria-hidden": "true" }, has ? "■" : unknown ? "?" : "·"),
          el("span.hide", has ? "included" : unknown ? "not known: the list was not read in full" : "not included"),
        );
      }),
    ),
  );
  const twice = studies.filter((study) => (INCLUDED_BY.get(study.id) || []).length > 1).length;
  return el(
    "details.strip",
    el("summary", "Reviews and what they include"),
    el(
      "p.note",
      `${plural(twice, "study is", "studies are")} included by more than one review. ? means the review's list of included studies was not read in full: unknown, not absent.`,
    ),
    rows.length
      ? el(
          "div.scroll",
          { tabindex: "0", role: "region", "aria-label": "Review overlap, scrolls" },
          el(
            "table.overlap",
            el("caption.hide", "Studies by review"),
            el(
              "thead",
              el(
                "tr",
                el("td"),
                reviews.map((review) =>
                  el("th", { scope: "col" }, recordLink(review), el("small", ` list ${read(review)}`)),
                ),
              ),
            ),
            el("tbody", rows),
          ),
        )
      : el("p.empty", "No review's list names a study of this graph."),
  );
};
