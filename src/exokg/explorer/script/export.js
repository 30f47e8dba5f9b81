// What leaves the page: pictures, tables, statements and citations of what is shown.
const saveBlob = (blob, name) => {
  const address = URL.createObjectURL(blob);
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  announce(`${name} saved`);
};
const saveText = (text, name, type) => saveBlob(new Blob([text], { type: `${type};charset=utf-8` }), name);

// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
const FORMULA = /^[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const csvCell = (text) => {
  const safe = FORMULA.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
};
const csv = (columns, rows) =>
  [columns, ...rows]
    .map((row) => row.map((cell) => csvCell(String(cell === undefined ? "" : cell))).join(","))
    .join("\r\n") + "\r\n";

const matrixCsv = () => {
  const claims = cellClaims();
  return csv(
    [
      "source",
      "direction",
      "target",
      "independent studies",
      "findings",
      "separable studies",
      "highest rung",
      "disagrees",
      "claim",
    ],
    [...claims]
      .sort((a, b) => compare(a.id, b.id))
      .map((claim) => [
        label(claim.claimSource),
        direction(claim.claimEffect).word,
        label(claim.claimTarget),
        independent(shownFindings(claim)),
        shownFindings(claim).length,
        independent(shownFindings(claim).filter(isSeparable)),
        bestOf(claim, claim.highestRung),
        (claim.disagreesWith || []).length ? "yes" : "no",
        expandCurie(claim.id),
      ]),
  );
};
const tableCsv = (columns, rows) =>
  csv(
    [...columns.map((one) => one.words), "id"],
    rows.map((row) => [...columns.map((one) => one.text(row)), expandCurie(row.id)]),
  );
const csvNow = () => {
  if (state.view === "studies") return tableCsv(recordColumns, recordsNow());
  if (state.view === "findings") {
    const [, columns, read] = tableNow();
    return tableCsv(columns, sorted(read(), columns));
  }
  if (state.view === "questions") {
    const chosen = questionNow();
    return chosen ? csv(chosen.columns, chosen.rows) : "";
  }
  return matrixCsv();
};

const findingsNow = () =>
  state.path.length === 2
    ? [...new Set(currentPath().flatMap(shownFindings))]
    : state.sel
      ? chosenFindings()
      : EFFECTS.filter((finding) => shown().has(finding));
const citationsNow = (form) => {
  const chosen =
    state.sel || state.path.length
      ? [...new Set(findingsNow().map(recordOf))]
      : RECORDS.filter(recordShown);
  const records = thing(state.sel) && thing(state.sel).table === "records" ? [thing(state.sel)] : chosen;
  return records
    .map((record) => citation(record, form))
    .filter(Boolean)
    .join("\n");
};

const matrixPicture = () => {
  const claims = cellClaims();
  const [rows, columns, cells] = [
    orderEnds(claims, "claimSource"),
    orderEnds(claims, "claimTarget"),
    group(claims, "pair"),
  ];
  const [left, top, wide, high] = [230, 190, 64, 44];
  const [width, height] = [left + columns.length * wide + 20, top + rows.length * high + 20];
  const words = (text, attributes) =>
    svg("text", { "font-family": "sans-serif", "font-size": 12, fill: colour("ink"), ...attributes }, text);
  return svg(
    "svg",
    { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, role: "img" },
    svg("title", {}, "Evidence matrix"),
    svg("rect", { width, height, fill: colour("ground") }),
    columns.map((one, place) =>
      words(label(one.id), {
        transform: `translate(${left + place * wide + wide / 2},${top - 8}) rotate(-55)`,
      }),
    ),
    rows.map((row, y) => [
      words(label(row.id), { x: left - 8, y: top + y * high + high / 2 + 4, "text-anchor": "end" }),
      columns.map((one, x) =>
        matrixCellPicture(
          cells.get(`${row.id}|${one.id}`),
          emptyCell(row.id).mark,
          left + x * wide,
          top + y * high,
          wide,
          high,
          words,
        ),
      ),
    ]),
  );
};
const matrixCellPicture = (claims, empty, x, y, wide, high, words) => {
  const frame = svg("rect", {
    x,
    y,
    width: wide,
    height: high,
    fill: "none",
    stroke: colour("line"),
    "stroke-width": 0.6,
  });
  if (!claims)
    return [
      frame,
      words(empty, { x: x + wide / 2, y: y + high / 2 + 4, "text-anchor": "middle", fill: colour("soft") }),
    ];
  const clash = claims.some((claim) => (claim.disagreesWith || []).length)
    ? svg("rect", {
        x: x + 3,
        y: y + 3,
        width: wide - 6,
        height: high - 6,
        fill: "none",
        stroke: colour("warn"),
        "stroke-width": 2,
      })
    : null;
  return [
    frame,
    clash,
    claims.map((claim, place) =>
      words(`${direction(claim.claimEffect).mark} ${independent(shownFindings(claim))}`, {
        x: x + wide / 2,
        y: y + 17 + place * 15,
        "text-anchor": "middle",
        fill: colour(EFFECT_COLOURS[direction(claim.claimEffect).css]),
        "font-weight": "bold",
      }),
    ),
  ];
};
const pictureNow = async () => {
  if (state.view === "matrix") return matrixPicture();
  if (!renderer) {
    const scene = makeScene();
    return drawScene(scene, chosenIn(scene));
  }
  return renderer.picture();
};

const EXPORTS = [
  ["png", "Picture (PNG)", async () => saveBlob(await toPng(await pictureNow()), "exokg.png")],
  ["svg", "Picture (SVG)", async () => saveText(svgText(await pictureNow()), "exokg.svg", "image/svg+xml")],
  ["csv", "Table shown (CSV)", () => saveText(`\ufeff${csvNow()}`, `exokg-${state.view}.csv`, "text/csv")],
  [
    "ttl",
    "Selection (Turtle)",
    () => saveText(turtleOf(findingsNow()), "exokg-selection.ttl", "text/turtle"),
  ],
  ["bib", "Citations (BibTeX)", () => saveText(citationsNow("bibtex"), "exokg.bib", "application/x-bibtex")],
  [
    "ris",
    "Citations (RIS)",
    () => saveText(citationsNow("ris"), "exokg.ris", "application/x-research-info-systems"),
  ],
  ["print", "Print", () => window.print()],
  ["link", "Copy link to this view", () => copyText(location.href, "link")],
];
const drawExports = () =>
  replace(
    $("exports"),
    EXPORTS.map(([name, words, act]) =>
      button(
        words,
        () => {
          $("export").open = false;
          act();
        },
        { "data-export": name },
      ),
    ),
  );
