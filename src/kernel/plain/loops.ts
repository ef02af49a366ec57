import { ManyNodes } from './many-nodes.ts';
import { OneNode } from './one-node.ts';
import type { Way } from './plain-system.ts';

// The loops for each way of serving. The engine's compiler makes one code of a function for everything that any caller has met, so a
// loop that has seen all of them gets little of each put into it. The build therefore gives each its own copy of the module
// (rolldown.config.js), which is worth up to a tenth; where nothing is built they are the same.

export const oneNode = { inOrder: OneNode, byPriority: OneNode, ranked: OneNode, sharing: OneNode, attaining: OneNode } satisfies Record<Exclude<Way, 'inSlots'>, unknown>;
export const manyNodes = { inOrder: ManyNodes, inSlots: ManyNodes, byPriority: ManyNodes, ranked: ManyNodes, sharing: ManyNodes, attaining: ManyNodes } satisfies Record<Way, unknown>;
