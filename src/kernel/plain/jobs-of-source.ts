import type { OpenArrivals, Source, Stream } from '../../model.ts';
import { sizesOf } from '../arrivals.ts';
import { Draws } from '../draws.ts';
import type { JobMaker, Places } from './job-maker.ts';

export type OpenSource = Source & { readonly process: OpenArrivals };

/** The jobs of one source. */
export class JobsOfSource implements JobMaker {
  private readonly times: Float64Array;
  private readonly sizes: Float64Array;
  private last = 0;
  private readonly gapDraws: Draws;
  private readonly sizeDraws: Draws;

  constructor(source: OpenSource, { times, sizes, classes }: Places, stream: (name: string) => Stream) {
    this.times = times;
    this.sizes = sizes;
    classes.fill(source.class);
    const gaps = source.process.begin(stream(`arrivals/${source.name}`));
    this.gapDraws = new Draws(() => gaps.next(), gaps.fill);
    this.sizeDraws = sizesOf(source, stream(`sizes/${source.name}`));
  }

  make(): void {
    const { times } = this;
    this.gapDraws.fill(times);
    this.sizeDraws.fill(this.sizes);
    let time = this.last;
    for (let i = 0; i < times.length; i++) {
      time += times[i];
      times[i] = time;
    }
    this.last = time;
  }
}
