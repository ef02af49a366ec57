import { type Chain, reach, restricted, reversed } from './chain.ts';
import { cheapestOrder, eliminated } from './elimination.ts';
import { relaxed } from './relaxation.ts';

/** Up to so many multiplications (about a second) a chain is eliminated. */
const AFFORDABLE = 1e9;
/** Numbers that elimination may keep. */
const ROOM = 4e7;

/**
 * The stationary probabilities of a chain; 0 for states that it leaves for good.
 * By elimination without subtraction, each probability to about 14 digits however small, where that is affordable: a thousand
 * states that are tied to one another in any way, or a long chain in which states are tied to near ones (1e5 states of a queue
 * and a few phases). Beyond that by relaxation, to about 12 digits of the large ones.
 * Throws an Error where there is more than one closed class of states, so that there is no single answer.
 */
export function stationary(chain: Chain): Float64Array {
  const states = closedClass(chain);
  if (!states) throw new Error('the chain has more than one closed class of states: where it ends depends on where it starts');
  const inner = states.length === chain.size ? chain : restricted(chain, states);
  const { order, cost } = cheapestOrder(inner);
  // The envelope holds at most as many numbers as the root of states times cost, by Cauchy and Schwarz, on each side.
  const affordable = cost <= AFFORDABLE && 2 * Math.sqrt(inner.size * cost) <= ROOM;
  const weights = affordable ? eliminated(inner, order) : relaxed(inner);
  const all = new Float64Array(chain.size);
  for (const [at, state] of states.entries()) all[state] = weights[at];
  return all;
}

/** The states that are visited for ever; undefined where they are of several classes that do not lead to one another. */
export function closedClass(chain: Chain): Int32Array | undefined {
  const back = reversed(chain);
  // If any state can be reached from all, then the last from which a search against the arrows has to begin anew.
  const seen = new Uint8Array(chain.size);
  let last = 0;
  for (let i = 0; i < chain.size; i++) {
    if (seen[i]) continue;
    last = i;
    reach(back, i, seen);
  }
  const [from, on] = [new Uint8Array(chain.size), new Uint8Array(chain.size)];
  reach(back, last, from);
  if (from.includes(0)) return undefined;
  reach(chain, last, on);
  return Int32Array.from(on.keys()).filter((i) => on[i] === 1);
}
