/** How much goes to each of several nodes. */
import { squareRootSplit } from '../../square-root-split.ts';
import { spareRate, type SplitParams } from './split-nodes.ts';

/** The split of least mean response. Source: Bell and Stidham 1983. */
export function optimalFlows(params: SplitParams): readonly number[] {
  spareRate(params);
  return squareRootSplit(params.lambda, params.mu);
}

/** The split in which all nodes in use have one response: xᵢ = μᵢ − (Σⱼ μⱼ − λ)/k. Source: Wardrop 1952. */
export function selfishFlows(params: SplitParams): readonly number[] {
  spareRate(params);
  const excess = (rate: number, used: readonly number[]) => params.lambda + used.reduce((sum, other) => sum + (rate - other), 0);
  return fastestNodes(
    params,
    (fastest) => excess(fastest.at(-1)!, fastest) > 0,
    (rate, used) => excess(rate, used) / used.length,
  );
}

/** The fastest nodes first, as many as `isUsed` says of k of them; `flow` of each, 0 of the others, in the order of the nodes. */
function fastestNodes({ mu }: SplitParams, isUsed: (fastest: readonly number[]) => boolean, flow: (rate: number, used: readonly number[]) => number): readonly number[] {
  const order = [...mu.keys()].toSorted((i, j) => mu[j] - mu[i]);
  let count = 1;
  while (count < mu.length && isUsed(order.slice(0, count + 1).map((i) => mu[i]))) count++;
  const used = order.slice(0, count);
  const rates = used.map((i) => mu[i]);
  const flows = mu.map(() => 0);
  for (const i of used) flows[i] = flow(mu[i], rates);
  return flows;
}
