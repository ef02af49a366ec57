import type { OpenArrivals, Source, Stream } from '../../model.ts';
import type { Attained, Ordered, Push, Shared } from '../../policy.ts';
import { byPriority } from '../../ranks.ts';
import type { Scenario } from '../../scenario.ts';
import {
  type Accumulators, CLASS_JOB_TIME, CLASS_JOBS, CLASS_ROW, MOST_PENDING,
  NODE_BUSY, NODE_BUSY_TIME, NODE_COMPLETED, NODE_JOB_TIME, NODE_JOBS, NODE_RESPONSE, NODE_ROW,
} from '../../accumulators.ts';
import type { Account } from '../account.ts';
import { type Calendar, calendarFor } from '../calendar/calendar.ts';
import { NONE } from '../jobs.ts';
import { AHEAD, ArrivalsAhead } from './arrivals-ahead.ts';
import { Attaining } from './attaining.ts';
import { ByPriority } from './by-priority.ts';
import { earliest, FEW } from './earliest.ts';
import { InOrder } from './in-order.ts';
import { ARRIVAL, CLASS, ID, JobRows, NEXT, RowView, SERVED, SIZE } from './job-rows.ts';
import { PlainView } from './plain-view.ts';
import { Ranked } from './ranked.ts';
import { Sharing } from './sharing.ts';

const FROM = 0;
const UNTIL = 1;

/** The policies of a plain scenario. */
interface PlainPolicies {
  readonly dispatcher: Push;
  readonly discipline: Ordered | Shared | Attained;
}

/** Nodes of one slot and open sources, and the loop that runs them. */
export class PlainSystem {
  private readonly jobs = new JobRows();
  private readonly job: RowView;
  private readonly view: PlainView;
  private readonly accumulators: Accumulators;
  private readonly arrivals: ArrivalsAhead;
  /** The next of the jobs that have been made ahead. */
  private coming = 0;
  /** Where there are too many stations to look for the first that is due. */
  private readonly calendar: Calendar | undefined;
  private readonly clock = new Float64Array(1);
  /** When the section of the recorder began, and until when it is to go now: in an array of numbers they are never whole numbers to the compiler. */
  private readonly span = new Float64Array(2);
  private readonly due: Float64Array;
  /** Absent where there is but one node, and it need not know what it sends there. */
  private readonly dispatcher: Push | undefined;
  // The way of serving: one of these is there, and each call below meets one class only.
  private readonly inOrder: InOrder | undefined;
  private readonly byPriority: ByPriority | undefined;
  private readonly ranked: Ranked | undefined;
  private readonly sharing: Sharing | undefined;
  private readonly attaining: Attaining | undefined;
  /** The class for whose jobs that are done there are no places left. */
  private filled = NONE;
  private arrived = 0;
  private completed = 0;
  private lastDone = 0;
  private arrivedWork = 0;
  private completedWork = 0;

  constructor(scenario: Scenario, sources: readonly (Source & { readonly process: OpenArrivals })[], { dispatcher, discipline }: PlainPolicies, accumulators: Accumulators, stream: (name: string) => Stream) {
    const { pool, classes } = scenario;
    const { jobs, clock } = this;
    const nodes = pool.nodes.length;
    this.job = new RowView(jobs, classes);
    this.view = new PlainView(pool, accumulators.jobs ?? new Int32Array(nodes));
    this.accumulators = accumulators;
    this.arrivals = new ArrivalsAhead(sources, stream);
    this.due = new Float64Array(nodes).fill(Infinity);
    this.calendar = nodes > FEW ? calendarFor(scenario) : undefined;
    this.calendar?.allocate(nodes);
    this.dispatcher = nodes === 1 && !dispatcher.changed && !dispatcher.finished ? undefined : dispatcher;
    const shop = { jobs, clock, due: this.due, speeds: this.view.speeds };
    if (discipline.mechanism === 'shared') this.sharing = new Sharing(shop);
    else if (discipline.mechanism === 'attained') this.attaining = new Attaining(shop);
    else if (discipline.rank === byPriority && discipline.ties === 'first' && ByPriority.fits(classes)) this.byPriority = new ByPriority(shop, classes, discipline.preemptive);
    else if (discipline.rank || discipline.preemptive || discipline.ties === 'last') this.ranked = new Ranked(shop, discipline, this.job);
    else this.inOrder = new InOrder(shop);
  }

  /** Runs to the horizon. */
  run({ unit, length }: Scenario['horizon']): Account {
    const [lastJob, lastTime] = unit === 'jobs' ? [length, Infinity] : [Infinity, length];
    const { accumulators, clock, span } = this;
    while (this.completed < lastJob) {
      this.supply();
      span[FROM] = accumulators.origin();
      // No event is at Infinity.
      span[UNTIL] = Math.min(lastTime, accumulators.timeEdge(), Number.MAX_VALUE);
      const time = this.advance(Math.min(lastJob, accumulators.jobEdge()));
      if (this.filled !== NONE) accumulators.full(this.filled, clock[0]);
      if (time > lastTime || time === Infinity) break;
      accumulators.reach(time, this.completed, this.lastDone);
    }
    if (lastTime < Infinity) clock[0] = lastTime;
    accumulators.reach(clock[0], this.completed, this.lastDone);
    return this.account();
  }

  /** Makes jobs to come, and rows for them, where there are none. */
  private supply(): void {
    this.jobs.supply();
    if (this.coming < AHEAD) return;
    this.arrivals.make();
    this.coming = 0;
  }

  /**
   * Runs until so many jobs are done, or something has run out that others supply; or until the next event is later than the span.
   * Returns when the last event was, or when that next one is. What is rare happens outside, since a loop that calls others keeps
   * less at hand.
   */
  private advance(enough: number): number {
    const { jobs, job, view, accumulators, arrivals, calendar, clock, span, due, dispatcher, inOrder, byPriority: levelled, ranked, sharing, attaining } = this;
    const { times, sizes, classes: classesToCome } = arrivals;
    const { nodes, rows, classes, pending: pendingJobs, responses, services } = accumulators;
    const { tasks } = view;
    const { numbers, links } = jobs;
    const oneRow = nodes.length === NODE_ROW;
    const ownRows = accumulators.jobs !== undefined;
    const oneClass = pendingJobs.length === 1;
    const heard = dispatcher?.changed !== undefined || dispatcher?.finished !== undefined;
    const changed = dispatcher?.changed !== undefined;
    let { coming, arrived, completed, lastDone, arrivedWork, completedWork } = this;
    let { spare } = jobs;
    const from = span[FROM];
    const until = span[UNTIL];
    let now = clock[0];
    let first = calendar ? calendar.first() : earliest(due);
    let end = due[first];
    let arrival = times[coming];
    // Of all jobs; where there is one class, or one row for nodes, they are of that, and it is written at the end.
    let jobTime = oneClass ? classes[CLASS_JOB_TIME] : nodes[NODE_JOB_TIME];
    let responseTotal = nodes[NODE_RESPONSE];
    let pendingOfOne = pendingJobs[0];
    const completedBefore = completed;
    let filled = NONE;
    while (completed < enough && coming < AHEAD && spare !== NONE && filled === NONE) {
      now = arrival < end ? arrival : end;
      if (now > until) break;
      clock[0] = now;
      const passed = now - from;
      if (arrival < end) {
        const size = sizes[coming];
        const row = spare;
        spare = links[row | NEXT];
        numbers[row | ID] = arrived++;
        numbers[row | ARRIVAL] = now;
        numbers[row | SIZE] = size;
        arrivedWork += size;
        if (!oneClass) {
          const jobClass = classesToCome[coming];
          links[row | CLASS] = jobClass;
          classes[CLASS_ROW * jobClass + CLASS_JOBS]++;
          classes[CLASS_ROW * jobClass + CLASS_JOB_TIME] -= passed;
        }
        let node = 0;
        if (dispatcher !== undefined) {
          view.now = now;
          node = view.picked(dispatcher.pick(job.at(row), view));
        }
        jobTime -= passed;
        let at = 0;
        if (!oneRow) {
          at = NODE_ROW * (rows === undefined ? node : rows[node]);
          nodes[at + NODE_JOB_TIME] -= passed;
          if (!ownRows) nodes[at + NODE_JOBS]++;
        }
        if (tasks[node]++ === 0) {
          nodes[at + NODE_BUSY]++;
          nodes[at + NODE_BUSY_TIME] -= passed;
        }
        const before = due[node];
        if (inOrder !== undefined) inOrder.join(node, row);
        else if (levelled !== undefined) levelled.join(node, row);
        else if (ranked !== undefined) ranked.join(node, row);
        else if (sharing !== undefined) sharing.join(node, row);
        else attaining!.join(node, row);
        const after = due[node];
        if (calendar !== undefined) {
          if (after !== before) calendar.set(node, after);
          first = calendar.first();
          end = due[first];
        } else if (after < end) {
          first = node;
          end = after;
        } else if (node === first && after > end) {
          first = earliest(due);
          end = due[first];
        }
        if (changed) dispatcher!.changed!(node, view);
        arrival = times[++coming];
      } else {
        let row;
        if (inOrder !== undefined) row = inOrder.next(first);
        else if (levelled !== undefined) row = levelled.next(first);
        else if (ranked !== undefined) row = ranked.next(first);
        else if (sharing !== undefined) row = sharing.next(first);
        else row = attaining!.next(first);
        const node = first;
        if (calendar !== undefined) {
          calendar.set(node, due[node]);
          first = calendar.first();
        } else {
          first = earliest(due);
        }
        end = due[first];
        if (row === NONE) continue;
        const response = now - numbers[row | ARRIVAL];
        jobTime += passed;
        responseTotal += response;
        let jobClass = 0;
        let place = pendingOfOne++;
        if (!oneClass) {
          jobClass = links[row | CLASS];
          classes[CLASS_ROW * jobClass + CLASS_JOBS]--;
          classes[CLASS_ROW * jobClass + CLASS_JOB_TIME] += passed;
          place = MOST_PENDING * jobClass + pendingJobs[jobClass]++;
        }
        responses[place] = response;
        services[place] = numbers[row | SERVED];
        if (place % MOST_PENDING === MOST_PENDING - 1) filled = jobClass;
        let at = 0;
        if (!oneRow) {
          at = NODE_ROW * (rows === undefined ? node : rows[node]);
          if (!ownRows) nodes[at + NODE_JOBS]--;
          nodes[at + NODE_JOB_TIME] += passed;
          nodes[at + NODE_COMPLETED]++;
          nodes[at + NODE_RESPONSE] += response;
        }
        if (--tasks[node] === 0) {
          nodes[at + NODE_BUSY]--;
          nodes[at + NODE_BUSY_TIME] += passed;
        }
        completed++;
        lastDone = now;
        completedWork += numbers[row | SIZE];
        if (heard) this.tell(dispatcher!, node, row);
        links[row | NEXT] = spare;
        spare = row;
      }
    }
    if (oneClass) {
      classes[CLASS_JOBS] = arrived - completed;
      classes[CLASS_JOB_TIME] = jobTime;
      pendingJobs[0] = pendingOfOne;
    }
    if (oneRow) {
      if (!ownRows) nodes[NODE_JOBS] = arrived - completed;
      nodes[NODE_JOB_TIME] = jobTime;
      nodes[NODE_COMPLETED] += completed - completedBefore;
      nodes[NODE_RESPONSE] = responseTotal;
    }
    this.filled = filled;
    this.coming = coming;
    this.completed = completed;
    this.lastDone = lastDone;
    this.arrivedWork = arrivedWork;
    this.completedWork = completedWork;
    jobs.spare = spare;
    this.arrived = arrived;
    return now;
  }

  private tell(dispatcher: Push, node: number, row: number): void {
    this.view.now = this.clock[0];
    dispatcher.changed?.(node, this.view);
    dispatcher.finished?.(this.job.at(row), node, this.view);
  }

  private account(): Account {
    const { jobs, clock: [endTime], completed, arrivedWork, completedWork } = this;
    (this.inOrder ?? this.byPriority ?? this.ranked ?? this.sharing ?? this.attaining)!.settle();
    // Whether more jobs would come is known of the next.
    this.supply();
    return {
      endTime,
      arrived: this.arrived,
      completed,
      lost: 0,
      dead: 0,
      deadTime: 0,
      unfinished: this.arrived - completed,
      over: this.arrivals.times[this.coming] === Infinity,
      arrivedWork,
      completedWork,
      lostWork: 0,
      ...jobs.unfinished(endTime),
      wastedWork: 0,
      addedWork: 0,
      withdrawnWork: 0,
    };
  }
}
