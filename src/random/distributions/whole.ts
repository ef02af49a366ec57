import type { Distribution } from '../../model.ts';

/** Looks for probability strictly between whole numbers, up to this far into the support. */
const LOOKED_AT = 10_000;

/** Why the values of the distribution are not whole numbers of 1 or more; undefined where they are. */
export function notWhole({ name, atoms, support: [low, high], cdf }: Distribution): string | undefined {
  if (!atoms) return `${name} is continuous`;
  if (low < 1) return `${name} can be ${low}`;
  for (let n = Math.floor(low); n <= Math.min(high, low + LOOKED_AT); n++) {
    if (cdf(n) < cdf((n + 1) * (1 - 2 ** -50))) return `${name} can lie between ${n} and ${n + 1}`;
  }
  return undefined;
}
