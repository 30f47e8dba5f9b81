// The catalogue of questions: what is asked, how the answer of this graph begins, and where to get all of it.
import { $, button, el, outside, replace, tableOf } from "../base/dom.js";
import { groupBy } from "../base/rows.js";
import { byText, plural } from "../base/text.js";
import { isRecord } from "../data/evidence.js";
import { label, RAW, TEXTS, thing } from "../data/things.js";
import { openCard } from "../parts/badges.js";
import { beside, copyText } from "../parts/queries.js";
import { fact } from "../parts/words.js";
import { go, select, state } from "../state/state.js";

const answerCell = (/** @type {string} */ text) =>
  thing(text) && !/^(claim|finding|system|arm|comparison):/.test(text)
    ? button(label(text), () => (isRecord(text) ? openCard(text) : select(text)), { class: "link" })
    : /^https?:\/\//.test(text)
      ? outside(text, text.length > 60 ? `${text.slice(0, 58)}…` : text)
      : label(text);

const answerTable = (/** @type {Question} */ question) => {
  if (question.form !== "SELECT") return el("p.note", "It gives statements, not a table.");
  if (!question.total) return el("p.empty", "No row: nothing in the records read answers it.");
  const [held, total] = [question.rows.length, plural(question.total, "row")];
  if (!held) return el("p.tally", `${total}; this page holds none of them.`);
  return [
    el("p.tally", held < question.total ? `First ${held} of ${total}` : total),
    tableOf(
      "rows",
      question.title,
      question.columns.map(spaced),
      question.rows.map((row) => row.map((cell) => answerCell(TEXTS[cell]))),
    ),
  ];
};
const spaced = (/** @type {string} */ name) => name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);

const questionText = (/** @type {Question} */ question) => [
  el("h2", { tabindex: "-1", id: "question-title" }, question.title),
  el("p", question.about),
  question.parameters.length
    ? [
        el("h3", "Can be asked about"),
        el(
          "dl",
          question.parameters.map((one) =>
            fact(`--${one.name}`, [one.label, one.default ? ` (here ${one.default})` : ""]),
          ),
        ),
      ]
    : null,
  el("h3", "Answer"),
  answerTable(question),
  el("h3", "The whole answer"),
  el("pre", { tabindex: "0", "aria-label": "Command" }, el("code", `exokg ask ${question.name}`)),
  el(
    "p.actions",
    button("Copy command", () => copyText(`exokg ask ${question.name}`, "command"), { class: "quiet" }),
    beside(`question/${question.name}`, "Ask it here, with its query"),
  ),
];

// This page is for reviewers first; whoever else asks follows.
const AUDIENCES = ["reviewer", "researcher and reviewer", "researcher"];
const askedBy = (/** @type {string} */ audience) => AUDIENCES.indexOf(audience) + 1 || 9;
const audiencesNow = () =>
  [...groupBy(RAW.questions, (one) => one.audience)].sort(([a], [b]) => askedBy(a) - askedBy(b) || byText(a, b));
export const questionNow = () =>
  RAW.questions.find((question) => question.name === state.question) || (audiencesNow()[0] || [])[1]?.[0];

export const drawQuestions = (/** @type {Changed} */ changed) => {
  const all = RAW.questions;
  const chosen = questionNow();
  const audiences = audiencesNow();
  replace(
    $("view-questions"),
    el("h2.hide", "Questions"),
    all.length
      ? el(
          "div.split",
          el(
            "nav",
            { "aria-label": "Questions" },
            audiences.map(([audience, own]) => [
              el("h3", `For the ${audience}`),
              el(
                "ul",
                own.map((question) =>
                  el(
                    "li",
                    button(question.title, () => go({ question: question.name }), {
                      class: "entry",
                      "aria-current": question === chosen ? "true" : null,
                    }),
                  ),
                ),
              ),
            ]),
          ),
          el("div.answer", questionText(chosen)),
        )
      : el("p.empty", "This store holds no catalogue of questions."),
  );
  if (changed.has("question") && state.view === "questions" && $("question-title")) $("question-title").focus();
};
