import { describe, expect, test } from 'vitest';
import { NONE } from '../../src/kernel/jobs.ts';
import { Slots } from '../../src/kernel/mechanisms/slots.ts';
import { Stations } from '../../src/kernel/stations.ts';

const nodes = [
  { slots: 2, speed: 1, capacity: Infinity },
  { slots: 1, speed: 4, capacity: Infinity },
  { slots: 3, speed: 2, capacity: Infinity },
];

describe('behind one queue, nodes', () => {
  const stations = new Stations(nodes, true);

  test('are one station with the slots of all, the fastest first', () => {
    expect([stations.count, stations.slots[0], stations.speed(0)]).toEqual([1, 6, 4]);
    expect([...stations.slotSpeed]).toEqual([4, 2, 2, 2, 1, 1]);
    expect([...stations.slotNode]).toEqual([1, 2, 2, 2, 0, 0]);
    expect([0, 1, 2, 3, 4, 5].map((rank) => stations.node(0, rank))).toEqual([1, 2, 2, 2, 0, 0]);
  });

  test('together are as fast as their fastest slots', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((used) => stations.totalSpeed(0, used))).toEqual([0, 4, 6, 8, 10, 11, 12]);
  });

  test('of equal speed keep their order', () => {
    const equal = new Stations(nodes.map((node) => ({ ...node, speed: 3 })), true);
    expect([...equal.slotNode]).toEqual([0, 0, 1, 2, 2, 2]);
    expect(equal.totalSpeed(0, 4)).toBe(12);
  });
});

describe('behind a push dispatcher, each node', () => {
  const stations = new Stations(nodes, false);

  test('is a station', () => {
    expect([...stations.slots]).toEqual([2, 1, 3]);
    expect([...stations.firstSlot]).toEqual([0, 2, 3]);
    expect([...stations.slotNode]).toEqual([0, 0, 1, 2, 2, 2]);
    expect([0, 1, 2].map((station) => stations.speed(station))).toEqual([1, 4, 2]);
    expect([stations.totalSpeed(2, 2), stations.node(2, 1)]).toEqual([4, 2]);
  });

  test('finds its own idle slots', () => {
    const slots = new Slots(stations, false);
    for (let slot = 0; slot < 6; slot++) {
      const station = [0, 0, 1, 2, 2, 2][slot];
      expect(slots.idle(station)).toBe(slot);
      slots.put(slot, 10 + slot);
    }
    expect([0, 1, 2].map((station) => slots.idle(station))).toEqual([NONE, NONE, NONE]);
    slots.put(4, 20);
    expect(slots.idle(2)).toBe(NONE);
    slots.vacate(5);
    slots.vacate(4);
    expect([0, 1, 2].map((station) => slots.idle(station))).toEqual([NONE, NONE, 4]);
    expect([...slots.row]).toEqual([10, 11, 12, 13, NONE, NONE]);
  });
});
