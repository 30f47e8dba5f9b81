// Studies by year and rung: when each step of the ladder was reached.
const TIME_RUNGS = [...LADDER].reverse();
const MOST_MARKS = 16;
const RUNG_SHAPES = ["", "dot", "triangle", "square", "diamond", "star"];

const timeline = (records) => {
  const dated = records.filter(
    (record) => record.class === "Study" && record.year && rank(record.rung),
  );
  if (dated.length < 2) return null;
  const years = dated.map((record) => Number(record.year));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const most = Math.max(...groupCount(dated, (record) => `${record.year}|${record.rung}`).values());
  const step = Math.max(34, Math.min(90, Math.floor(($("main").clientWidth - 240) / (last - first + 1))));
  const across = Math.floor((step - 6) / 12);
  const high = 12 * Math.ceil(Math.min(most, MOST_MARKS) / across) + 10;
  const [left, top] = [10, 6];
  const tall = top + TIME_RUNGS.length * high + 22;
  const width = left + (last - first + 1) * step;
  const place = (record) => [TIME_RUNGS.indexOf(record.rung), Number(record.year) - first];
  const mark = (record, nth) => {
    const [row, year] = place(record);
    const [x, y] = [
      left + year * step + 8 + (nth % across) * 12,
      top + (row + 1) * high - 10 - 12 * Math.floor(nth / across),
    ];
    const alone = isSeparable(highest(record));
    const words = `${shortName(record)}, ${highestWords(record)}${isRetracted(record) ? ", RETRACTED" : ""}`;
    return svg(
      "g",
      {
        class: `dot ${isRetracted(record) ? "gone" : ""} ${state.card === record.id ? "chosen" : ""}`,
        onclick: () => openCard(record.id),
      },
      svg("title", {}, words),
      shapeMark(RUNG_SHAPES[rank(record.rung)], alone ? 4.5 : 5.5, x, y, isRetracted(record) || !alone ? "none" : "#56B4E9"),
      alone ? null : svg("text", { x, y: y + 2.5, class: "together" }, TOGETHER),
    );
  };
  // Where there are too many to show each, their number stands instead.
  const crowd = (own) => {
    const [row, year] = place(own[0]);
    const [x, y] = [left + year * step + 8, top + (row + 1) * high - 10];
    return svg(
      "g",
      {},
      svg("title", {}, plural(own.length, "study", "studies")),
      shapeMark(RUNG_SHAPES[rank(own[0].rung)], 5.5, x, y, "#56B4E9"),
      svg("text", { x: x + 10, y: y + 4 }, own.length),
    );
  };
  const cells = new Map();
  for (const record of [...dated].sort((a, b) => compare(a.id, b.id))) {
    const key = place(record).join();
    cells.set(key, [...(cells.get(key) || []), record]);
  }
  const marks = [...cells.values()].map((own) => (own.length > MOST_MARKS ? crowd(own) : own.map(mark)));
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    step < 40 && (last - first - i) % 2
      ? null
      : svg(
          "text",
          { x: left + i * step + step / 2 - 6, y: top + TIME_RUNGS.length * high + 14, "text-anchor": "middle" },
          first + i,
        ),
  );
  const drawing = svg(
    "svg",
    {
      width,
      height: tall,
      role: "img",
      "aria-label": `Timeline: ${plural(dated.length, "study", "studies")} from ${first} to ${last} by rung; the table below lists them`,
    },
    TIME_RUNGS.map((rung, row) =>
      svg("line", { x1: 0, x2: width, y1: top + (row + 1) * high, y2: top + (row + 1) * high, class: "rule" }),
    ),
    marks,
    ticks,
  );
  // The names of the rungs stay in sight while the years scroll.
  const names = svg(
    "svg",
    { width: 130, height: tall, "aria-hidden": "true" },
    TIME_RUNGS.map((rung, row) =>
      svg("text", { x: 122, y: top + row * high + high / 2 + 4, "text-anchor": "end" }, label(rung)),
    ),
  );
  const box = el(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Timeline, scrolls" },
    drawing,
  );
  requestAnimationFrame(() => {
    box.scrollLeft = width;
  });
  return el("details", { class: "strip", open: true }, el("summary", {}, "Timeline by rung (& not separable from what else was given)"), el("div", { class: "timeline" }, names, box));
};
const groupCount = (rows, key) => {
  const tally = new Map();
  for (const row of rows) tally.set(key(row), (tally.get(key(row)) || 0) + 1);
  return tally;
};
