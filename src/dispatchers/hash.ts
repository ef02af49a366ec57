/** Hashes of whole numbers in 32-bit integer arithmetic, which is the same on every engine. */

/** Spreads 32 bits over 32 bits, one to one: each bit of the argument changes each of the result for half of all arguments. Source: Appleby 2008, MurmurHash3 (the finaliser). */
export function spread(word: number): number {
  let bits = word ^ (word >>> 16);
  bits = Math.imul(bits, 0x85eb_ca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2_ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Of a whole number below 2^53 in size, any of 0 … 2^32 − 1. */
export function hash(key: number): number {
  return together(spread(Math.floor(key / 2 ** 32) | 0), key | 0);
}

/** Of two words, in this order. */
export function together(first: number, second: number): number {
  return spread(spread(first + 0x9e37_79b9) ^ Math.imul(second, 0x9e37_79b1));
}
