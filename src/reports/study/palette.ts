/**
 * Colours and shapes of lines: the palette of Okabe and Ito (2008) without its yellow, which is too pale for a line, its
 * black, which is theory's, and its second blue, which is the first again to a quick eye; grey, wine and brown stand in,
 * which colour-blind people can tell from the rest by how dark they are.
 */

const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#999999', '#882255', '#8C6D31'] as const;
/** The same, the pale ones darker, for letters. */
const INKS = ['#0072B2', '#C35400', '#00805D', '#B0548A', '#A87400', '#6E6E6E', '#5F0C38', '#7A5E29'] as const;
export const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross', 'triangle-left', 'triangle-right'] as const;

/** A policy has one colour in all charts; those that are often met together have different ones. */
const KEPT: Readonly<Record<string, number>> = {
  jsq: 0, random: 1, 'power-of-d': 2, 'round-robin': 3, 'weighted-random': 4, central: 4, 'power-of-d(d=3)': 4, 'shortest-expected-delay': 5,
  sita: 5, 'redundancy-d': 5, 'optimal-split': 6, 'join-idle-queue': 6, 'least-work-left': 7, 'join-below-threshold': 7, 'weighted-round-robin': 3,
  'least-connections': 0, prequal: 4, 'peak-ewma': 7, contextual: 5, ucb: 6, thompson: 7, 'consistent-hash': 6, rendezvous: 7,
  srpt: 0, fcfs: 1, ps: 2, lcfs: 3, las: 4, sjf: 5, 'srpt-bounce': 6, 'lcfs-preemptive': 6, psjf: 7, gittins: 6, serpt: 3, mlfq: 5,
  priority: 4, 'priority-ageing': 5, 'accumulating-priority': 2, 'c-mu': 6, edf: 0, 'least-laxity': 5, dps: 5, gps: 7, wfq: 6, drr: 4,
  stride: 6, lottery: 7, 'random-order': 5, hrrn: 7, ljf: 6,
};

export interface Look {
  readonly colour: string;
  /** Of letters in this colour, which thin strokes must not make pale. */
  readonly ink: string;
  readonly shape: (typeof SHAPES)[number];
}

/** A look for each name, all different for up to eight of them; a name has its own wherever that is free, known policies first. */
export function looks(names: readonly string[]): readonly Look[] {
  const taken = new Map<number, number>();
  const claim = (wanted: (name: string) => number | undefined) => {
    for (const [index, name] of names.entries()) {
      const place = taken.has(index) ? undefined : wanted(name);
      if (place !== undefined && ![...taken.values()].includes(place)) taken.set(index, place);
    }
  };
  claim((name) => KEPT[name]);
  claim((name) => KEPT[name.replace(/[^a-z-].*$/, '')]);
  claim(scattered);
  const free = COLOURS.map((_, place) => place).filter((place) => ![...taken.values()].includes(place));
  let next = 0;
  const places = names.map((_, index) => taken.get(index) ?? (next < free.length ? free[next++] : next++ % COLOURS.length));
  return places.map((place, index) => {
    // Where a colour comes again, its shape is another.
    const before = places.slice(0, index).filter((other) => other === place).length;
    return { colour: COLOURS[place], ink: INKS[place], shape: SHAPES[(place + 3 * before) % SHAPES.length] };
  });
}

/** Of a name that is not known: any place, always the same. */
function scattered(name: string): number {
  return [...name].reduce((sum, character) => (31 * sum + character.codePointAt(0)!) % 1_000_003, 7) % COLOURS.length;
}
