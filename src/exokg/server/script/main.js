// Joins YASGUI and this endpoint: our examples, prefixes and completions from VoID, a chart and a network for
// results, names for controls. Nothing here or in YASGUI as configured asks another host.
import { el } from "../../explorer/script/base/dom.js";
import { learn } from "./learning.js";
import { localLink } from "./links.js";
import { plugins } from "./results.js";

const place = /** @type {HTMLElement} */ (document.getElementById("workbench"));
const root = place.dataset.root || "/";
const endpoint = new URL(`${root}sparql`, location.href).href;

// Names for what YASGUI leaves without one.
const NAMES = [
  [".CodeMirror textarea", "SPARQL query"],
  [".yasqe_queryButton", "Run the query"],
  [".yasqe_share", "Share the query"],
  ["select", "Choose"],
  ["input:not([type=hidden])", "Value"],
  [".addTab", "New query"],
  [".tabMenu", "Menu"],
  [".closeTab", "Close this query"],
  ["button", "Action"],
];
const nameControls = () => {
  for (const [selector, name] of NAMES)
    for (const one of /** @type {NodeListOf<HTMLInputElement>} */ (place.querySelectorAll(selector)))
      if (!one.getAttribute("aria-label") && (one.matches("select") || !one.textContent?.trim()) && !one.labels?.length)
        one.setAttribute("aria-label", name);
  place.querySelector(".addTab")?.setAttribute("role", "tab"); // its list may hold nothing else
  for (const head of place.querySelectorAll("th .dt-column-title:empty")) head.textContent = "#";
};
/** Results lead to the pages of this server, which has all of them, not to the addresses that name them. */
const linkHere = () => {
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (place.querySelectorAll("a.iri")))
    link.href = localLink(link.href, root, new URL(root, location.href).href);
};
const tidy = () => {
  nameControls();
  linkHere();
};
/** What the endpoint answers instead of a result, in its own words. @type {(error: { status?: number, text?: string }) => Promise<HTMLElement | undefined>} */
const inWords = async ({ status, text }) => {
  try {
    const { message, hint } = JSON.parse(text || "");
    const words = message.replace(/^<query>:(\d+):(\d+): /, "Line $1, column $2: ");
    return el("div.exokg-fault", { role: "alert" }, el("p", words), hint ? el("p", hint) : null);
  } catch {
    return status ? undefined : el("div.exokg-fault", { role: "alert" }, el("p", "The server does not answer."));
  }
};

/** @type {(kind: "class" | "property", terms: string[]) => object} */
const completer = (kind, terms) => {
  const usual = Yasgui.Yasqe.Autocompleters[kind];
  return {
    name: `exokg-${kind}`,
    bulk: true,
    persistenceId: null,
    autoShow: true,
    get: () => terms,
    isValidCompletionPosition: (/** @type {any} */ yasqe) =>
      !/^[?"]/.test(yasqe.getCompleteToken().string) && usual.isValidCompletionPosition(yasqe),
    preProcessToken: usual.preProcessToken,
    postProcessHints: (/** @type {any} */ _yasqe, /** @type {any} */ hints) => hints,
    postprocessHints: (/** @type {any} */ _yasqe, /** @type {any} */ hints) => hints,
    postProcessSuggestion: usual.postProcessSuggestion,
  };
};

/** @type {(known: Awaited<ReturnType<typeof learn>>) => void} */
const configure = ({ prefixes, terms }) => {
  const { Yasqe, Yasr } = Yasgui;
  const { autocompleters } = Yasqe.defaults;
  for (const name of ["prefixes", "class", "property"])
    if (autocompleters.includes(name)) autocompleters.splice(autocompleters.indexOf(name), 1);
  for (const kind of /** @type {const} */ (["class", "property"]))
    Yasqe.forkAutocompleter(kind, completer(kind, terms[kind]), true);
  /** @type {(iri: string) => string} */
  const shorten = (iri) => {
    const hit = Object.entries(prefixes).find(([, space]) => iri.startsWith(space) && iri.length > space.length);
    return hit ? `${hit[0]}:${iri.slice(hit[1].length)}` : iri;
  };
  for (const [name, plugin] of Object.entries(plugins(shorten))) Yasr.registerPlugin(name, plugin);
  Yasr.defaults.getUsedPrefixes = () => prefixes;
  Yasr.defaults.errorRenderers = [inWords];
};
/** @type {(prefixes: Record<string, string>) => string} */
const firstQuery = (prefixes) => {
  const lines = ["exokg", "rdfs"].filter((name) => prefixes[name]).map((name) => `PREFIX ${name}: <${prefixes[name]}>`);
  return `${lines.join("\n")}\nSELECT ?study ?title WHERE {\n  ?study a exokg:Study ; rdfs:label ?title\n} LIMIT 10`;
};
/** @type {(first: string, prefixes: Record<string, string>) => any} */
const open = (first, prefixes) =>
  new Yasgui(place, {
    requestConfig: { endpoint, method: "POST", headers: () => ({}) },
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
    copyEndpointOnNewTab: false,
    persistenceId: null,
    populateFromUrl: false,
    autofocus: false,
    yasqe: {
      value: first,
      persistenceId: null,
      showQueryButton: true,
      resizeable: true,
      createShareableLink: (/** @type {any} */ yasqe) => `${endpoint}?query=${encodeURIComponent(yasqe.getValue())}`,
    },
    yasr: {
      persistenceId: null,
      pluginOrder: ["table", "exokg-chart", "exokg-network", "boolean", "response"],
      prefixes,
    },
  });

const start = async () => {
  const known = await learn(root, endpoint);
  configure(known);
  const first = place.dataset.query || firstQuery(known.prefixes);
  const yasgui = open(first, known.prefixes);
  const tab = yasgui.getTab() || yasgui.addTab(true, { yasqe: { value: first } });
  tab.setQuery(first);
  Object.assign(window, { exokg: { yasgui, known: known.terms, prefixes: known.prefixes } });
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#examples button")))
    button.addEventListener("click", () => {
      yasgui.getTab().setQuery(button.dataset.query);
      yasgui
        .getTab()
        .query()
        .catch(() => {});
      place.scrollIntoView();
    });
  const plain = /** @type {HTMLAnchorElement} */ (document.getElementById("plain"));
  plain.addEventListener("click", () => {
    plain.href = `${root}sparql/plain?query=${encodeURIComponent(yasgui.getTab().getQuery())}`;
  });
  new MutationObserver(tidy).observe(place, { childList: true, subtree: true });
  tidy();
  place.dataset.ready = "yes";
  if (place.dataset.query) tab.query().catch(() => {});
};
if (document.readyState === "complete") start();
else window.addEventListener("load", start);
