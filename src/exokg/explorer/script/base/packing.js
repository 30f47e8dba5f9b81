// Packed columns unpacked, as packing.py packed them, and rows grouped by what they share.
/**
 * @template R, K
 * @param {Iterable<R>} rows
 * @param {(row: R) => K | K[] | undefined} keyOf
 * @returns {Map<K, R[]>}
 */
export const groupBy = (rows, keyOf) => {
  const groups = new Map();
  for (const row of rows)
    for (const key of [keyOf(row) ?? []].flat()) {
      const own = groups.get(key);
      if (own) own.push(row);
      else groups.set(key, [row]);
    }
  return groups;
};

/** @type {(column: Packed, count: number) => Value[]} */
export const unpackColumn = ({ v, d = [], i = [], at }, count) => {
  if (v) return v.map((value) => value ?? undefined);
  const values = i.map((index) => (Array.isArray(index) ? index.map((one) => d[one]) : d[index]));
  if (!at) return values;
  /** @type {Value[]} */
  const spread = new Array(count).fill(undefined);
  for (const [nth, row] of at.entries()) spread[row] = values[nth];
  return spread;
};

/**
 * The rows of a table; a column that may hold several values holds a list in each of its rows.
 * @template {TableName} N
 * @param {N} name
 * @param {PackedTable} table
 * @returns {Rows[N][]}
 */
export const rowsOf = (name, table) => {
  /** @type {Record<string, Value>[]} */
  const rows = Array.from({ length: table.n }, () => ({ table: name }));
  for (const [column, packed] of Object.entries(table.columns)) {
    const many = table.many.includes(column);
    for (const [nth, value] of unpackColumn(packed, table.n).entries())
      if (value !== undefined) rows[nth][column] = many ? [value].flat() : value;
  }
  return /** @type {Rows[N][]} */ (/** @type {unknown} */ (rows));
};
