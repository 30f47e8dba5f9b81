// Glue between YASGUI and this endpoint: our examples, prefixes and completions from VoID, a chart and a
// network for results, labels for controls. Nothing here or in YASGUI as configured asks another host.
"use strict";
(() => {
  const place = document.getElementById("workbench");
  const root = place.dataset.root;
  const endpoint = new URL(root + "sparql", location.href).href;
  const prefixes = {};
  const known = { class: [], property: [] };

  const shorten = (iri) => {
    const hit = Object.entries(prefixes).find(([, space]) => iri.startsWith(space) && iri.length > space.length);
    return hit ? `${hit[0]}:${iri.slice(hit[1].length)}` : iri;
  };

  const ask = async (query) => {
    const answer = await fetch(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" },
      body: query,
    });
    if (!answer.ok) throw new Error((await answer.json()).message);
    return (await answer.json()).results.bindings;
  };

  const learn = async () => {
    const declared = await ask(`PREFIX sh: <http://www.w3.org/ns/shacl#>
      SELECT DISTINCT ?prefix ?namespace WHERE { GRAPH ?g { ?p sh:prefix ?prefix ; sh:namespace ?namespace } }`);
    for (const row of declared) prefixes[row.prefix.value] = row.namespace.value;
    // The VoID description as N-Triples: one line a statement, so no parser is needed.
    const void_ = await (await fetch(`${root}.well-known/void`, { headers: { Accept: "application/n-triples" } })).text();
    const terms = { class: new Set(), property: new Set() };
    for (const line of void_.split("\n")) {
      const hit = line.match(/<http:\/\/rdfs\.org\/ns\/void#(class|property)> <([^>]+)>/);
      if (hit) terms[hit[1]].add(hit[2]);
    }
    for (const kind of Object.keys(terms)) known[kind] = [...terms[kind]].sort();
  };

  const svg = (name, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const bindingsOf = (yasr) => (yasr.results && yasr.results.getBindings && yasr.results.getBindings()) || [];
  const isNumber = (cell) => cell && cell.value !== "" && Number.isFinite(Number(cell.value));

  // The first column that is no number names the bars, the first that is gives their length.
  const chartColumns = (rows) => {
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const numeric = names.find((name) => rows.every((row) => !row[name] || isNumber(row[name])) && rows.some((row) => row[name]));
    const label = names.find((name) => name !== numeric && rows.some((row) => row[name] && !isNumber(row[name])));
    return numeric && label ? [label, numeric] : null;
  };

  class Chart {
    constructor(yasr) { this.yasr = yasr; this.priority = 5; this.label = "Chart"; this.hideFromSelection = false; }
    getIcon() { return svg("svg", { viewBox: "0 0 10 10", width: 12, height: 12, "aria-hidden": "true" }); }
    canHandleResults() { const rows = bindingsOf(this.yasr); return rows.length > 0 && chartColumns(rows) !== null; }
    draw() {
      const all = bindingsOf(this.yasr);
      const [label, number] = chartColumns(all);
      const rows = all.filter((row) => row[number]).slice(0, 40);
      const most = Math.max(...rows.map((row) => Number(row[number].value)), 1e-9);
      const picture = svg("svg", { viewBox: `0 0 900 ${rows.length * 24 + 10}`, class: "exokg-chart", role: "img", "aria-label": `Bar chart of ${number} by ${label}` });
      rows.forEach((row, at) => {
        const value = Number(row[number].value);
        const text = row[label] ? shorten(row[label].value) : "";
        picture.append(
          svg("text", { x: 300, y: at * 24 + 20, "text-anchor": "end" }, text.length > 44 ? `${text.slice(0, 43)}…` : text),
          svg("rect", { class: "bar", x: 308, y: at * 24 + 6, height: 18, width: Math.max(1, (Math.max(0, value) / most) * 520) }),
          svg("text", { x: 314 + (Math.max(0, value) / most) * 520, y: at * 24 + 20 }, row[number].value),
        );
      });
      const note = document.createElement("p");
      note.className = "exokg-note";
      note.textContent = all.length > rows.length ? `The first ${rows.length} of ${all.length} rows.` : `${rows.length} rows.`;
      this.yasr.resultsEl.replaceChildren(note, picture);
    }
  }

  // Subject, predicate, object: either the answer of CONSTRUCT or three columns of that kind.
  const triplesOf = (rows) => rows
    .map((row) => [row.subject || row.s, row.predicate || row.p, row.object || row.o])
    .filter(([s, p, o]) => s && p && o);

  class Network {
    constructor(yasr) { this.yasr = yasr; this.priority = 4; this.label = "Network"; this.hideFromSelection = false; }
    getIcon() { return svg("svg", { viewBox: "0 0 10 10", width: 12, height: 12, "aria-hidden": "true" }); }
    canHandleResults() { return triplesOf(bindingsOf(this.yasr)).length > 0; }
    draw() {
      const triples = triplesOf(bindingsOf(this.yasr)).slice(0, 150);
      const nodes = new Map();
      const node = (cell) => {
        const key = `${cell.type} ${cell.value}`;
        if (!nodes.has(key)) nodes.set(key, { text: shorten(cell.value), x: 0, y: 0 });
        return nodes.get(key);
      };
      const edges = triples.map(([s, p, o]) => [node(s), shorten(p.value), node(o)]);
      layout([...nodes.values()], edges);
      const picture = svg("svg", { viewBox: "0 0 1000 700", class: "exokg-network", role: "img", "aria-label": `Network of ${nodes.size} nodes and ${edges.length} edges; the table has the same` });
      for (const [from, name, to] of edges) {
        picture.append(svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y }),
          svg("text", { class: "edge", x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, "text-anchor": "middle" }, name));
      }
      for (const { text, x, y } of nodes.values()) {
        picture.append(svg("circle", { cx: x, cy: y, r: 6 }), svg("text", { x: x + 9, y: y + 4 }, text.length > 34 ? `${text.slice(0, 33)}…` : text));
      }
      this.yasr.resultsEl.replaceChildren(picture);
    }
  }

  // A spring layout from a fixed start: the same answer gives the same picture.
  const layout = (nodes, edges) => {
    nodes.forEach((node, at) => {
      node.x = 500 + 330 * Math.cos((2 * Math.PI * at) / nodes.length);
      node.y = 350 + 250 * Math.sin((2 * Math.PI * at) / nodes.length);
    });
    for (let step = 0; step < 120; step += 1) {
      const heat = 12 * (1 - step / 120);
      const moves = new Map(nodes.map((node) => [node, [0, 0]]));
      for (const a of nodes) for (const b of nodes) if (a !== b) {
        const [dx, dy] = [a.x - b.x, a.y - b.y];
        const far = Math.max(Math.hypot(dx, dy), 1);
        moves.get(a)[0] += (dx / far) * (9000 / far ** 1.5);
        moves.get(a)[1] += (dy / far) * (9000 / far ** 1.5);
      }
      for (const [a, , b] of edges) {
        const [dx, dy] = [b.x - a.x, b.y - a.y];
        const pull = Math.hypot(dx, dy) / 60;
        moves.get(a)[0] += dx / 60 * pull; moves.get(a)[1] += dy / 60 * pull;
        moves.get(b)[0] -= dx / 60 * pull; moves.get(b)[1] -= dy / 60 * pull;
      }
      for (const [node, [dx, dy]] of moves) {
        const far = Math.max(Math.hypot(dx, dy), 1e-6);
        node.x = Math.min(860, Math.max(20, node.x + (dx / far) * Math.min(far, heat)));
        node.y = Math.min(680, Math.max(20, node.y + (dy / far) * Math.min(far, heat)));
      }
    }
  };

  // Names for what YASGUI leaves without one.
  const label = () => {
    const names = [[".CodeMirror textarea", "SPARQL query"], [".yasqe_queryButton", "Run the query"],
      [".yasqe_share", "Share the query"], ["select", "Choose"], ["input:not([type=hidden])", "Value"],
      [".addTab", "New query"], [".tabMenu", "Menu"], [".closeTab", "Close this query"], ["button", "Action"]];
    for (const [selector, name] of names) {
      for (const element of place.querySelectorAll(selector)) {
        if (!element.getAttribute("aria-label") && !element.textContent.trim() && !element.labels?.length) element.setAttribute("aria-label", name);
      }
    }
  };

  const completer = (kind) => ({
    name: `exokg-${kind}`,
    bulk: true,
    persistenceId: null,
    autoShow: true,
    get: () => known[kind],
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      if (token.string.startsWith("?") || token.string.startsWith('"')) return false;
      return kind === "class" ? Yasgui.Yasqe.Autocompleters.class.isValidCompletionPosition(yasqe)
        : Yasgui.Yasqe.Autocompleters.property.isValidCompletionPosition(yasqe);
    },
    preProcessToken: (yasqe, token) => Yasgui.Yasqe.Autocompleters[kind].preProcessToken(yasqe, token),
    postProcessHints: (yasqe, hints) => hints,
    postprocessHints: (yasqe, hints) => hints,
    postProcessSuggestion: (yasqe, token, suggestion) => Yasgui.Yasqe.Autocompleters[kind].postProcessSuggestion(yasqe, token, suggestion),
  });

  const start = async () => {
    await learn().catch(() => {});
    const { Yasqe, Yasr } = Yasgui;
    for (const name of ["prefixes", "class", "property"]) {
      const at = Yasqe.defaults.autocompleters.indexOf(name);
      if (at >= 0) Yasqe.defaults.autocompleters.splice(at, 1);
    }
    for (const kind of ["class", "property"]) Yasqe.forkAutocompleter(kind, completer(kind), true);
    Yasr.registerPlugin("exokg-chart", Chart);
    Yasr.registerPlugin("exokg-network", Network);
    Yasr.defaults.getUsedPrefixes = () => prefixes;
    const lines = Object.entries(prefixes).sort().map(([name, space]) => `PREFIX ${name}: <${space}>`);
    const first = place.dataset.query || `${lines.filter((line) => /^PREFIX (exokg|rdfs):/.test(line)).join("\n")}
SELECT ?study ?title WHERE {
  ?study a exokg:Study ; rdfs:label ?title
} LIMIT 10`;
    const yasgui = new Yasgui(place, {
      requestConfig: { endpoint, method: "POST", headers: () => ({}) },
      endpointCatalogueOptions: { getData: () => [{ endpoint }] },
      copyEndpointOnNewTab: false,
      persistenceId: null,
      populateFromUrl: false,
      autofocus: false,
      yasqe: { value: first, persistenceId: null, showQueryButton: true, resizeable: true,
        createShareableLink: (yasqe) => `${endpoint}?query=${encodeURIComponent(yasqe.getValue())}` },
      yasr: { persistenceId: null, pluginOrder: ["table", "exokg-chart", "exokg-network", "boolean", "response"], prefixes },
    });
    const tab = yasgui.getTab() || yasgui.addTab(true, { yasqe: { value: first } });
    tab.setQuery(first);
    window.exokg = { yasgui, known, prefixes };
    for (const button of document.querySelectorAll("#examples button")) {
      button.addEventListener("click", () => {
        const now = yasgui.getTab();
        now.setQuery(button.dataset.query);
        now.query().catch(() => {});
        place.scrollIntoView();
      });
    }
    const plain = document.getElementById("plain");
    plain.addEventListener("click", () => {
      plain.href = `${root}sparql/plain?query=${encodeURIComponent(yasgui.getTab().getQuery())}`;
    });
    new MutationObserver(label).observe(place, { childList: true, subtree: true });
    label();
    place.dataset.ready = "yes";
    if (place.dataset.query) tab.query().catch(() => {});
  };

  if (document.readyState === "complete") start(); else window.addEventListener("load", start);
})();
