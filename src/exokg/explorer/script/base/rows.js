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

/** What exokg.explorer.packing packed: the browser inflates it. @type {(text: string) => Promise<Payload>} */
export const payloadOf = (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
};
/**
 * The rows of a table, whose columns are steps through the texts.
 * @template {TableName} N
 * @param {N} table
 * @param {PackedTable} packed
 * @param {string[]} texts
 * @returns {Rows[N][]}
 */
export const rowsOf = (table, { columns, steps }, texts) => {
  const rows = (steps[0] || []).map(() => /** @type {Record<string, string | string[]>} */ ({ table }));
  for (const [nth, column] of columns.entries()) {
    let last = 0;
    const text = (/** @type {number} */ step) => {
      last += step;
      return texts[last];
    };
    for (const [place, step] of steps[nth].entries())
      if (step !== null) rows[place][column] = Array.isArray(step) ? step.map(text) : text(step);
  }
  return /** @type {Rows[N][]} */ (/** @type {unknown} */ (rows));
};
