/**
 * Colours and shapes of lines: the palette of Okabe and Ito (2008) without its yellow, which is too pale for a line, and its
 * black, which is theory's; wine and brown stand in, which colour-blind people can tell from the rest by how dark they are.
 */

const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#882255', '#8C6D31'] as const;
export const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'triangle-down', 'cross', 'triangle-left', 'triangle-right'] as const;

/** Policies that many charts have in common keep their colour from one to the next. */
const KEPT: Readonly<Record<string, number>> = {
  jsq: 0, random: 1, 'power-of-d': 2, 'round-robin': 3, 'weighted-random': 4, 'shortest-expected-delay': 5, 'optimal-split': 6, central: 7,
  srpt: 0, fcfs: 1, ps: 2, las: 3, sjf: 5, psjf: 4, lcfs: 6, 'lcfs-preemptive': 7,
};

export interface Look {
  readonly colour: string;
  readonly shape: (typeof SHAPES)[number];
}

/** A look for each name, all different for up to eight of them; known policies have theirs wherever it is free. */
export function looks(names: readonly string[]): readonly Look[] {
  const taken = new Map<number, number>();
  const wanted = names.map((name) => KEPT[name.replace(/[^a-z-].*$/, '')]);
  for (const [index, place] of wanted.entries()) if (place !== undefined && ![...taken.values()].includes(place)) taken.set(index, place);
  const free = COLOURS.map((_, place) => place).filter((place) => ![...taken.values()].includes(place));
  let next = 0;
  const places = names.map((_, index) => taken.get(index) ?? (next < free.length ? free[next++] : next++ % COLOURS.length));
  return places.map((place, index) => {
    // Where a colour comes again, its shape is another.
    const before = places.slice(0, index).filter((other) => other === place).length;
    return { colour: COLOURS[place], shape: SHAPES[(place + 3 * before) % SHAPES.length] };
  });
}
