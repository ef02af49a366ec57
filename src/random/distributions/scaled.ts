import type { ComplexValue, Distribution } from '../../model.ts';
import { power } from '../../power.ts';

/** The distribution of `factor` times the variate; it keeps its name, since every family here is closed under scaling. */
export function scaled(distribution: Distribution, factor: number): Distribution {
  const { density, transform, phases, parts, support } = distribution;
  if (factor === 1) return distribution;
  return {
    name: distribution.name,
    mean: factor * distribution.mean,
    variance: factor ** 2 * distribution.variance,
    support: [factor * support[0], factor * support[1]],
    atoms: distribution.atoms,
    sample: (stream) => factor * distribution.sample(stream),
    moment: (k) => power(factor, k) * distribution.moment(k),
    cdf: (x) => distribution.cdf(x / factor),
    ...(density && { density: (x: number) => density(x / factor) / factor }),
    ...(transform && { transform: (s: ComplexValue) => transform({ re: s.re * factor, im: s.im * factor }) }),
    ...(distribution.masses && {
      masses: () => {
        const { values, probabilities } = distribution.masses!();
        return { values: Float64Array.from(values, (value) => factor * value), probabilities };
      },
    }),
    ...(parts && { parts: parts.map((part) => ({ weight: part.weight, distribution: scaled(part.distribution, factor) })) }),
    ...(phases && { phases: { ...phases, generator: phases.generator.map((row) => row.map((rate) => rate / factor)) } }),
  };
}
