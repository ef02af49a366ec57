import type { Node } from '../model.ts';

/** How much work each node can do, as a fraction of what all can: slots times speed; nodes of unlimited slots count by speed alone. */
export function capacities(nodes: readonly Node[]): readonly number[] {
  const unlimited = nodes.some(({ slots }) => slots === Infinity);
  const each = nodes.map(({ slots, speed }) => (unlimited ? (slots === Infinity ? speed : 0) : slots * speed));
  const total = each.reduce((sum, capacity) => sum + capacity, 0);
  return each.map((capacity) => capacity / total);
}
