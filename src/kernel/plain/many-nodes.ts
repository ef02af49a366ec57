import type { Push } from '../../policy.ts';
import {
  CLASS_JOB_TIME, CLASS_JOBS, CLASS_LOST, CLASS_ROW, MOST_PENDING,
  NODE_BUSY, NODE_BUSY_TIME, NODE_COMPLETED, NODE_JOB_TIME, NODE_JOBS, NODE_LOST, NODE_RESPONSE, NODE_ROW,
} from '../../accumulators.ts';
import { isBounded } from '../../scenario.ts';
import { type Calendar, calendarFor } from '../calendar/calendar.ts';
import { NONE } from '../jobs.ts';
import { PresentView, picked } from '../present-view.ts';
import { AHEAD, SIZES } from './arrivals-ahead.ts';
import { earliest, FEW } from './earliest.ts';
import { ARRIVAL, CLASS, NEXT, ORDER, SERVED, SIZE } from './job-rows.ts';
import { FROM, type PlainSetup, PlainSystem, toBeAsked, UNTIL } from './plain-system.ts';

/** Nodes of any number, slots and bounds, among which a dispatcher chooses where there are several queues. */
export class ManyNodes extends PlainSystem {
  /** Undefined where it need not be asked. */
  private readonly dispatcher: Push | undefined;
  private readonly view: PresentView;
  /** Tasks at each station: at each node, or all of them where nodes have one queue. */
  private readonly tasks: Int32Array;
  /** What dispatchers know of the time. */
  private readonly present = { now: NaN };
  private readonly name: string;
  /** Whether all nodes have one queue. A task that waits there is booked to some node, whose jobs the recorder then leaves out. */
  private readonly pull: boolean;
  /** Whether jobs may find no room: in the pool, or at a node. */
  private readonly bounded: boolean;
  private readonly capacity: number;
  private readonly capacities: Float64Array;
  /** Where there are too many slots to look for the first that is due. */
  private readonly calendar: Calendar | undefined;

  constructor(setup: PlainSetup) {
    super(setup);
    const { scenario, scenario: { pool }, dispatcher, accumulators } = setup;
    this.pull = dispatcher.mechanism === 'pull';
    this.dispatcher = toBeAsked(setup);
    this.bounded = isBounded(pool);
    this.capacity = pool.capacity;
    // Those of nodes behind one queue are never asked for.
    this.capacities = Float64Array.from(pool.nodes, ({ capacity }) => (this.pull ? Infinity : capacity));
    this.name = pool.dispatch.name;
    this.tasks = this.pull ? new Int32Array(1) : accumulators.jobs ?? new Int32Array(pool.nodes.length);
    this.view = new PresentView(pool, this.present, this.tasks);
    this.calendar = this.slots > FEW ? calendarFor(scenario) : undefined;
    this.calendar?.allocate(this.slots);
  }

  protected advance(wanted: number): number {
    const { jobs, job, view, present, tasks, name, accumulators, arrivals, calendar, clock, span, due, dispatcher, inOrder, inSlots, byPriority, ranked, sharing, attaining, pull, bounded, capacity, capacities, step } = this;
    const { ahead, classes: classesToCome } = arrivals;
    const { nodes, rows, classes, pending: pendingJobs, done } = accumulators;
    const { numbers, links } = jobs;
    const oneRow = nodes.length === NODE_ROW;
    const ownRows = accumulators.jobs !== undefined;
    const oneClass = pendingJobs.length === 1;
    const changed = dispatcher?.changed !== undefined;
    const heard = changed || dispatcher?.finished !== undefined;
    let { coming, arrived, completed, lost, lastDone, arrivedWork, completedWork, lostWork } = this;
    let enough = wanted;
    let { spare } = jobs;
    const from = span[FROM];
    const until = span[UNTIL];
    let order = step * arrived;
    let now = clock[0];
    let next;
    let first = calendar ? calendar.first() : earliest(due);
    let end = due[first];
    let arrival = ahead[coming];
    // Of all jobs; where there is one class, or one row for nodes, they are of that, and it is written at the end.
    let jobTime = oneClass ? classes[CLASS_JOB_TIME] : nodes[NODE_JOB_TIME];
    let busy = nodes[NODE_BUSY];
    let busyTime = nodes[NODE_BUSY_TIME];
    let responseTotal = nodes[NODE_RESPONSE];
    let pendingOfOne = pendingJobs[0];
    const completedBefore = completed;
    let filled = NONE;
    for (;;) {
      next = arrival < end ? arrival : end;
      if (next > until) break;
      now = next;
      const passed = now - from;
      if (arrival < end) {
        const size = ahead[coming | SIZES];
        const row = spare;
        spare = links[row | NEXT];
        numbers[row | ORDER] = order;
        numbers[row | ARRIVAL] = now;
        numbers[row | SIZE] = size;
        order += step;
        arrived++;
        arrivedWork += size;
        if (!oneClass) links[row | CLASS] = classesToCome[coming];
        const full = bounded && arrived - lost - completed > capacity;
        let station = 0;
        if (dispatcher !== undefined && !full) {
          present.now = now;
          station = picked(dispatcher.pick(job.at(row), view), view.nodes, name);
        }
        if (full || (bounded && tasks[station] >= capacities[station])) {
          if (!full) {
            nodes[oneRow ? NODE_LOST : NODE_ROW * (rows === undefined ? station : rows[station]) + NODE_LOST]++;
            dispatcher?.refused?.(job.at(row), station, view);
          }
          classes[CLASS_ROW * classesToCome[coming] + CLASS_LOST]++;
          lost++;
          lostWork += size;
          spare = row;
          arrival = ahead[++coming];
          if (completed === --enough || coming === AHEAD) break;
          continue;
        }
        jobTime -= passed;
        if (!oneClass) {
          const jobClass = links[row | CLASS];
          classes[CLASS_ROW * jobClass + CLASS_JOBS]++;
          classes[CLASS_ROW * jobClass + CLASS_JOB_TIME] -= passed;
        }
        tasks[station]++;
        const slot = inSlots === undefined ? station : inSlots.slotFor(station);
        const node = inSlots === undefined ? station : inSlots.nodeOf(slot);
        const before = due[slot];
        if (oneRow) {
          if (before === Infinity) {
            busy++;
            busyTime -= passed;
          }
        } else {
          const at = NODE_ROW * (rows === undefined ? node : rows[node]);
          nodes[at + NODE_JOB_TIME] -= passed;
          if (!ownRows) nodes[at + NODE_JOBS]++;
          if (before === Infinity) {
            nodes[at + NODE_BUSY]++;
            nodes[at + NODE_BUSY_TIME] -= passed;
          }
        }
        if (inOrder !== undefined) inOrder.join(slot, row, now);
        else if (inSlots !== undefined) inSlots.join(slot, row, now);
        else if (byPriority !== undefined) byPriority.join(slot, row, now);
        else if (ranked !== undefined) ranked.join(slot, row, now);
        else if (sharing !== undefined) sharing.join(slot, row, now);
        else attaining!.join(slot, row, now);
        const after = due[slot];
        if (calendar !== undefined) {
          if (after !== before) calendar.set(slot, after);
          first = calendar.first();
          end = due[first];
        } else if (after < end) {
          first = slot;
          end = after;
        } else if (slot === first && after > end) {
          first = earliest(due);
          end = due[first];
        }
        if (changed) dispatcher!.changed!(station, view);
        arrival = ahead[++coming];
        if (coming === AHEAD || spare === NONE) break;
      } else {
        let row;
        if (inOrder !== undefined) row = inOrder.next(first, now);
        else if (inSlots !== undefined) row = inSlots.next(first, now);
        else if (byPriority !== undefined) row = byPriority.next(first, now);
        else if (ranked !== undefined) row = ranked.next(first, now);
        else if (sharing !== undefined) row = sharing.next(first, now);
        else row = attaining!.next(first, now);
        const node = inSlots !== undefined ? inSlots.nodeOf(first) : first;
        const after = due[first];
        if (calendar !== undefined) {
          calendar.set(first, after);
          first = calendar.first();
        } else {
          first = earliest(due);
        }
        end = due[first];
        if (row === NONE) continue;
        const response = now - numbers[row | ARRIVAL];
        jobTime += passed;
        let jobClass = 0;
        let place = pendingOfOne++;
        if (!oneClass) {
          jobClass = links[row | CLASS];
          classes[CLASS_ROW * jobClass + CLASS_JOB_TIME] += passed;
          place = 2 * MOST_PENDING * jobClass + pendingJobs[jobClass]++;
        }
        done[place] = response;
        done[place | MOST_PENDING] = numbers[row | SERVED];
        if (oneRow) {
          responseTotal += response;
          if (after === Infinity) {
            busy--;
            busyTime += passed;
          }
        } else {
          const at = NODE_ROW * (rows === undefined ? node : rows[node]);
          if (!ownRows) nodes[at + NODE_JOBS]--;
          nodes[at + NODE_JOB_TIME] += passed;
          nodes[at + NODE_COMPLETED]++;
          nodes[at + NODE_RESPONSE] += response;
          if (after === Infinity) {
            nodes[at + NODE_BUSY]--;
            nodes[at + NODE_BUSY_TIME] += passed;
          }
        }
        completed++;
        lastDone = now;
        completedWork += numbers[row | SIZE];
        tasks[pull ? 0 : node]--;
        if (heard) {
          present.now = now;
          dispatcher!.changed?.(node, view);
          dispatcher!.finished?.(job.at(row), node, view);
        }
        links[row | NEXT] = spare;
        spare = row;
        if ((place & (MOST_PENDING - 1)) === MOST_PENDING - 1) {
          filled = jobClass;
          break;
        }
        if (completed === enough) break;
      }
    }
    if (oneClass) {
      classes[CLASS_JOBS] = arrived - lost - completed + pendingOfOne;
      classes[CLASS_JOB_TIME] = jobTime;
      pendingJobs[0] = pendingOfOne;
    }
    if (oneRow) {
      if (!ownRows) nodes[NODE_JOBS] = arrived - lost - completed;
      nodes[NODE_JOB_TIME] = jobTime;
      nodes[NODE_BUSY] = busy;
      nodes[NODE_BUSY_TIME] = busyTime;
      nodes[NODE_COMPLETED] += completed - completedBefore;
      nodes[NODE_RESPONSE] = responseTotal;
    }
    clock[0] = now;
    this.filled = filled;
    this.coming = coming;
    this.completed = completed;
    // A recorder that is told of jobs learns it with the first.
    if (pull && arrived > lost) accumulators.oneQueue();
    this.lost = lost;
    this.lostWork = lostWork;
    this.lastDone = lastDone;
    this.arrivedWork = arrivedWork;
    this.completedWork = completedWork;
    jobs.spare = spare;
    this.arrived = arrived;
    return next;
  }
}
