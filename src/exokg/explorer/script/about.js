// The page explains itself.
const para = (...parts) => el("p", {}, ...parts);
const drawAbout = () => {
  const counted = [
    ["studyCount", "studies"],
    ["reviewCount", "reviews"],
    ["trialCount", "trial registrations"],
    ["statementCount", "statements"],
    ["findingTotal", "findings"],
    ["claimCount", "claims"],
    ["conflictCount", "pairs of findings that point different ways"],
    ["harmCount", "harm reports"],
    ["excludedCount", "sources read and left out"],
  ].filter(([name]) => META[name] !== undefined);
  replace(
    $("view-about"),
    el(
      "div",
      { class: "prose" },
      el("h2", {}, META.title || "About this page"),
      META.description ? para(META.description) : null,
      para(el("b", {}, "These are reported findings, not medical advice.")),
      el("h3", {}, "What the graph is"),
      para(
        "Each paper, review, registry entry and notice was read by a curator and written down in their own words: what was given, to what, against what, and what was seen, each with its place in the source. A claim joins all findings with the same source, direction and target. It is computed, never written by hand, and counts independent studies: one cohort or one set of animals counts once, and reviews and statements never count.",
      ),
      el("h3", {}, "How to read the marks"),
      el(
        "ul",
        { class: "key" },
        Object.entries(DIRECTIONS).map(([effect]) => el("li", {}, worded(effect))),
      ),
      para(
        "“Increases” is not “good”: it says only which way something moved. ≠ and a double frame say that studies point different ways; what differs between them stands beside it. ⚑ marks a report about harm and § a position of an authority or author; neither is an effect.",
      ),
      el("h3", {}, "How to read the rungs"),
      el(
        "ol",
        { class: "key" },
        LADDER.map((rung) =>
          el("li", {}, ladder([{ rung }]), " ", el("b", {}, label(rung)), `: ${define(rung)}`),
        ),
      ),
      para(
        "The ladder says how close to people something was shown, not how well: a small uncontrolled series in people stands above a careful animal study.",
      ),
      para(
        ladder([{ rung: LADDER.at(-1), separability: "code:separability-not-separable" }]),
        " A dim bar and & say that on this rung the vesicles were only seen at work with something else, such as needling, that the comparator lacked or may have lacked: the effect may be due to either. Such a finding is not separable, and sets no highest rung of a claim.",
      ),
      el("h3", {}, "Nothing, no effect, not reported, not read"),
      el(
        "dl",
        {},
        fact("not studied (–)", "no record here tested it, and all studies of this source were read in full"),
        fact(
          "not read (?)",
          "the source was read only as an abstract, registry entry, official page or summary: the fact may stand in what was not read",
        ),
        fact("not reported", "the full text was read and does not say"),
        fact("not applicable", "it cannot be asked of this study"),
        fact("no detected effect (○)", "it was tested, and no effect was seen; this is a finding"),
      ),
      el("h3", {}, "What it is not"),
      para(
        "No judgement of risk of bias or of certainty is made here, and no meta-analysis. Dose by particles and dose by protein are never converted into each other. A paper that is not here may simply not have been read; the last search ended on the date below.",
      ),
      el("h3", {}, "This version"),
      el(
        "dl",
        {},
        fact("Version", META.version),
        fact("Issued", META.issued),
        fact("Searched to", META.searchedTo),
        fact("Licence of the data", META.license ? outside(META.license, META.license) : "not shown"),
        fact("Build", META.digest || "not shown"),
        counted.map(([name, words]) => fact(words, number(META[name]))),
      ),
      el("h3", {}, "How to cite"),
      para(
        `${META.title || "exokg"}. Version ${META.version || "not shown"}, ${META.issued || "date not shown"}. `,
        el("span", {}, "https://w3id.org/exokg/dataset"),
      ),
      para(
        "Cite the studies themselves for their findings: Export → BibTeX or RIS gives those that are shown.",
      ),
      el("h3", {}, "Keyboard"),
      el(
        "dl",
        {},
        fact("/", "search"),
        fact("1 … 6", "views"),
        fact("Esc", "clear the selection"),
        fact("arrows", "graph: next node; matrix: next cell; tabs: next view"),
        fact("Enter", "choose, and go to the evidence"),
        fact("E, N", "graph: expand a node, walk its edges"),
        fact("P", "matrix: pin a row or column"),
      ),
      el("h3", {}, "Drawn with"),
      para(
        "pyvis and its vis-network (Apache-2.0 or MIT), Graphviz or networkx for the places. The page asks the network for nothing; links to sources open only when you follow them.",
      ),
    ),
  );
};
