import { expect, test } from 'vitest';
import { uniform } from '../../../src/random/distributions/uniform.ts';
import { mg1 } from '../../../src/theory/general/mg1.ts';
import { jackson } from '../../../src/theory/networks/jackson.ts';
import { qna } from '../../../src/theory/networks/qna.ts';
import { gapVariability, waitByTwoMoments } from '../../../src/theory/networks/variability.ts';
import { expectAgreement, expectClose } from '../close.ts';

const ROUTING = [[0, 0.5, 0.3], [0.1, 0, 0.4], [0.2, 0, 0.2]];

test('a Jackson network where nothing is more or less variable than Poisson', () => {
  const said = qna.create({ stations: [3, 2, 2.5].map((mu) => ({ mu, scv: 1 })), routing: ROUTING, arrivals: [1, 0, 0.3].map((rate) => ({ rate, scv: 1 })) });
  const wanted = jackson.create({ stations: [3, 2, 2.5].map((mu) => ({ mu, servers: 1 })), routing: ROUTING, arrivals: [1, 0, 0.3] });
  expectAgreement(said.values, wanted.values, ['response', 'waiting', 'number', 'queue', 'throughput', 'utilisation']);
  for (const [i, part] of said.classes!.entries()) expectAgreement(part.values, wanted.classes![i].values, Object.keys(part.values));
  for (const c of Object.values(said.others!)) expectClose(c, 1);
});

test('one station with Poisson arrivals is M/G/1', () => {
  const size = uniform.create({ min: 0, max: 2 });
  for (const lambda of [0.01, 0.5, 0.999]) {
    const said = qna.create({ stations: [{ mu: 1, scv: size.variance }], routing: [[0]], arrivals: [{ rate: lambda, scv: 1 }] });
    expectAgreement(said.values, mg1.create({ lambda, size, speed: 1, discipline: 'size-blind' }).values, ['response', 'waiting', 'number', 'queue']);
  }
});

test('the variabilities solve the equations of departing, splitting and merging', () => {
  const stations = [{ flow: 0.9, load: 0.6, scv: 0.05, outside: { rate: 0.63, scv: 4 } }, { flow: 0.55, load: 0.9, scv: 3, outside: { rate: 0.1, scv: 0.5 } }, { flow: 0.7, load: 0.3, scv: 1.5, outside: { rate: 0.073, scv: 1 } }];
  const gaps = gapVariability(stations, ROUTING);
  const departing = stations.map(({ load, scv }, i) => load ** 2 * Math.max(scv, 0.2) + (1 - load ** 2) * gaps[i]);
  for (const [j, { flow, load, outside }] of stations.entries()) {
    const parts = [{ share: outside.rate / flow, scv: outside.scv }, ...stations.map((from, i) => ({ share: (from.flow * ROUTING[i][j]) / flow, scv: ROUTING[i][j] * departing[i] + 1 - ROUTING[i][j] }))];
    const v = 1 / parts.reduce((sum, { share }) => sum + share ** 2, 0);
    const w = 1 / (1 + 4 * (1 - load) ** 2 * (v - 1));
    // Shares sum to 1 where flows are in balance; here the equation is the same without it.
    expectClose(gaps[j], 1 - w + w * parts.reduce((sum, { share, scv }) => sum + share * scv, 0), 1e-12);
  }
});

test('regular arrivals and services never wait; at full load the correction is gone', () => {
  expect(waitByTwoMoments(1, 0.8, 0, 0)).toBe(0);
  expectClose(waitByTwoMoments(1, 1 - 1e-9, 0.3, 0.4), 0.35e9, 1e-6);
  expect(waitByTwoMoments(1, 0.1, 0.2, 0.5)).toBeLessThan(waitByTwoMoments(1, 0.1, 1, 0.5) / 2);
});

test('arrivals are a rate or a rate with its variability', () => {
  const params = qna.params.parse({ stations: [{ mu: 2 }, { mu: 3, scv: 0 }], routing: [[0, 1], [0, 0]], arrivals: [{ rate: 1, scv: 0.5 }, 0.5] });
  expect(params.arrivals).toEqual([{ rate: 1, scv: 0.5 }, { rate: 0.5, scv: 1 }]);
  expect(() => qna.create({ ...params, arrivals: [{ rate: 3, scv: 1 }, { rate: 0, scv: 1 }] })).toThrow('load λ/μ = 1.5 of station 1 is not below 1');
});
