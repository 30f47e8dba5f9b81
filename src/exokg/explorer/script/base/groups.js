// Rows by what they share.
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
