// Search by label, synonym, CURIE, DOI, PMID, author or registry number, all from the keyboard.
const fold = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/β/g, "beta")
    .replace(/α/g, "alpha");
let index = null;

const entries = () => {
  if (index) return index;
  const terms = T.terms
    .filter((term) => NODE.has(term.id) || RECORDS_OF_SOURCE.has(term.id))
    .map((term) => ({
      id: term.id,
      name: term.label || term.id,
      kind: kindOf(term.id),
      weight: (CLAIMS_OF.get(term.id) || []).length,
      texts: [term.label || "", ...(term.altLabel || []), term.id],
    }));
  const records = RECORDS.map((record) => {
    const paper = publicationOf(record);
    return {
      id: record.id,
      name: `${shortName(record)}: ${record.label || ""}`,
      kind: KIND_WORDS[record.class],
      weight: 0,
      texts: [
        record.label || "",
        record.key || "",
        paper.doi || "",
        paper.pmid ? `PMID ${paper.pmid}` : "",
        paper.pmcid || "",
        paper.authorList || "",
        record.registryId || "",
        record.authority || "",
        record.id,
      ],
    };
  });
  index = [...terms, ...records].map((one) => ({ ...one, texts: one.texts.filter(Boolean).map(fold) }));
  return index;
};

const score = (entry, wanted) => {
  let best = 0;
  for (const text of entry.texts) {
    const at = text.indexOf(wanted);
    if (at < 0) continue;
    best = Math.max(best, text === wanted ? 4 : at === 0 ? 3 : /[\s;:/-]/.test(text[at - 1]) ? 2 : 1);
  }
  return best;
};
const lookUp = (typed) => {
  const wanted = fold(
    typed
      .trim()
      .replace(/^https?:\/\/(dx\.)?doi\.org\//i, "")
      .replace(/^doi:\s*/i, ""),
  );
  if (!wanted) return [];
  return entries()
    .map((entry) => [score(entry, wanted), entry])
    .filter(([points]) => points)
    .sort(([a, m], [b, n]) => b - a || n.weight - m.weight || byText(m.name, n.name))
    .slice(0, 12)
    .map(([, entry]) => entry);
};

let hits = [];
let active = -1;
const drawHits = () => {
  replace(
    $("hits"),
    hits.map((hit, place) =>
      el(
        "li",
        {
          role: "option",
          id: `hit-${place}`,
          "aria-selected": String(place === active),
          onmousedown: (event) => {
            event.preventDefault();
            takeHit(place);
          },
        },
        el("span", {}, hit.name),
        el("small", {}, hit.kind),
      ),
    ),
  );
  $("hits").hidden = !hits.length;
  $("search").setAttribute("aria-expanded", String(hits.length > 0));
  if (active >= 0) $("search").setAttribute("aria-activedescendant", `hit-${active}`);
  else $("search").removeAttribute("aria-activedescendant");
};
const takeHit = (place) => {
  const hit = hits[place];
  if (!hit) return;
  hits = [];
  active = -1;
  drawHits();
  if (isRecord(hit.id))
    go({
      view: state.view === "studies" ? "studies" : state.view,
      sel: hit.id,
      ...(state.view === "studies" ? { card: hit.id } : {}),
      path: [],
    });
  else
    go({
      sel: hit.id,
      path: [],
      layers:
        isMolecule(hit.id) && !state.layers.includes("molecules")
          ? [...state.layers, "molecules"]
          : state.layers,
      ...(["graph", "matrix", "findings"].includes(state.view)
        ? {}
        : { view: narrow() ? "matrix" : "graph" }),
    });
  $("search").value = hit.name.length > 60 ? hit.id : hit.name;
  $("panel").focus();
};
const searchKey = (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!hits.length) return;
    active = (active + (event.key === "ArrowDown" ? 1 : hits.length + (active < 0 ? 0 : -1))) % hits.length;
    drawHits();
  } else if (event.key === "Enter") takeHit(Math.max(active, 0));
  else if (event.key === "Escape") {
    hits = [];
    active = -1;
    drawHits();
    event.stopPropagation();
  } else return;
  event.preventDefault();
};
const startSearch = () => {
  setTimeout(entries, 300);
  $("search").addEventListener("input", () => {
    hits = lookUp($("search").value);
    active = -1;
    drawHits();
    announce($("search").value.trim() ? plural(hits.length, "result") : "");
  });
  $("search").addEventListener("keydown", searchKey);
  $("search").addEventListener("blur", () => {
    hits = [];
    active = -1;
    drawHits();
  });
};
