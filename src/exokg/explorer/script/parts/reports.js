import { el } from "../base/dom.js";
import { recordOf } from "../data/evidence.js";
import { label } from "../data/things.js";
import { depthBadge, statusBadge } from "./badges.js";
import { linkLine, recordLink } from "./links.js";

/** @type {(harm: Harm) => string} */
export const howMany = (harm) =>
  harm.count !== undefined
    ? `${harm.count}${harm.denominator ? ` of ${harm.denominator}` : ""}`
    : harm.countReported || "";
export const harmRow = (/** @type {Harm} */ harm) => {
  const record = recordOf(harm);
  const many = howMany(harm);
  return el(
    "li.finding.harm",
    { "data-harm": harm.id },
    el(
      "p.what",
      el("span.flag", { "aria-hidden": "true" }, "⚑ "),
      el("b", `${label(harm.event)}: ${label(harm.harmState)}`),
      many ? ` (${many})` : null,
    ),
    el("p.sum", harm.summary),
    el(
      "p.context",
      [
        harm.eventReported ? `worded: ${harm.eventReported}` : null,
        harm.serious ? `serious: ${harm.serious}` : null,
        harm.followUp ? `follow-up ${harm.followUp}` : null,
        harm.population,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    el("p.where", recordLink(record), ` · ${harm.locator} · `, depthBadge(record), " ", statusBadge(record)),
    linkLine(record),
  );
};
export const positionRow = (/** @type {Position} */ position) => {
  const record = recordOf(position);
  return el(
    "li.finding.position",
    { "data-position": position.id },
    el(
      "p.what",
      el("span", { "aria-hidden": "true" }, "§ "),
      el("b", `${label(position.stance)}: ${label(position.topic)}`),
    ),
    el("p.sum", position.summary),
    el("p.where", recordLink(record), ` · ${position.locator} · `, depthBadge(record), " ", statusBadge(record)),
    linkLine(record),
  );
};
