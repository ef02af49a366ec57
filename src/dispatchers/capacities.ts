import type { Node } from '../model.ts';
import { ParamError } from '../params.ts';

/** How much work each node can do, as a fraction of what all can: slots times speed; nodes of unlimited slots count by speed alone. */
export function capacities(nodes: readonly Node[]): readonly number[] {
  const unlimited = nodes.some(({ slots }) => slots === Infinity);
  const each = nodes.map(({ slots, speed }) => (unlimited ? (slots === Infinity ? speed : 0) : slots * speed));
  const total = each.reduce((sum, capacity) => sum + capacity, 0);
  return each.map((capacity) => capacity / total);
}

/** One weight for each node, as given or, by speed, what it can do. Throws a ParamError. */
export function weightsOf(weights: 'speed' | readonly number[], nodes: readonly Node[]): readonly number[] {
  if (weights === 'speed') return nodes.map(({ slots, speed }) => (slots === Infinity ? speed : slots * speed));
  if (weights.length !== nodes.length) throw new ParamError(`needs one weight for each of the ${nodes.length} nodes, not ${weights.length}`, ['weights']);
  return weights;
}
