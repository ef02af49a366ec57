/*
 * What a person would write in C for these two models and nothing else: nodes of one slot, first come first served,
 * join the shortest queue (the first of equals), exponential gaps and sizes, mean response only.
 * The event list is a binary heap on time; variates are -log(u) on xoshiro256++ (Blackman and Vigna 2019).
 *
 * usage: single-purpose NODES LOAD CUSTOMERS SEED
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static uint64_t state[4];

static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static uint64_t next_bits(void) {
  uint64_t result = rotate(state[0] + state[3], 23) + state[0];
  uint64_t t = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= t;
  state[3] = rotate(state[3], 45);
  return result;
}

/* splitmix64 spreads the seed over the state. */
static void seed_bits(uint64_t seed) {
  for (int i = 0; i < 4; i++) {
    uint64_t z = (seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    state[i] = z ^ (z >> 31);
  }
}

/* On (0, 1], so that the logarithm is finite. */
static double uniform(void) { return (double)((next_bits() >> 11) + 1) * 0x1p-53; }

static double exponential(double mean) { return -mean * log(uniform()); }

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

  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  double cpu = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1e-6 * (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
#ifdef __APPLE__
  double mebibytes = usage.ru_maxrss / 1048576.0; /* bytes there, kibibytes elsewhere */
#else
  double mebibytes = usage.ru_maxrss / 1024.0;
#endif
  printf("{\"customers\":%ld,\"meanResponse\":%.17g,\"cpuSeconds\":%.6f,\"maxRssMiB\":%.3f}\n", completed, response / completed, cpu, mebibytes);
  return 0;
}
