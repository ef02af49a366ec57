import { Matrix, solve } from 'ml-matrix';
import { z } from 'zod';
import type { Station } from '../../prediction.ts';
import { object, positive } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { byLittle, refuseOverload } from '../little.ts';
import { poissonInput } from '../recognition/station.ts';
import { together } from '../together.ts';

const MOST_CLASSES = 200;

interface Params {
  readonly classes: readonly { readonly name?: string; readonly lambda: number; readonly mu: number; readonly weight: number }[];
}

export const mg1Dps = formula<Params>({
  name: 'mg1-dps',
  title: 'M/M/1-DPS (discriminatory processor sharing)',
  short: 'M/M/1-DPS',
  about: 'One slot shared by all jobs that are there, in proportion to the weights of their classes. Poisson arrivals, exponential sizes with a mean for each class. Means.',
  source: 'Fayolle, Mitrani and Iasnogorodski 1980, Journal of the ACM 27; survey: Altman, Avrachenkov and Ayesta 2006',
  kind: 'exact',
  breadth: 4,
  params: () => object({
    classes: z
      .array(
        object({
          name: z.string().min(1).optional().describe('name of the class'),
          lambda: positive('arrival rate of the class, jobs per time unit'),
          mu: positive('service rate of the class on a slot of its own, jobs per time unit'),
          weight: positive('weight g of each of its jobs'),
        }),
      )
      .min(1)
      .max(MOST_CLASSES)
      .describe('the classes'),
  }),
  equations: [
    'ρ = Σ λᵢ/μᵢ',
    'a job of class k is served at rate gₖ / Σ gᵢNᵢ',
    'E[Tₖ] (1 − Σⱼ λⱼgⱼ/(μⱼgⱼ + μₖgₖ)) − Σⱼ λⱼgⱼE[Tⱼ]/(μⱼgⱼ + μₖgₖ) = 1/μₖ   for every class k',
    'E[Wₖ] = E[Tₖ] − 1/μₖ,  E[Nₖ] = λₖE[Tₖ]',
    'Σ E[Nₖ]/μₖ = E[W₀]/(1−ρ) with E[W₀] = Σ λᵢ/μᵢ², whatever the weights   (conservation)',
  ],
  symbols: {
    'λᵢ, μᵢ': 'arrival rate and service rate of class i, jobs per time unit',
    gᵢ: 'weight of a job of class i',
    'Tₖ, Wₖ': 'response of class k, and its waiting: response less service time',
    Nₖ: 'jobs of class k in the system',
  },
  mistakes: [
    'A weight is that of each job, not of its class: a class with more jobs gets more, which generalised processor sharing avoids.',
    'Unlike under PS, the mean depends on the distribution of the sizes and not on its mean alone.',
    'Finite weights, however great, never give a strict priority; in the limit of their ratios they do: preemptive, with processor sharing within a class.',
  ],
  create: (params) => {
    const times = responses(params);
    const classes = params.classes.map(({ name, lambda, mu }, k) => ({
      name: name ?? `class ${k + 1}`,
      values: byLittle({ throughput: lambda, service: 1 / mu, waiting: times[k] - 1 / mu, slots: Infinity }),
    }));
    const { values } = together(classes.map((prediction) => ({ prediction, slots: 1, share: 1 })));
    return { values: { ...values, utilisation: loadOf(params) }, classes };
  },
  steps(params) {
    const times = responses(params);
    return [
      `ρ = ${params.classes.map(({ lambda, mu }) => `${figure(lambda)}/${figure(mu)}`).join(' + ')} = ${figure(loadOf(params))}`,
      `${params.classes.length} linear equations for the mean responses, solved:`,
      ...params.classes.map(({ name, weight }, k) => `${name ?? `class ${k + 1}`} (weight ${figure(weight)}): E[T] = ${figure(times[k])} time units`),
    ];
  },
  recognise,
  examples: [
    {
      params: { classes: [{ lambda: 0.3, mu: 1, weight: 1 }, { lambda: 0.8, mu: 4, weight: 1 }] },
      expect: { 'class 1 response': 2, 'class 2 response': 0.5, number: 1, utilisation: 0.5 },
      from: 'by hand: equal weights are processor sharing, E[T] = 1/(μ(1−ρ))',
    },
    {
      // 7 E[T₁] − 2 E[T₂] = 12 and 8 E[T₂] − E[T₁] = 12.
      params: { classes: [{ lambda: 0.25, mu: 1, weight: 1 }, { lambda: 0.25, mu: 1, weight: 2 }] },
      expect: { 'class 1 response': 20 / 9, 'class 2 response': 16 / 9, response: 2 },
      from: 'by hand: two equations',
    },
  ],
});

/** Poisson classes of exponential sizes, each with a mean of its own, at one slot with unlimited room. */
function recognise({ classes, sources, slots, speed, capacity, discipline }: Station): Params | undefined {
  if (discipline.name !== 'dps' || slots !== 1 || capacity < Infinity || !poissonInput(sources)) return undefined;
  const given = (discipline.params['weights'] ?? {}) as Readonly<Record<string, number>>;
  const present = classes.flatMap(({ name, weight }, index) => {
    const input = poissonInput(sources.filter((source) => source.class === index));
    return input ? [{ name, lambda: input.lambda, size: input.size, weight: Object.hasOwn(given, name) ? given[name] : weight }] : [];
  });
  if (present.length > MOST_CLASSES || present.some(({ size }) => size.name !== 'exponential')) return undefined;
  return { classes: present.map(({ size, ...one }) => ({ ...one, mu: speed / size.mean })) };
}

function loadOf({ classes }: Params): number {
  return classes.reduce((sum, { lambda, mu }) => sum + lambda / mu, 0);
}

function responses(params: Params): number[] {
  refuseOverload(loadOf(params), 'Σλ/μ');
  const { classes } = params;
  const share = (j: number, k: number) => (classes[j].lambda * classes[j].weight) / (classes[j].mu * classes[j].weight + classes[k].mu * classes[k].weight);
  const rows = classes.map((_, k) => {
    const others = classes.reduce((sum, __, j) => sum + share(j, k), 0);
    return classes.map((__, j) => (j === k ? 1 - others : 0) - share(j, k));
  });
  return solve(new Matrix(rows), Matrix.columnVector(classes.map(({ mu }) => 1 / mu))).to1DArray();
}
