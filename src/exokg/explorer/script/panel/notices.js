import { button, el } from "../base/dom.js";
import { isRetracted, publicationOf } from "../data/evidence.js";
import { RAW } from "../data/payload.js";
import { citation } from "../out/citations.js";
import { copyText } from "../parts/queries.js";

export const notice = (record) =>
  isRetracted(record)
    ? el(
        "div.retraction",
        { role: "note" },
        el("strong", "RETRACTED"),
        el(
          "p",
          `This paper was retracted${publicationOf(record).retractionNotice ? ` (notice: ${publicationOf(record).retractionNotice})` : ""}. Its findings stand here so that they can be recognised; they support no claim and are in no default answer.`,
        ),
      )
    : null;
export const citeBox = (record) => {
  const texts = Object.keys(RAW.citations[record.id] || {}).map((form) => [form, citation(record, form)]);
  if (!texts.length) return null;
  return el(
    "details.cite",
    el("summary", "How to cite"),
    texts.map(([form, text]) => [
      el("h4", form === "ris" ? "RIS" : form === "bibtex" ? "BibTeX" : form),
      el("pre", { tabindex: "0", "aria-label": form }, text),
      button("Copy", () => copyText(text, form), { class: "quiet", "aria-label": `copy ${form}` }),
    ]),
  );
};
