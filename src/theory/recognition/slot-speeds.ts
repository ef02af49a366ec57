import type { Node } from '../../model.ts';

/** The speeds of all slots, fastest first; undefined where slots are unlimited. */
export function slotSpeeds(nodes: readonly Node[]): readonly number[] | undefined {
  if (nodes.some(({ slots }) => slots === Infinity)) return undefined;
  return nodes.flatMap(({ slots, speed }) => Array.from({ length: slots }, () => speed)).toSorted((a, b) => b - a);
}
