/** A function that fails of itself, now and then, as real ones do. */

interface Given {
  readonly job: number;
  readonly mean: number;
  readonly throws: number;
  readonly hangs: number;
}

export async function unsteady({ job, mean, throws, hangs }: Given): Promise<number> {
  const chance = Math.random();
  if (chance < hangs) for (;;);
  await new Promise((resolve) => setTimeout(resolve, -mean * Math.log(1 - Math.random())));
  if (chance < hangs + throws) throw new Error('unsteady');
  return job;
}
