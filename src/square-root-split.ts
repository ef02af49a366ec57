/**
 * How much of a Poisson stream of rate `lambda` goes to each M/M/1 node of the given rates so that the mean response is
 * least: xᵢ = μᵢ − √μᵢ (Σⱼ μⱼ − λ)/Σⱼ √μⱼ over the fastest nodes, as many as this gives something; nothing to the others.
 * λ is below the sum of the rates.
 *
 * It is written as xᵢ = √μᵢ (λ + Σⱼ √μⱼ (√μᵢ − √μⱼ))/Σⱼ √μⱼ, with sums of differences from one node to the next, so that it is
 * exact where nodes are alike, whatever the load. O(n log n).
 *
 * Source: Bell and Stidham 1983; Tantawi and Towsley 1985.
 */
export function squareRootSplit(lambda: number, rates: readonly number[]): readonly number[] {
  const order = [...rates.keys()].toSorted((i, j) => rates[j] - rates[i]);
  const roots = order.map((node) => Math.sqrt(rates[node]));
  // Σⱼ √μⱼ over the nodes in use, and λ less Σⱼ √μⱼ (√μⱼ − √μᵢ) over those faster than the i-th.
  let sum = roots[0];
  const over = [lambda];
  while (over.length < roots.length) {
    const next = over.length;
    const left = over[next - 1] - (roots[next - 1] - roots[next]) * sum;
    if (!(left > 0)) break;
    over.push(left);
    sum += roots[next];
  }
  const flows = rates.map(() => 0);
  // The same over those slower than the i-th.
  let [slower, below] = [0, 0];
  for (let place = over.length - 1; place >= 0; place--) {
    if (place + 1 < over.length) {
      below += roots[place + 1];
      slower += (roots[place] - roots[place + 1]) * below;
    }
    flows[order[place]] = (roots[place] * (over[place] + slower)) / sum;
  }
  return flows;
}
