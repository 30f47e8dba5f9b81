// The types of the page's scripts. payload.d.ts, made from tables.py, has the rows of every table.

type TableName = keyof Rows;
type AnyRow = Rows[TableName];
type Value = string | string[] | undefined;
type Finding = FindingsRow & {
  record: RecordRow;
  system: SystemsRow;
  facets: Record<string, string[]>;
  retracted: boolean;
};
type Claim = ClaimsRow & {
  claimSubject: string;
  claimTarget: string;
  claimEffect: string;
  findings: Finding[];
  studies: number;
  separable: number;
  pair: string;
};
type RecordRow = RecordsRow & { key: string };
type Term = TermsRow;
type Harm = HarmsRow;
type Position = PositionsRow;
/** What a quantity is written from. */
type Quantity = FindingsRow | HarmsRow | PositionsRow;

/** One direction of effect, from exokg.model.effects. */
interface Effect {
  id: string;
  word: string;
  mark: string;
  style: string;
  sign: number | null;
  dashes: number[];
  head: string;
}
interface Kind {
  word: string;
  shape: Shape | "";
  outcome: boolean;
}
type Shape = "hexagon" | "square" | "triangle" | "diamond" | "star" | "dot" | "box";
interface Packed {
  v?: (string | null)[];
  d?: string[];
  i?: (number | number[])[];
  at?: number[];
}
interface PackedTable {
  n: number;
  kinds: Record<string, string>;
  many: string[];
  columns: Record<string, Packed>;
}
interface Question {
  name: string;
  title: string;
  number: string;
  audience: string;
  about: string;
  form: string;
  parameters: { name: string; label: string; default: string }[];
  query: string;
  columns: string[];
  rows: string[][];
  total: number;
}
/** What payload.py gives the page. */
interface Payload {
  about: string | null;
  meta: Record<string, string>;
  prefixes: Record<string, string>;
  labels: Record<string, { label: string; definition?: string; rank?: string }>;
  effects: Effect[];
  kinds: Record<string, Kind>;
  peopleRungs: string[];
  items: string[];
  nodes: [string, Shape, number, number][];
  edges: [number, number][];
  citations: Record<string, Record<string, string>>;
  questions: Question[];
  tables: Record<TableName, PackedTable>;
}

// biome-ignore lint/suspicious/noExplicitAny: each listener knows its own event
type Attributes = { [name: string]: string | number | boolean | null | undefined | ((event: any) => void) };
type Child = Node | string | number | null | undefined | false | Child[];
type ElementOf<T extends string> = T extends keyof HTMLElementTagNameMap
  ? HTMLElementTagNameMap[T]
  : T extends `${infer K extends keyof HTMLElementTagNameMap}.${string}`
    ? HTMLElementTagNameMap[K]
    : HTMLElement;

type View = "graph" | "matrix" | "findings" | "studies" | "questions" | "about";
interface State {
  view: View;
  sel: string;
  facets: Record<string, string[]>;
  retracted: boolean;
  table: string;
  sort: string;
  columns: string;
  order: string;
  pins: string[];
  layers: string[];
  expand: string[];
  path: string[];
  nth: number;
  question: string;
  card: string;
}
type Changed = Set<string>;
/** A column of a table on the screen: what is exported, what is shown, and what it is sorted by. */
interface Column<R> {
  name: string;
  words: string;
  text: (row: R) => string;
  cell: (row: R) => Child;
  key: (row: R) => string | number;
}

interface Point {
  x: number;
  y: number;
}
interface SceneNode extends Point {
  id: string;
  shape: Shape;
  fill: string;
  size: number;
  label: string;
  weight: number;
}
interface SceneEdge {
  id: string;
  from: string;
  to: string;
  effect: string;
  curve: number;
  width: number;
  strong: boolean;
  mark: string;
  studies: number;
}
interface Scene {
  nodes: SceneNode[];
  edges: SceneEdge[];
  byId: Map<string, SceneNode>;
  left: number;
}
interface Chosen {
  nodes: Set<string>;
  edges: Set<string>;
  main: string;
  key: string;
}
interface Box {
  of: string;
  mark?: boolean;
  x: number;
  y: number;
  w: number;
  h: number;
}
interface PlacedLabel {
  node: SceneNode;
  lines: string[];
  dx: number;
  dy: number;
  width: number;
}
interface Handlers {
  click: (id: string, isEdge: boolean) => void;
  open: (id: string) => void;
  moved: () => void;
}
interface Window {
  /** vis-network as pyvis ships it, which brings no types that fit. */
  // biome-ignore lint/suspicious/noExplicitAny: it has no types
  vis?: any;
}

/** What a ladder is drawn from: rungs, and whether what was seen there is separable. */
type Ladder = { rung?: string; separable?: string }[];
type Theme = "auto" | "light" | "dark";
/** What filters look at. */
interface Item {
  retracted: boolean;
  facets: Record<string, string[]>;
}
/** A row or column of the matrix: how many independent studies, and their highest rung. */
interface End {
  id: string;
  studies: number;
  rung: number;
}
/** Where a reader is in a table. */
interface Place {
  scroll: number[];
  sort?: string;
  row?: string;
  nth: number;
}
/** What the search finds. */
interface Entry {
  id: string;
  name: string;
  kind: string;
  weight: number;
  texts: string[];
}
