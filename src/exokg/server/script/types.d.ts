// YASGUI brings no types that fit.
// biome-ignore lint/suspicious/noExplicitAny: it has no types
declare const Yasgui: any;

type Cell = { type: string; value: string } | undefined;
type Bindings = Record<string, Cell>;
/** A shower of results, as YASR asks for one. */
interface Yasr {
  resultsEl: HTMLElement;
  results?: { getBindings?: () => Bindings[] | undefined };
}
interface NetworkNode {
  text: string;
  x: number;
  y: number;
}
