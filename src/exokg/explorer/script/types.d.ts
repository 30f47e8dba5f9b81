// The types of the page's scripts. payload.d.ts, made from page_tables.py, has the rows of every table.

type TableName = keyof Rows;
type AnyRow = Rows[TableName];
type Value = string | string[] | undefined;
type Finding = FindingsRow & { record: RecordRow; system: SystemsRow; retracted: boolean };
/** One dimension of find and count: paths through the tables, from a finding to its values. */
interface Facet {
  name: string;
  part: string;
  common?: boolean;
  kind: string;
  paths: string[][];
  /** Of terms, the classes that count. */
  classes?: string[];
  /** The part of a record that has it, and the name of the field, if it has another. */
  owner?: string;
  field?: string;
}
type Claim = ClaimsRow & {
  claimSubject: string;
  claimTarget: string;
  claimEffect: string;
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
}
interface PackedTable {
  kinds: Record<string, string>;
  columns: string[];
  count: number;
  steps: (number | number[] | string)[][];
}
/** Places in the list of items: source, system, mechanisms, outcome or -1. */
type LaneSteps = [number, number, number[], number];
interface Question {
  name: string;
  title: string;
  audience: string;
  about: string;
  form: string;
  parameters: { name: string; label: string; default: string }[];
  columns: string[];
  rows: number[][];
  total: number;
}
/** What payload.py gives the page. */
interface Payload {
  about: string | null;
  meta: Record<string, string>;
  prefixes: Record<string, string>;
  labels: Record<string, { label?: string; definition?: string; rank?: string }>;
  effects: Effect[];
  kinds: Record<string, string>;
  peopleRungs: string[];
  facets: Facet[];
  homes: Record<string, TableName>;
  items: string[];
  lanes: {
    groups: [number, string][];
    items: [number, number, number][];
    findings: (LaneSteps | null)[];
    harms: LaneSteps[];
    trials: [string, number][];
  };
  questions: Question[];
  tables: Record<TableName, PackedTable>;
  /** Every text of the tables, of the items of the lanes, and of answers: those give places in this list. */
  texts: string[];
}

// biome-ignore lint/suspicious/noExplicitAny: each listener knows its own event
type Attributes = { [name: string]: string | number | boolean | null | undefined | ((event: any) => void) };
type Child = Node | string | number | null | undefined | false | Child[];
type ElementOf<T extends string> = T extends keyof HTMLElementTagNameMap
  ? HTMLElementTagNameMap[T]
  : T extends `${infer K extends keyof HTMLElementTagNameMap}.${string}`
    ? HTMLElementTagNameMap[K]
    : HTMLElement;

type View = "ladder" | "lanes" | "map" | "findings" | "studies" | "questions" | "about";
interface State {
  view: View;
  sel: string;
  facets: Record<string, string[]>;
  retracted: boolean;
  table: string;
  sort: string;
  columns: string;
  pins: string[];
  show: string[];
  open: string[];
  focus: string;
  pair: number;
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

/** One of the things that lanes pass: a source, a system, a mechanism or an outcome. */
interface Item {
  id: string;
  name: string;
  column: number;
  key: string;
  group: string;
  /** Of vesicles, their source. */
  of: string | undefined;
}
/** One finding or harm report on its way from source to outcome. */
interface Lane {
  row: Finding | Harm;
  id: string;
  study: string;
  source: Item;
  system: Item;
  through: Item[];
  outcome: Item | undefined;
  /** All of these: what the lane passes but for its study. */
  items: Item[];
  style: string;
  separable: boolean;
  /** Whether it only says how two preparations differ. */
  between: boolean;
  rung: number;
  contrast: string;
  cohorts: string[];
}
/** A box of the picture, with its place in px. */
interface LaneBox {
  key: string;
  column: number;
  lanes: Lane[];
  studies: number;
  into: Strand[];
  out: Strand[];
  group: string | undefined;
  opens?: string;
  x: number;
  width: number;
  middle: number;
  height: number;
  space: number;
  place: number;
  family: number;
  lines: string[];
  tick: boolean;
  head: string;
  title: string;
}
interface Strand {
  key: string;
  from: LaneBox;
  to: LaneBox;
  style: string;
  separable: boolean;
  lanes: Lane[];
  studies: number;
  thick: number;
  left: number;
  right: number;
}
interface LanesLayout {
  boxes: Map<string, LaneBox>;
  strands: Strand[];
  columns: Map<number, LaneBox[]>;
  places: Map<number, { x: number; width: number }>;
  width: number;
  height: number;
  unit: number;
}
interface LegendEntry {
  sign: SVGElement;
  words: string;
}
interface VerdictPart {
  style: string;
  text: string;
}
type DotKind = "separable" | "together" | "nothing" | "harm" | "harmTogether" | "planned";
/** One independent study in one place, and what it shows there. */
interface Dot {
  cohort: string;
  kind: DotKind;
  lanes: Lane[];
}
interface LadderRow {
  source: Item;
  rungs: Dot[][];
  planned: string[];
  studies: number;
}
/** A row or column of the map: a group, or one of its items. */
interface GridEnd {
  key: string;
  name: string;
  group: string;
  count: number;
  open: boolean;
  select: string;
  item: Item | null;
}
interface Grid {
  rows: GridEnd[];
  columns: GridEnd[];
  cells: Map<string, Lane[]>;
}

/** What a citation is written from. */
interface Cited {
  key: string;
  kind: string;
  title: string;
  authors: string[];
  paper: Partial<PublicationsRow>;
  url: string;
  note: string;
  remark: string;
}
/** What a ladder is drawn from: rungs, and whether what was seen there is separable. */
type Ladder = { rung?: string; separability?: string }[];
type Theme = "auto" | "light" | "dark";
/** What filters look at. */
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
