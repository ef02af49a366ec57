/**
 * Mean waits in M/G/1 with priorities and no preemption, the most urgent class first: W_k = W₀/((1−σ_{k−1})(1−σ_k)), where
 * W₀ = Σ λE[S²]/2 and σ_k is the load of the classes down to k. Source: Cobham 1954, Operations Research 2.
 */
export function cobham(classes: readonly { readonly lambda: number; readonly service: number; readonly second: number }[]): readonly number[] {
  const residual = classes.reduce((sum, { lambda, second }) => sum + (lambda * second) / 2, 0);
  let above = 0;
  return classes.map(({ lambda, service }) => {
    const down = above + lambda * service;
    const wait = residual / ((1 - above) * (1 - down));
    above = down;
    return wait;
  });
}
