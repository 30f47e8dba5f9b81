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

/** Every text of the page: two digits say how much of the text before each begins with. @type {(short: string[]) => string[]} */
export const textsOf = (short) => {
  let last = "";
  return short.map((text) => {
    last = last.slice(0, Number.parseInt(text.slice(0, 2), 36)) + text.slice(2);
    return last;
  });
};
/**
 * The rows of a table, as exokg.explorer.packing wrote them: steps through the texts, and numbers of rows to skip.
 * @template {TableName} N
 * @param {N} table
 * @param {PackedTable} packed
 * @param {string[]} texts
 * @returns {Rows[N][]}
 */
export const rowsOf = (table, { columns, count, steps }, texts) => {
  const rows = Array.from({ length: count }, () => /** @type {Record<string, string | string[]>} */ ({ table }));
  for (const [nth, column] of columns.entries()) {
    let [place, last] = [0, 0];
    const text = (/** @type {number} */ step) => {
      last += step;
      return texts[last];
    };
    for (const step of steps[nth]) {
      if (typeof step === "string") place += Number(step);
      else rows[place++][column] = Array.isArray(step) ? step.map(text) : text(step);
    }
  }
  return /** @type {Rows[N][]} */ (/** @type {unknown} */ (rows));
};
