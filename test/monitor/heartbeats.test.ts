import { expect, it } from 'vitest';
import { type Anomaly, sentence } from '../../src/monitor/anomaly.ts';
import { Heartbeats } from '../../src/monitor/heartbeats.ts';

it('a node that falls silent is told of once, and again after it was heard', () => {
  const found: Anomaly[] = [];
  const heartbeats = new Heartbeats(150, (anomaly) => found.push(anomaly));
  const silences = [0, 50, 100, 150, 200, 250, 0, 50, 150];
  for (const [i, silence] of silences.entries()) {
    heartbeats.heard(50 * i, 3, silence);
    heartbeats.heard(50 * i, 4, 100);
  }
  expect(found).toEqual([
    { kind: 'missing heartbeat', time: 150, node: 3, figure: 150 },
    { kind: 'missing heartbeat', time: 400, node: 3, figure: 150 },
  ]);
  expect(sentence(found[0], 'ms')).toBe('no heartbeat of node 3 for 150 ms');
});

it('so is a worker that answers nothing else than its task', () => {
  const found: Anomaly[] = [];
  const hanging = new Heartbeats(1500, (anomaly) => found.push(anomaly), 'hanging task');
  for (const absorbed of [900, 1520, 1540, 0, 20]) hanging.heard(absorbed, 1, absorbed);
  expect(found).toEqual([{ kind: 'hanging task', time: 1520, node: 1, figure: 1520 }]);
  expect(sentence(found[0], 'ms')).toBe('a task of node 1 may hang: its worker has answered nothing else for 1520 ms');
});
