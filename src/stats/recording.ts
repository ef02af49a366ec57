/**
 * What one replication leaves behind: its measurements cut into sections of its horizon. Warm-up is removed by leaving
 * sections out, batches are made by joining them, and replications by joining everything. Plain data, so that it
 * crosses from worker to worker.
 */
import { type Moments, joinMoments, NO_MOMENTS } from './moments.ts';
import { joinSizes, type SizeSection } from './size-tallies.ts';
import { joinSketches, NO_SKETCH, type Sketch } from './sketch.ts';

/** Moments and quantiles of one quantity per job. */
export interface Tally {
  readonly moments: Moments;
  readonly sketch: Sketch;
}

/** Jobs done that had a deadline, and those of them that were done after it. */
export interface Deadlines {
  readonly due: number;
  readonly missed: number;
}

/** Tries that were begun, and jobs that were given up after one. */
export interface Tried {
  readonly tries: number;
  readonly dead: number;
}

/** What went wrong, and what it cost. */
export interface Troubles {
  /** Σ over the nodes of the time for which they were down. */
  readonly downTime: number;
  /** Work done in tries that came to nothing. */
  readonly wasted: number;
}

/** The tasks of jobs that have several. */
export interface TaskSection {
  /** ∫ tasks in the system dt. */
  readonly time: number;
  /** Σ response of the tasks done, each from when its job came. */
  readonly responses: number;
}

export interface ClassSection {
  readonly arrived: number;
  readonly completed: number;
  /** Turned away, or given up. */
  readonly lost: number;
  /** Absent where tasks are not tried again. */
  readonly tried?: Tried;
  /** Absent where none of the jobs done had a deadline. */
  readonly deadlines?: Deadlines;
  /** By threshold of the scenario: jobs done that took longer; absent where there are none. */
  readonly above?: Float64Array;
  /** ∫ jobs of the class in the system dt. */
  readonly jobTime: number;
  readonly response: Tally;
  readonly waiting: Tally;
  readonly slowdown: Tally;
}

/** Columns over the nodes. Where jobs have several tasks, what is counted at nodes are these. */
export interface NodeSection {
  readonly completed: Float64Array;
  readonly lost: Float64Array;
  /** Σ response of the jobs completed. */
  readonly response: Float64Array;
  /** ∫ jobs at the node dt; absent where jobs wait in the pool's one queue. */
  readonly jobTime?: Float64Array;
  /** ∫ busy slots dt. */
  readonly busyTime: Float64Array;
}

export interface Section {
  readonly time: number;
  readonly jobTime: number;
  /** ∫ busy slots dt. */
  readonly busyTime: number;
  /** ∫ speed of the busy slots dt: the work that was done. */
  readonly work: number;
  readonly classes: readonly ClassSection[];
  /** Absent in pools of more nodes than are listed one by one. */
  readonly nodes?: NodeSection;
  /** Present where the scenario asks for it. */
  readonly sizes?: SizeSection;
  /** Present where tasks are tried again. */
  readonly troubles?: Troubles;
  /** Present where jobs have several tasks. */
  readonly tasks?: TaskSection;
}

/** Mean number in system over short intervals: the picture over time. */
export interface Series {
  /** When each interval ended. */
  readonly end: Float64Array;
  readonly number: Float64Array;
}

export interface Recording {
  readonly sections: readonly Section[];
  readonly series: Series;
  /** When the last job was done; 0 where none was. */
  readonly lastDone: number;
}

export function joinTallies(tallies: readonly Tally[]): Tally {
  return {
    moments: tallies.reduce((joined, { moments }) => joinMoments(joined, moments), NO_MOMENTS),
    sketch: tallies.length === 0 ? NO_SKETCH : joinSketches(tallies.map(({ sketch }) => sketch)),
  };
}

export function joinDeadlines(parts: readonly Pick<ClassSection, 'deadlines'>[]): Pick<ClassSection, 'deadlines'> {
  const known = parts.flatMap(({ deadlines }) => deadlines ?? []);
  return known.length === 0 ? {} : { deadlines: { due: sum(known, ({ due }) => due), missed: sum(known, ({ missed }) => missed) } };
}

export function joinTried(parts: readonly Pick<ClassSection, 'tried'>[]): Pick<ClassSection, 'tried'> {
  const known = parts.flatMap(({ tried }) => tried ?? []);
  return known.length === 0 ? {} : { tried: { tries: sum(known, ({ tries }) => tries), dead: sum(known, ({ dead }) => dead) } };
}

function joinTroubles(parts: readonly Pick<Section, 'troubles'>[]): Pick<Section, 'troubles'> {
  const known = parts.flatMap(({ troubles }) => troubles ?? []);
  return known.length === 0 ? {} : { troubles: { downTime: sum(known, ({ downTime }) => downTime), wasted: sum(known, ({ wasted }) => wasted) } };
}

export function joinAbove(parts: readonly Pick<ClassSection, 'above'>[]): Pick<ClassSection, 'above'> {
  const [first] = parts;
  return first?.above ? { above: first.above.map((_, index) => sum(parts, ({ above }) => above![index])) } : {};
}

function joinTasks(parts: readonly Pick<Section, 'tasks'>[]): Pick<Section, 'tasks'> {
  const known = parts.flatMap(({ tasks }) => tasks ?? []);
  return known.length === 0 ? {} : { tasks: { time: sum(known, ({ time }) => time), responses: sum(known, ({ responses }) => responses) } };
}

export function joinClasses(parts: readonly ClassSection[]): ClassSection {
  return {
    arrived: sum(parts, ({ arrived }) => arrived),
    completed: sum(parts, ({ completed }) => completed),
    lost: sum(parts, ({ lost }) => lost),
    ...joinTried(parts),
    ...joinDeadlines(parts),
    ...joinAbove(parts),
    jobTime: sum(parts, ({ jobTime }) => jobTime),
    response: joinTallies(parts.map(({ response }) => response)),
    waiting: joinTallies(parts.map(({ waiting }) => waiting)),
    slowdown: joinTallies(parts.map(({ slowdown }) => slowdown)),
  };
}

/** One section that covers all of them. There is at least one. */
export function joinSections(sections: readonly Section[]): Section {
  return {
    time: sum(sections, ({ time }) => time),
    jobTime: sum(sections, ({ jobTime }) => jobTime),
    busyTime: sum(sections, ({ busyTime }) => busyTime),
    work: sum(sections, ({ work }) => work),
    classes: sections[0].classes.map((_, index) => joinClasses(sections.map(({ classes }) => classes[index]))),
    ...(sections[0].nodes && { nodes: joinNodes(sections.map(({ nodes }) => nodes!)) }),
    ...(sections[0].sizes && { sizes: joinSizes(sections.map(({ sizes }) => sizes!)) }),
    ...joinTroubles(sections),
    ...joinTasks(sections),
  };
}

function joinNodes(parts: readonly NodeSection[]): NodeSection {
  const total = (column: (part: NodeSection) => Float64Array) => {
    const joined = new Float64Array(column(parts[0]).length);
    for (const part of parts) {
      const values = column(part);
      for (let node = 0; node < joined.length; node++) joined[node] += values[node];
    }
    return joined;
  };
  return {
    completed: total(({ completed }) => completed),
    lost: total(({ lost }) => lost),
    response: total(({ response }) => response),
    ...(parts[0].jobTime && { jobTime: total(({ jobTime }) => jobTime!) }),
    busyTime: total(({ busyTime }) => busyTime),
  };
}

function sum<T>(parts: readonly T[], of: (part: T) => number): number {
  return parts.reduce((total, part) => total + of(part), 0);
}
