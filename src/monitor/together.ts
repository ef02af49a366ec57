import type { Watcher } from '../model.ts';

/** Several watchers as one, told in their order. */
export function together(watchers: readonly Watcher[]): Watcher {
  if (watchers.length === 1) return watchers[0];
  return {
    entered(now, job, jobClass, node) {
      for (const one of watchers) one.entered(now, job, jobClass, node);
    },
    lost(now, job, jobClass, node) {
      for (const one of watchers) one.lost(now, job, jobClass, node);
    },
    busy(now, node, change) {
      for (const one of watchers) one.busy(now, node, change);
    },
    joined(now, job, node) {
      for (const one of watchers) one.joined(now, job, node);
    },
    left(now, job, node) {
      for (const one of watchers) one.left(now, job, node);
    },
    down(now, node, change) {
      for (const one of watchers) one.down(now, node, change);
    },
    began(now, slot, node, job, jobClass) {
      for (const one of watchers) one.began(now, slot, node, job, jobClass);
    },
    ended(now, slot, node, job, jobClass, ending) {
      for (const one of watchers) one.ended(now, slot, node, job, jobClass, ending);
    },
    partitioned(now, job, jobClass, first, tasks) {
      for (const one of watchers) one.partitioned?.(now, job, jobClass, first, tasks);
    },
    finished(now, task, jobClass, node, response, service, size) {
      for (const one of watchers) one.finished?.(now, task, jobClass, node, response, service, size);
    },
    completed(now, job, jobClass, node, response, service, size) {
      for (const one of watchers) one.completed(now, job, jobClass, node, response, service, size);
    },
  };
}
