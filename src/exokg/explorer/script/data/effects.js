// The directions of effect, as exokg.model.effects declares them.
import { label, RAW } from "./things.js";

const DIRECTIONS = RAW.effects;
const BY_ID = new Map(DIRECTIONS.map((effect, place) => [effect.id, { ...effect, place }]));
/** @type {(effect?: string) => Effect & { place: number }} */
export const direction = (effect) =>
  BY_ID.get(effect || "") || {
    id: effect || "",
    word: label(effect),
    mark: "·",
    style: "plain",
    sign: 0,
    dashes: [1, 4],
    head: "",
    place: BY_ID.size,
  };
/** What a preparation holds or brings is no effect on an amount. @type {(effect?: string) => boolean} */
export const isCargo = (effect) => direction(effect).sign === null;
