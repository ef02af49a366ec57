import { CLASS_JOB_TIME, CLASS_JOBS, CLASS_ROW, MOST_PENDING, NODE_BUSY, NODE_BUSY_TIME, NODE_COMPLETED, NODE_JOB_TIME, NODE_JOBS, NODE_RESPONSE } from '../../accumulators.ts';
import { NONE } from '../jobs.ts';
import { AHEAD, SIZES } from './arrivals-ahead.ts';
import { ARRIVAL, CLASS, NEXT, ORDER, SERVED, SIZE } from './job-rows.ts';
import { FROM, PlainSystem, UNTIL } from './plain-system.ts';

/** One node of one slot and without a bound, to which everything goes without a dispatcher being asked or told. */
export class OneNode extends PlainSystem {
  protected advance(wanted: number): number {
    const { jobs: { numbers, links }, accumulators, arrivals, clock, span, due, inOrder, byPriority, ranked, sharing, attaining, step } = this;
    const { ahead, classes: classesToCome } = arrivals;
    const { nodes, classes, pending, done } = accumulators;
    const oneClass = pending.length === 1;
    const arrivedBefore = this.arrived;
    const completedBefore = this.completed;
    const comingBefore = this.coming;
    const from = span[FROM];
    const until = span[UNTIL];
    let { coming, completed, arrivedWork, completedWork } = this;
    let { spare } = this.jobs;
    let order = step * this.arrived;
    let now = clock[0];
    let next;
    let lastDone = this.lastDone;
    let arrival = ahead[coming];
    let end = due[0];
    // Of the node, and of the only class.
    let jobTime = nodes[NODE_JOB_TIME];
    let busyTime = nodes[NODE_BUSY_TIME];
    let responseTotal = nodes[NODE_RESPONSE];
    let pendingOfOne = pending[0];
    let filled = NONE;
    for (;;) {
      if (arrival < end) {
        next = arrival;
        if (next > until) break;
        now = next;
        const passed = now - from;
        const size = ahead[coming | SIZES];
        const row = spare;
        spare = links[row | NEXT];
        numbers[row | ORDER] = order;
        numbers[row | ARRIVAL] = now;
        numbers[row | SIZE] = size;
        order += step;
        arrivedWork += size;
        jobTime -= passed;
        if (end === Infinity) busyTime -= passed;
        if (!oneClass) {
          const jobClass = classesToCome[coming];
          links[row | CLASS] = jobClass;
          classes[CLASS_ROW * jobClass + CLASS_JOBS]++;
          classes[CLASS_ROW * jobClass + CLASS_JOB_TIME] -= passed;
        }
        arrival = ahead[++coming];
        if (inOrder !== undefined) inOrder.join(0, row, now);
        else if (byPriority !== undefined) byPriority.join(0, row, now);
        else if (ranked !== undefined) ranked.join(0, row, now);
        else if (sharing !== undefined) sharing.join(0, row, now);
        else attaining!.join(0, row, now);
        end = due[0];
        if (coming === AHEAD || spare === NONE) break;
      } else {
        next = end;
        if (next > until) break;
        now = next;
        let row;
        if (inOrder !== undefined) row = inOrder.next(0, now);
        else if (byPriority !== undefined) row = byPriority.next(0, now);
        else if (ranked !== undefined) row = ranked.next(0, now);
        else if (sharing !== undefined) row = sharing.next(0, now);
        else row = attaining!.next(0, now);
        end = due[0];
        if (row === NONE) continue;
        const passed = now - from;
        const response = now - numbers[row | ARRIVAL];
        jobTime += passed;
        if (end === Infinity) busyTime += passed;
        responseTotal += response;
        completedWork += numbers[row | SIZE];
        lastDone = now;
        completed++;
        let place = pendingOfOne++;
        let jobClass = 0;
        if (!oneClass) {
          jobClass = links[row | CLASS];
          classes[CLASS_ROW * jobClass + CLASS_JOB_TIME] += passed;
          place = 2 * MOST_PENDING * jobClass + pending[jobClass]++;
        }
        done[place] = response;
        done[place | MOST_PENDING] = numbers[row | SERVED];
        links[row | NEXT] = spare;
        spare = row;
        if ((place & (MOST_PENDING - 1)) === MOST_PENDING - 1) {
          filled = jobClass;
          break;
        }
        if (completed === wanted) break;
      }
    }
    const arrived = arrivedBefore + coming - comingBefore;
    const jobsThere = arrived - completed;
    if (oneClass) {
      classes[CLASS_JOBS] = jobsThere + pendingOfOne;
      classes[CLASS_JOB_TIME] = jobTime;
      pending[0] = pendingOfOne;
    }
    if (accumulators.jobs) accumulators.jobs[0] = jobsThere;
    else nodes[NODE_JOBS] = jobsThere;
    nodes[NODE_JOB_TIME] = jobTime;
    nodes[NODE_BUSY] = end === Infinity ? 0 : 1;
    nodes[NODE_BUSY_TIME] = busyTime;
    nodes[NODE_COMPLETED] += completed - completedBefore;
    nodes[NODE_RESPONSE] = responseTotal;
    clock[0] = now;
    this.jobs.spare = spare;
    this.filled = filled;
    this.coming = coming;
    this.arrived = arrived;
    this.completed = completed;
    this.lastDone = lastDone;
    this.arrivedWork = arrivedWork;
    this.completedWork = completedWork;
    return next;
  }
}
