/*
 * What a person would write in C for these two models and nothing else: nodes of one slot, first come first served,
 * join the shortest queue (the first of equals), exponential gaps and sizes, mean response only.
 * The event list is a binary heap on time.
 *
 * usage: fcfs NODES LOAD CUSTOMERS SEED
 */
#include "reference.h"

typedef struct {
  double time;
  int node; /* -1: an arrival */
} event;

static event *heap;
static int pending = 0;

static void schedule(double time, int node) {
  int k = pending++;
  while (k > 0) {
    int parent = (k - 1) / 2;
    if (heap[parent].time <= time) break;
    heap[k] = heap[parent];
    k = parent;
  }
  heap[k] = (event){time, node};
}

static event next_event(void) {
  event first = heap[0];
  event last = heap[--pending];
  int k = 0;
  for (int child = 1; child < pending; child = 2 * k + 1) {
    if (child + 1 < pending && heap[child + 1].time < heap[child].time) child++;
    if (heap[child].time >= last.time) break;
    heap[k] = heap[child];
    k = child;
  }
  heap[k] = last;
  return first;
}

/* Arrival times of the jobs at a node in a ring; its first job is in service. */
typedef struct {
  double *arrival;
  int head, count, room;
} queue;

static void enter(queue *q, double now) {
  if (q->count == q->room) {
    double *longer = malloc(2 * q->room * sizeof(double));
    for (int i = 0; i < q->count; i++) longer[i] = q->arrival[(q->head + i) & (q->room - 1)];
    free(q->arrival);
    q->arrival = longer;
    q->head = 0;
    q->room *= 2;
  }
  q->arrival[(q->head + q->count++) & (q->room - 1)] = now;
}

static double leave(queue *q) {
  double arrival = q->arrival[q->head];
  q->head = (q->head + 1) & (q->room - 1);
  q->count--;
  return arrival;
}

static int shortest(const queue *queues, int nodes) {
  int best = 0;
  for (int node = 1; node < nodes; node++)
    if (queues[node].count < queues[best].count) best = node;
  return best;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  int nodes = atoi(argv[1]);
  double gap = 1 / (atof(argv[2]) * nodes);
  long customers = atol(argv[3]);
  seed_bits(strtoull(argv[4], NULL, 10));

  heap = malloc((nodes + 1) * sizeof(event));
  queue *queues = malloc(nodes * sizeof(queue));
  for (int node = 0; node < nodes; node++) queues[node] = (queue){malloc(64 * sizeof(double)), 0, 0, 64};

  long completed = 0;
  double response = 0;
  schedule(exponential(gap), -1);
  while (completed < customers) {
    event now = next_event();
    if (now.node < 0) {
      schedule(now.time + exponential(gap), -1);
      int node = shortest(queues, nodes);
      enter(&queues[node], now.time);
      if (queues[node].count == 1) schedule(now.time + exponential(1), node);
    } else {
      response += now.time - leave(&queues[now.node]);
      completed++;
      if (queues[now.node].count > 0) schedule(now.time + exponential(1), now.node);
    }
  }

  return print_run(completed, response);
}
