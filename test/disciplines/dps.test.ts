/** Sharing by weights against theory. */
import { expect, test } from 'vitest';
import { dps } from '../../src/disciplines/dps.ts';
import { gps } from '../../src/disciplines/gps.ts';
import { ps } from '../../src/disciplines/ps.ts';
import { exponential } from '../../src/random/distributions/exponential.ts';
import { hyperexponential } from '../../src/random/distributions/hyperexponential.ts';
import { mg1Dps } from '../../src/theory/scheduling/mg1-dps.ts';
import { by, type Done, meanOf, meanResponse, measured, play } from './play.ts';

const classes = [
  { lambda: 0.3, mu: 1, weight: 1 },
  { lambda: 0.6, mu: 2, weight: 6 },
];
const streams = classes.map(({ lambda, mu, weight }) => ({ rate: lambda, size: exponential.create({ mean: 1 / mu }), weight }));
const ofClass = (k: number) => (done: readonly Done[]) => meanResponse(done.filter((job) => job.class === k));

test('discriminatory: the mean of each class (Fayolle, Mitrani and Iasnogorodski 1980)', () => {
  const truth = mg1Dps.create({ classes }).classes!.map(({ values }) => values['response']);
  for (const [k, expected] of truth.entries()) {
    const { mean, error } = meanOf(measured({ streams, jobs: 10_000 }, by(dps), 16, ofClass(k)));
    expect(Math.abs(mean - expected) / error, `class ${k}: ${mean} for ${expected}`).toBeLessThan(4);
    expect(error / expected).toBeLessThan(0.05);
  }
});

test('both with equal weights and one class, and discriminatory with several: processor sharing, job by job', () => {
  const equal = [{ rate: 0.4, size: hyperexponential.create({ mean: 1, scv: 4 }), weight: 2 }, { rate: 0.4, size: exponential.create({ mean: 1 }), weight: 2 }];
  const same = (used: typeof equal, policy: ReturnType<typeof by>) => {
    const [ours, theirs] = [policy, by(ps)].map((each) => play({ streams: used, jobs: 2000, nodes: [{ slots: 2, speed: 0.5 }] }, each).toSorted((a, b) => a.arrival - b.arrival));
    expect(ours.length).toBe(theirs.length);
    for (const [i, { at, class: jobClass }] of ours.entries()) {
      expect(Math.abs(at - theirs[i].at)).toBeLessThan(1e-7 * (1 + at));
      expect(jobClass).toBe(theirs[i].class);
    }
  };
  same(equal, by(dps));
  same([equal[0]], by(gps));
});

test('generalised: a class is not hurt by how many jobs another has, as it is where each job has a weight', () => {
  const crowd = [
    { rate: 0.2, size: exponential.create({ mean: 1 }) },
    { rate: 0.7, size: exponential.create({ mean: 1 }) },
  ];
  const [perClass, perTask] = [gps, dps].map((discipline) => meanOf(measured({ streams: crowd, jobs: 10_000 }, by(discipline), 8, ofClass(0))).mean);
  // Alone it would have 1/(1 − 0.2); half the slot is always its own: no worse than a slot of half the speed, 2/(1 − 0.4).
  expect(perClass).toBeGreaterThan(1.25);
  expect(perClass).toBeLessThan(2 / 0.6);
  expect(perTask).toBeGreaterThan(2 * perClass);
});
