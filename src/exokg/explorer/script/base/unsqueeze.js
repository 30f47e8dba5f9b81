// Undoes squeezing.py: an LZMA decoder (raw LZMA1, lc=4, lp=0, pb=0), after the LZMA SDK specification.
export const unsqueeze = (/** @type {string} */ squeezed) => {
  const [size, packed] = squeezed.trim().split(" ");
  return new TextDecoder().decode(
    decodeLzma(
      Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)),
      Number(size),
    ),
  );
};

const fresh = (/** @type {number} */ count) => new Uint16Array(count).fill(1024);
const lengths = () => ({ choice: fresh(2), low: fresh(8), middle: fresh(8), high: fresh(256) });

// The range coder: every bit costs as much as it surprises.
class Range {
  constructor(/** @type {Uint8Array} */ input) {
    this.input = input;
    this.position = 5;
    this.range = 0xffffffff;
    this.code = ((input[1] << 24) | (input[2] << 16) | (input[3] << 8) | input[4]) >>> 0;
  }
  bit(/** @type {Uint16Array} */ chances, /** @type {number} */ place) {
    const chance = chances[place];
    const bound = (this.range >>> 11) * chance;
    const one = this.code >= bound;
    if (one) {
      this.range -= bound;
      this.code -= bound;
      chances[place] = chance - (chance >>> 5);
    } else {
      this.range = bound;
      chances[place] = chance + ((2048 - chance) >>> 5);
    }
    if (this.range < 0x1000000) this.more();
    return one ? 1 : 0;
  }
  more() {
    this.range *= 256;
    this.code = this.code * 256 + this.input[this.position++];
  }
  tree(/** @type {Uint16Array} */ chances, /** @type {number} */ offset, /** @type {number} */ bits) {
    let at = 1;
    for (let i = 0; i < bits; i += 1) at = (at << 1) | this.bit(chances, offset + at);
    return at - (1 << bits);
  }
  treeReversed(/** @type {Uint16Array} */ chances, /** @type {number} */ offset, /** @type {number} */ bits) {
    let [at, sum] = [1, 0];
    for (let i = 0; i < bits; i += 1) {
      const bit = this.bit(chances, offset + at);
      at = (at << 1) | bit;
      sum |= bit << i;
    }
    return sum;
  }
  plain(/** @type {number} */ bits) {
    let sum = 0;
    for (let i = 0; i < bits; i += 1) {
      this.range = Math.floor(this.range / 2);
      const one = this.code >= this.range;
      if (one) this.code -= this.range;
      sum = sum * 2 + (one ? 1 : 0);
      if (this.range < 0x1000000) this.more();
    }
    return sum;
  }
  length(/** @type {ReturnType<typeof lengths>} */ of) {
    if (!this.bit(of.choice, 0)) return 2 + this.tree(of.low, 0, 3);
    if (!this.bit(of.choice, 1)) return 10 + this.tree(of.middle, 0, 3);
    return 18 + this.tree(of.high, 0, 8);
  }
}

/** @type {(range: Range, model: { slot: Uint16Array, near: Uint16Array, align: Uint16Array }, length: number) => number} */
const distanceOf = (range, model, length) => {
  const slot = range.tree(model.slot, Math.min(length - 2, 3) << 6, 6);
  if (slot < 4) return slot;
  const bits = (slot >> 1) - 1;
  const base = ((2 | (slot & 1)) << bits) >>> 0;
  if (slot < 14) return base + range.treeReversed(model.near, base - slot, bits);
  return base + range.plain(bits - 4) * 16 + range.treeReversed(model.align, 0, 4);
};

/** @type {(range: Range, chances: Uint16Array, state: number, before: number, match: number) => number} */
const literalOf = (range, chances, state, before, match) => {
  const offset = 0x300 * (before >> 4);
  let symbol = 1;
  if (state >= 7) {
    do {
      const expected = (match >> 7) & 1;
      match <<= 1;
      const bit = range.bit(chances, offset + ((1 + expected) << 8) + symbol);
      symbol = (symbol << 1) | bit;
      if (bit !== expected) break;
    } while (symbol < 0x100);
  }
  while (symbol < 0x100) symbol = (symbol << 1) | range.bit(chances, offset + symbol);
  return symbol & 0xff;
};

/** @type {(input: Uint8Array, size: number) => Uint8Array} */
const decodeLzma = (input, size) => {
  const out = new Uint8Array(size);
  const range = new Range(input);
  const model = { literal: fresh(0x300 << 4), slot: fresh(256), near: fresh(115), align: fresh(16) };
  const [isMatch, isRepeat, isOlder, isThird, isFourth, isLong] = [12, 12, 12, 12, 12, 12].map(fresh);
  const [newLength, oldLength] = [lengths(), lengths()];
  const back = [0, 0, 0, 0];
  let [at, state] = [0, 0];
  while (at < size) {
    if (!range.bit(isMatch, state)) {
      out[at] = literalOf(range, model.literal, state, at ? out[at - 1] : 0, at ? out[at - back[0] - 1] : 0);
      at += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let length;
    if (!range.bit(isRepeat, state)) {
      length = range.length(newLength);
      back.unshift(distanceOf(range, model, length));
      back.length = 4;
      state = state < 7 ? 7 : 10;
    } else {
      let short = false;
      if (!range.bit(isOlder, state)) short = !range.bit(isLong, state);
      else back.unshift(back.splice(!range.bit(isThird, state) ? 1 : !range.bit(isFourth, state) ? 2 : 3, 1)[0]);
      length = short ? 1 : range.length(oldLength);
      state = state < 7 ? (short ? 9 : 8) : 11;
    }
    for (const end = at + length; at < end; at += 1) out[at] = out[at - back[0] - 1];
  }
  return out;
};
