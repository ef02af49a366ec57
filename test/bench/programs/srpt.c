/*
 * M/G/1 under preemptive shortest remaining processing time, bounded Pareto sizes: mean response only. Two things can
 * happen next, an arrival or the end of the job in service, so there is no event list; who waits is in a binary heap.
 *
 * usage: srpt LOAD SHAPE MIN MAX CUSTOMERS SEED
 */
#include "reference.h"

typedef struct {
  double remaining, arrival;
} job;

static job *heap;
static long waiting = 0, room = 0;

static void wait_in_line(job newcomer) {
  if (waiting == room) heap = room_for(heap, room = room ? 2 * room : 64, sizeof(job));
  long k = waiting++;
  while (k > 0) {
    long parent = (k - 1) / 2;
    if (heap[parent].remaining <= newcomer.remaining) break;
    heap[k] = heap[parent];
    k = parent;
  }
  heap[k] = newcomer;
}

static job shortest(void) {
  job first = heap[0], last = heap[--waiting];
  long k = 0;
  for (long child = 1; child < waiting; child = 2 * k + 1) {
    if (child + 1 < waiting && heap[child + 1].remaining < heap[child].remaining) child++;
    if (heap[child].remaining >= last.remaining) break;
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

  double response = 0, arrival = exponential(gap), end = INFINITY;
  job served = {0, 0};
  while (completed < customers) {
    if (arrival < end) {
      double now = arrival;
      job newcomer = {draw(&sizes), now};
      if (end == INFINITY) {
        served = newcomer;
        end = now + newcomer.remaining;
      } else if (newcomer.remaining < end - now) {
        served.remaining = end - now;
        wait_in_line(served);
        served = newcomer;
        end = now + newcomer.remaining;
      } else wait_in_line(newcomer);
      arrival = now + exponential(gap);
    } else {
      response += end - served.arrival;
      completed++;
      if (waiting > 0) {
        served = shortest();
        end += served.remaining;
      } else end = INFINITY;
    }
  }
  return print_run(completed, response);
}
