import type { Stream } from '../../model.ts';
import { TournamentCalendar } from '../calendar/tournament-calendar.ts';
import { type JobMaker, type Places, partOf, placesFor } from './job-maker.ts';
import { JobsOfSource, type OpenSource } from './jobs-of-source.ts';

/** The jobs of many sources, or of some of which several may come at one moment: whose last job came first is then first, as in the general loop. */
export class InTurn implements JobMaker {
  private readonly places: Places;
  /** What the sources make: so many places for each. */
  private readonly made: Places;
  private readonly each: number;
  private readonly sources: readonly JobsOfSource[];
  /** The place of the next job of each source, and when it comes. */
  private readonly next: Int32Array;
  private readonly calendar = new TournamentCalendar();

  constructor(sources: readonly OpenSource[], each: number, places: Places, stream: (name: string) => Stream) {
    this.places = places;
    this.made = placesFor(each * sources.length);
    this.each = each;
    this.sources = sources.map((source, index) => new JobsOfSource(source, partOf(this.made, each * index, each * (index + 1)), stream));
    this.next = Int32Array.from(sources, (_, index) => each * index);
    this.calendar.allocate(sources.length);
    for (const [index, source] of this.sources.entries()) {
      source.make();
      this.calendar.set(index, this.made.times[this.next[index]]);
    }
  }

  make(): void {
    const { places, made, each, sources, next, calendar } = this;
    for (let place = 0; place < places.times.length; place++) {
      const index = calendar.first();
      const job = next[index];
      places.times[place] = made.times[job];
      places.sizes[place] = made.sizes[job];
      places.classes[place] = made.classes[job];
      next[index]++;
      if (next[index] === each * (index + 1)) {
        sources[index].make();
        next[index] = each * index;
      }
      calendar.set(index, made.times[next[index]]);
    }
  }
}
