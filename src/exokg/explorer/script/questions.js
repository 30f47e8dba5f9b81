// The catalogue of questions: what is asked, the query to copy, and the answer this graph gives now.
const answerCell = (text) =>
  THINGS.has(text) && !/^(claim|finding|system|arm|comparison):/.test(text)
    ? button(label(text), () => (isRecord(text) ? openCard(text) : select(text)), { class: "link" })
    : /^https?:\/\//.test(text)
      ? outside(text, text.length > 60 ? `${text.slice(0, 58)}…` : text)
      : RAW.labels[text]
        ? label(text)
        : text;

const answerTable = (question) => {
  if (question.form !== "SELECT")
    return el("p", { class: "note" }, `A ${question.form} query: run it with exokg ask ${question.name}.`);
  if (!question.total) return el("p", { class: "empty" }, "No row: nothing in the records read answers it.");
  return [
    el(
      "p",
      { class: "tally" },
      question.rows.length < question.total
        ? `First ${question.rows.length} of ${plural(question.total, "row")}; all of them: exokg ask ${question.name}`
        : plural(question.total, "row"),
    ),
    el(
      "div",
      { class: "scroll", role: "region", tabindex: "0", "aria-label": "Answer, scrolls" },
      el(
        "table",
        { class: "rows" },
        el("caption", { class: "hide" }, question.title),
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            question.columns.map((name) => el("th", { scope: "col" }, spaced(name))),
          ),
        ),
        el(
          "tbody",
          {},
          question.rows.map((row) =>
            el(
              "tr",
              {},
              row.map((cell) => el("td", {}, answerCell(cell))),
            ),
          ),
        ),
      ),
    ),
  ];
};
const spaced = (name) => name.replace(/([a-z])([A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);

const questionText = (question) => [
  el("h2", { tabindex: "-1", id: "question-title" }, question.title),
  el("p", {}, question.about),
  question.parameters.length
    ? [
        el("h3", {}, "Can be asked about"),
        el(
          "dl",
          {},
          question.parameters.map((one) =>
            fact(`--${one.name}`, [
              one.label,
              one.default ? ` (here ${one.default})` : "",
            ]),
          ),
        ),
      ]
    : null,
  el("h3", {}, "Answer"),
  answerTable(question),
  el("h3", {}, "The query"),
  el("pre", { tabindex: "0", "aria-label": "SPARQL query" }, el("code", {}, question.query)),
  button("Copy query", () => copyText(question.query, "query"), { class: "quiet" }),
];

// This page is for reviewers first; whoever else asks follows.
const AUDIENCES = ["reviewer", "researcher and reviewer", "researcher"];
const askedBy = (audience) => AUDIENCES.indexOf(audience) + 1 || 9;
const audiencesNow = () =>
  [...group(RAW.questions, "audience")].sort(([a], [b]) => askedBy(a) - askedBy(b) || byText(a, b));
const questionNow = () =>
  RAW.questions.find((question) => question.name === state.question) || (audiencesNow()[0] || [])[1]?.[0];

const drawQuestions = (changed) => {
  const all = RAW.questions;
  const chosen = questionNow();
  const audiences = audiencesNow();
  replace(
    $("view-questions"),
    all.length
      ? el(
          "div",
          { class: "split" },
          el(
            "nav",
            { "aria-label": "Questions" },
            audiences.map(([audience, own]) => [
              el("h3", {}, `For the ${audience}`),
              el(
                "ul",
                {},
                own.map((question) =>
                  el(
                    "li",
                    {},
                    button(question.title, () => go({ question: question.name }), {
                      class: "entry",
                      "aria-current": question === chosen ? "true" : null,
                    }),
                  ),
                ),
              ),
            ]),
          ),
          el("div", { class: "answer" }, questionText(chosen)),
        )
      : el("p", { class: "empty" }, "This store holds no catalogue of questions."),
  );
  if (changed.has("question") && state.view === "questions" && $("question-title"))
    $("question-title").focus();
};
