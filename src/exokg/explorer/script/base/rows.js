// Rows of the page's tables, and rows grouped by what they share.
/**
 * @template R, K
 * @param {Iterable<R>} rows
 * @param {(row: R) => K | K[] | undefined} keyOf
 * @returns {Map<K, R[]>}
 */
export const groupBy = (rows, keyOf) => {
  const groups = new Map();
  const put = (/** @type {R} */ row, /** @type {K} */ key) => {
    const own = groups.get(key);
    if (own) own.push(row);
    else groups.set(key, [row]);
  };
  for (const row of rows) {
    const key = keyOf(row);
    if (Array.isArray(key)) for (const one of key) put(row, one);
    else if (key !== undefined) put(row, key);
  }
  return groups;
};

/**
 * The same, grouped when a group is first asked for: a large page has many that its first picture does not need.
 * @template R, K
 * @param {() => Iterable<R>} rows
 * @param {(row: R) => K | K[] | undefined} keyOf
 */
export const groupedBy = (rows, keyOf) => {
  /** @type {Map<K, R[]> | undefined} */
  let groups;
  const all = () => {
    groups ??= groupBy(rows(), keyOf);
    return groups;
  };
  return { all, get: (/** @type {K} */ key) => all().get(key), has: (/** @type {K} */ key) => all().has(key) };
};

/** What exokg.explorer.packing packed: the browser inflates it. @type {(text: string) => Promise<Payload>} */
export const payloadOf = (text) => {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < bytes.length; place++) bytes[place] = letters.charCodeAt(place); // four times as fast as from()
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
};
/**
 * The rows of a table, whose columns are steps through the texts, and numbers in quotes of rows that lack them.
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
