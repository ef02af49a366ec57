import type { Stream } from '../../model.ts';
import type { Attained, Dispatcher, Ordered, Push, Replicate, Shared } from '../../policy.ts';
import { byPriority } from '../../ranks.ts';
import type { Scenario } from '../../scenario.ts';
import type { Accumulators } from '../../accumulators.ts';
import type { Account } from '../account.ts';
import { DispatcherShape } from '../dispatcher-shape.ts';
import { NONE } from '../jobs.ts';
import { AHEAD, ArrivalsAhead } from './arrivals-ahead.ts';
import { Attaining } from './attaining.ts';
import { ByPriority } from './by-priority.ts';
import { never } from './earliest.ts';
import { InOrder } from './in-order.ts';
import { InSlots } from './in-slots.ts';
import { JobRows, RowView } from './job-rows.ts';
import type { OpenSource } from './jobs-of-source.ts';
import { Ranked } from './ranked.ts';
import { Sharing } from './sharing.ts';
import { Stations } from '../stations.ts';

export const FROM = 0;
export const UNTIL = 1;

export type PlainDiscipline = Ordered | Shared | Attained;

/** A scenario that is plain, its policies, and where what is measured goes. */
export interface PlainSetup {
  readonly scenario: Scenario;
  readonly sources: readonly OpenSource[];
  readonly dispatcher: Exclude<Dispatcher, Replicate>;
  readonly discipline: PlainDiscipline;
  readonly way: Way;
  readonly accumulators: Accumulators;
  readonly stream: (name: string) => Stream;
}

/** The ways of serving that the loops know. */
export type Way = 'inOrder' | 'inSlots' | 'byPriority' | 'ranked' | 'sharing' | 'attaining';

/** Undefined where none of them fits. */
export function wayOf({ scenario: { pool: { nodes }, classes }, dispatcher, discipline }: Pick<PlainSetup, 'scenario' | 'dispatcher' | 'discipline'>): Way | undefined {
  if (dispatcher.mechanism === 'pull' || nodes.some(({ slots }) => slots !== 1)) {
    return discipline.mechanism === 'ordered' && !discipline.preemptive && nodes.every(({ slots }) => slots < Infinity) ? 'inSlots' : undefined;
  }
  if (discipline.mechanism === 'shared') return 'sharing';
  if (discipline.mechanism === 'attained') return 'attaining';
  const { rank, preemptive, ties } = discipline;
  if (rank === byPriority && ties === 'first' && ByPriority.fits(classes)) return 'byPriority';
  return rank || preemptive || ties === 'last' ? 'ranked' : 'inOrder';
}

/** The dispatcher, where it has a choice or hears of what becomes of it. */
export function toBeAsked({ scenario: { pool: { nodes } }, dispatcher }: Pick<PlainSetup, 'scenario' | 'dispatcher'>): Push | undefined {
  const { push, indifferent } = new DispatcherShape(dispatcher);
  return nodes.length > 1 || !indifferent ? push : undefined;
}

/** Nodes and open sources, and the loop that runs them: all but what is done at each event. */
export abstract class PlainSystem {
  protected readonly jobs = new JobRows();
  protected readonly job: RowView;
  protected readonly accumulators: Accumulators;
  protected readonly arrivals: ArrivalsAhead;
  /** The next of the jobs that have been made ahead. */
  protected coming = 0;
  /** When the last event was. */
  protected readonly clock = new Float64Array(1);
  /** When the section of the recorder began, and until when it is to go now: in an array of numbers they are never whole numbers to the compiler. */
  protected readonly span = new Float64Array(2);
  /** How many slots there are. */
  protected readonly slots: number;
  /** When something is to happen in each slot, and behind them places where nothing ever does. */
  protected readonly due: Float64Array;
  /** What the next job is ordered by is so much more than that of the last. */
  protected readonly step: 1 | -1;
  // The way of serving: one of these is there, and each call of the loop meets one class only.
  protected readonly inOrder: InOrder | undefined;
  protected readonly inSlots: InSlots | undefined;
  protected readonly byPriority: ByPriority | undefined;
  protected readonly ranked: Ranked | undefined;
  protected readonly sharing: Sharing | undefined;
  protected readonly attaining: Attaining | undefined;
  /** The class for whose jobs that are done there are no places left. */
  protected filled = NONE;
  protected arrived = 0;
  protected completed = 0;
  protected lastDone = 0;
  protected arrivedWork = 0;
  protected completedWork = 0;
  protected lost = 0;
  protected lostWork = 0;

  constructor({ scenario: { pool: { nodes }, classes }, sources, dispatcher, discipline, way, accumulators, stream }: PlainSetup) {
    const { jobs } = this;
    const stations = way === 'inSlots' ? new Stations(nodes, dispatcher.mechanism === 'pull') : undefined;
    this.slots = stations ? stations.slotNode.length : nodes.length;
    this.job = new RowView(jobs, classes);
    this.accumulators = accumulators;
    this.arrivals = new ArrivalsAhead(sources, stream);
    this.due = never(this.slots);
    this.step = discipline.mechanism === 'ordered' && discipline.ties === 'last' ? -1 : 1;
    const shop = { jobs, due: this.due, speeds: Float64Array.from(nodes, ({ speed }) => speed) };
    if (way === 'inOrder') this.inOrder = new InOrder(shop);
    else if (way === 'sharing') this.sharing = new Sharing(shop);
    else if (way === 'attaining') this.attaining = new Attaining(shop);
    else if (stations) this.inSlots = new InSlots(shop, stations, discipline as Ordered, this.job);
    else if (way === 'byPriority') this.byPriority = new ByPriority(shop, classes, (discipline as Ordered).preemptive);
    else this.ranked = new Ranked(shop, discipline as Ordered, this.job);
  }

  /** Runs to the horizon. */
  run({ unit, length }: Scenario['horizon']): Account {
    const [lastJob, lastTime] = unit === 'jobs' ? [length, Infinity] : [Infinity, length];
    const { accumulators, clock, span } = this;
    while (this.completed + this.lost < lastJob) {
      this.supply();
      span[FROM] = accumulators.origin();
      // No event is at Infinity.
      span[UNTIL] = Math.min(lastTime, accumulators.timeEdge(), Number.MAX_VALUE);
      const time = this.advance(Math.min(lastJob, accumulators.jobEdge()) - this.lost);
      if (this.filled !== NONE) accumulators.full(this.filled, clock[0]);
      if (time > lastTime || time === Infinity) break;
      accumulators.reach(time, this.completed + this.lost, this.lastDone);
    }
    if (lastTime < Infinity) clock[0] = lastTime;
    accumulators.reach(clock[0], this.completed + this.lost, this.lastDone);
    return this.account();
  }

  /**
   * Runs until so many jobs are done, or fewer by as many as are lost meanwhile; until something has run out that others supply; or
   * until the next event is later than the span. Returns when the last event was, or when that next one is. What is rare happens
   * outside, since a loop that calls others keeps less at hand.
   */
  protected abstract advance(wanted: number): number;

  /** Makes jobs to come, and rows for them, where there are none. */
  private supply(): void {
    this.jobs.supply();
    if (this.coming < AHEAD) return;
    this.arrivals.make();
    this.coming = 0;
  }

  private account(): Account {
    const { jobs, clock: [endTime], completed, lost, arrivedWork, completedWork, lostWork } = this;
    (this.inOrder ?? this.inSlots ?? this.byPriority ?? this.ranked ?? this.sharing ?? this.attaining)!.settle(endTime);
    // Whether more jobs would come is known of the next.
    this.supply();
    return {
      endTime,
      arrived: this.arrived,
      completed,
      lost,
      dead: 0,
      deadTime: 0,
      unfinished: this.arrived - completed - lost,
      over: this.arrivals.ahead[this.coming] === Infinity,
      arrivedWork,
      completedWork,
      lostWork,
      ...jobs.unfinished(endTime),
      wastedWork: 0,
      addedWork: 0,
      withdrawnWork: 0,
    };
  }
}
