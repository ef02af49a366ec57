/*
 * M/M/1 with three classes of equal rates and preemptive priorities, resumed where they stopped, first come first served
 * within a class; sizes of mean 1: mean response only. Two things can happen next, so there is no event list; who waits
 * is in a ring of its class, and who is preempted goes back to the front of it.
 *
 * usage: priority LOAD CUSTOMERS SEED
 */
#include "reference.h"

#define CLASSES 3

typedef struct {
  double remaining, arrival;
} job;

typedef struct {
  job *jobs;
  long head, count, room;
} ring;

static void make_room(ring *line) {
  if (line->count < line->room) return;
  job *longer = room_for(NULL, 2 * line->room, sizeof(job));
  for (long i = 0; i < line->count; i++) longer[i] = line->jobs[(line->head + i) & (line->room - 1)];
  free(line->jobs);
  *line = (ring){longer, 0, line->count, 2 * line->room};
}

static void join_back(ring *line, job newcomer) {
  make_room(line);
  line->jobs[(line->head + line->count++) & (line->room - 1)] = newcomer;
}

static void join_front(ring *line, job preempted) {
  make_room(line);
  line->head = (line->head - 1) & (line->room - 1);
  line->count++;
  line->jobs[line->head] = preempted;
}

static job leave(ring *line) {
  job first = line->jobs[line->head];
  line->head = (line->head + 1) & (line->room - 1);
  line->count--;
  return first;
}

int main(int argc, char **argv) {
  if (argc != 4) return 2;
  double gap = CLASSES / atof(argv[1]);
  long customers = atol(argv[2]), completed = 0;
  seed_bits(strtoull(argv[3], NULL, 10));

  ring lines[CLASSES];
  double arrivals[CLASSES];
  for (int class = 0; class < CLASSES; class++) {
    lines[class] = (ring){room_for(NULL, 64, sizeof(job)), 0, 0, 64};
    arrivals[class] = exponential(gap);
  }
  double response = 0, end = INFINITY;
  job served = {0, 0};
  int served_class = CLASSES;
  while (completed < customers) {
    int class = 0;
    for (int other = 1; other < CLASSES; other++)
      if (arrivals[other] < arrivals[class]) class = other;
    double now = arrivals[class];
    if (now < end) {
      job newcomer = {exponential(1), now};
      arrivals[class] = now + exponential(gap);
      if (class < served_class) {
        if (served_class < CLASSES) join_front(&lines[served_class], (job){end - now, served.arrival});
        served = newcomer;
        served_class = class;
        end = now + newcomer.remaining;
      } else join_back(&lines[class], newcomer);
    } else {
      response += end - served.arrival;
      completed++;
      served_class = 0;
      while (served_class < CLASSES && lines[served_class].count == 0) served_class++;
      if (served_class < CLASSES) {
        served = leave(&lines[served_class]);
        end += served.remaining;
      } else end = INFINITY;
    }
  }
  return print_run(completed, response);
}
