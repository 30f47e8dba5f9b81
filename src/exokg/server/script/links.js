// Where the IRIs of results lead.

const OURS = "https://w3id.org/exokg/";

/**
 * The page of a thing on this server; an address that is here already stays as it is.
 * @param {string} iri
 * @param {string} root path of the landing page, with a slash at its end
 * @param {string} here address of the landing page
 */
export const localLink = (iri, root, here) => {
  if (iri.startsWith(here) || !/^https?:/.test(iri)) return iri;
  return iri.startsWith(OURS) && iri.length > OURS.length
    ? `${root}${iri.slice(OURS.length)}`
    : `${root}about?iri=${encodeURIComponent(iri)}`;
};
