import alea from 'seedrandom/lib/alea.js';
import type { Stream } from '../model.ts';
import { Sfc32 } from './sfc32.ts';
import { exponential, fillExponential, normal } from './ziggurat.ts';

/**
 * The stream of that name: the same name gives the same numbers everywhere, different names independent ones.
 * seedrandom's alea hashes every character. Its default ARC4 does not tell "a" from "aa", nor characters 256 apart.
 */
export function stream(name: string): Stream {
  const seed = alea(name);
  return new NamedStream(new Sfc32(seed.int32(), seed.int32(), seed.int32(), seed.int32()));
}

class NamedStream implements Stream {
  private readonly bits: Sfc32;

  constructor(bits: Sfc32) {
    this.bits = bits;
  }

  uniform(): number {
    return this.bits.uniform();
  }

  exponential(): number {
    return exponential(this.bits);
  }

  exponentials(values: Float64Array, mean = 1): void {
    fillExponential(this.bits, mean, values);
  }

  normal(): number {
    return normal(this.bits);
  }

  integer(n: number): number {
    return n <= 2 ** 21 ? byMultiplying(this.bits, n) : byRejecting(this.bits, n);
  }
}

/** Lemire 2019, "Fast random integer generation in an interval": n < 2^21 keeps the product exact in a double. */
function byMultiplying(bits: Sfc32, n: number): number {
  for (;;) {
    const word = bits.next() >>> 0;
    const low = Math.imul(word, n) >>> 0;
    // The 2^32 mod n least products would make some results likelier; that remainder is below n.
    if (low >= n || low >= 2 ** 32 % n) return (word * n - low) * 2 ** -32;
  }
}

function byRejecting(bits: Sfc32, n: number): number {
  const fair = 2 ** 32 - (2 ** 32 % n);
  for (;;) {
    const word = bits.next() >>> 0;
    if (word < fair) return word % n;
  }
}
