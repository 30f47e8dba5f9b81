// Studies by year and rung: when each step of the ladder was reached.
const TIME_RUNGS = [...RUNGS].reverse();
const RUNG_SHAPES = { "in vitro": "dot", "ex vivo": "triangle", animal: "square", "uncontrolled human": "diamond", "controlled human": "star" };

const timeline = (records) => {
  const dated = records.filter((record) => record.class === "Study" && record.year && RUNGS.includes(label(record.rung)));
  if (dated.length < 2) return null;
  const years = dated.map((record) => Number(record.year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const most = Math.max(...[...groupCount(dated, (r) => `${r.year}|${r.rung}`).values()]);
  const step = Math.max(58, Math.min(120, 20 + 12 * Math.min(most, 7)));
  const [left, top, high] = [140, 8, 34];
  const width = left + (last - first + 1) * step;
  const at = new Map();
  const mark = (record) => {
    const [row, column] = [TIME_RUNGS.indexOf(label(record.rung)), Number(record.year) - first];
    const key = `${row}|${column}`;
    const nth = at.get(key) || 0;
    at.set(key, nth + 1);
    const per = Math.floor((step - 6) / 12);
    const [x, y] = [left + column * step + 8 + (nth % per) * 12, top + row * high + high / 2 + (Math.floor(nth / per) % 2) * 11 - 5];
    return el("g", {}) && svg("g", { class: `dot ${isRetracted(record) ? "gone" : ""} ${state.card === record.id ? "chosen" : ""}`, onclick: () => openCard(record.id) }, svg("title", {}, `${shortName(record)}, ${label(record.rung)}${isRetracted(record) ? ", RETRACTED" : ""}`), shapeMark(RUNG_SHAPES[label(record.rung)], 4.5, x, y, isRetracted(record) ? "none" : "#56B4E9"));
  };
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => svg("text", { x: left + i * step + step / 2 - 6, y: top + 5 * high + 14, "text-anchor": "middle" }, first + i));
  const drawing = svg("svg", { width, height: top + 5 * high + 22, role: "img", "aria-label": `Timeline: ${plural(dated.length, "study", "studies")} from ${first} to ${last} by rung; the table below lists them` },
    TIME_RUNGS.map((rung, row) => [svg("line", { x1: left - 6, x2: width, y1: top + row * high + high, y2: top + row * high + high, class: "rule" }), svg("text", { x: left - 12, y: top + row * high + high / 2 + 4, "text-anchor": "end" }, rung)]),
    dated.sort((a, b) => compare(a.id, b.id)).map(mark), ticks);
  return el("details", { class: "strip", open: true }, el("summary", {}, "Timeline by rung"), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timeline, scrolls" }, drawing));
};
const groupCount = (rows, key) => {
  const tally = new Map();
  for (const row of rows) tally.set(key(row), (tally.get(key(row)) || 0) + 1);
  return tally;
};
