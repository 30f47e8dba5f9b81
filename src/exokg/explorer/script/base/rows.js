// Rows of the page's tables, and rows grouped by what they share.
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

/**
 * The rows of a table: what a row lacks stands as 0 in the page.
 * @template {TableName} N
 * @param {N} name
 * @param {PackedTable} table
 * @returns {Rows[N][]}
 */
export const rowsOf = (name, { columns, rows }) =>
  /** @type {Rows[N][]} */ (
    /** @type {unknown} */ (
      rows.map((values) => ({
        table: name,
        ...Object.fromEntries(values.map((value, nth) => [columns[nth], value]).filter(([, value]) => value !== 0)),
      }))
    )
  );
