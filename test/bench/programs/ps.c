/*
 * M/G/1 under processor sharing, bounded Pareto sizes: mean response only. A clock of service shows what each job that
 * is there all the time has received; a job ends when it shows what it showed at its arrival and the job's size more,
 * so the next to end is on top of a binary heap.
 *
 * usage: ps LOAD SHAPE MIN MAX CUSTOMERS SEED
 */
#include "reference.h"

typedef struct {
  double end, arrival; /* the end on the clock of service */
} job;

static job *heap;
static long present = 0, room = 0;

static void enter(job newcomer) {
  if (present == room) heap = room_for(heap, room = room ? 2 * room : 64, sizeof(job));
  long k = present++;
  while (k > 0) {
    long parent = (k - 1) / 2;
    if (heap[parent].end <= newcomer.end) break;
    heap[k] = heap[parent];
    k = parent;
  }
  heap[k] = newcomer;
}

static job leave(void) {
  job first = heap[0], last = heap[--present];
  long k = 0;
  for (long child = 1; child < present; child = 2 * k + 1) {
    if (child + 1 < present && heap[child + 1].end < heap[child].end) child++;
    if (heap[child].end >= last.end) break;
    heap[k] = heap[child];
    k = child;
  }
  heap[k] = last;
  return first;
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  double shape = atof(argv[2]), min = atof(argv[3]), max = atof(argv[4]);
  double gap = pareto_mean(shape, min, max) / atof(argv[1]);
  bounded_pareto sizes = pareto(shape, min, max);
  long customers = atol(argv[5]), completed = 0;
  seed_bits(strtoull(argv[6], NULL, 10));

  double response = 0, now = 0, served = 0, arrival = exponential(gap);
  while (completed < customers) {
    double end = present > 0 ? now + (heap[0].end - served) * present : INFINITY;
    if (arrival < end) {
      if (present > 0) served += (arrival - now) / present;
      else served = 0; /* so that the clock stays precise */
      now = arrival;
      enter((job){served + draw(&sizes), now});
      arrival = now + exponential(gap);
    } else {
      job done = leave();
      served = done.end;
      now = end;
      response += now - done.arrival;
      completed++;
    }
  }
  return print_run(completed, response);
}
