/*
 * M/G/1 under least attained service, bounded Pareto sizes: mean response only. Jobs that have received equally little
 * are a group, served together; groups stand on a stack, the least served on top. A group's jobs are in a skew heap by
 * size, so that a group which has caught up with the one below is melded into it.
 *
 * usage: las LOAD SHAPE MIN MAX CUSTOMERS SEED
 */
#include "reference.h"

typedef struct job {
  double size, arrival;
  struct job *left, *right;
} job;

typedef struct {
  double attained;
  long count;
  job *least;
} group;

static group *stack;
static long groups = 0, room = 0;
static job *spare = NULL;

static job *new_job(double size, double arrival) {
  if (!spare) {
    spare = room_for(NULL, 256, sizeof(job));
    for (int i = 0; i < 256; i++) spare[i].right = i < 255 ? &spare[i + 1] : NULL;
  }
  job *fresh = spare;
  spare = fresh->right;
  *fresh = (job){size, arrival, NULL, NULL};
  return fresh;
}

/* Sleator and Tarjan 1986, top-down: along the right spines, the children of each job swapped. */
static job *meld(job *a, job *b) {
  job *root = NULL, **place = &root;
  while (a && b) {
    if (b->size < a->size) {
      job *other = a;
      a = b;
      b = other;
    }
    *place = a;
    job *right = a->right;
    a->right = a->left;
    place = &a->left;
    a = right;
  }
  *place = a ? a : b;
  return root;
}

static void arrive(double size, double now) {
  job *newcomer = new_job(size, now);
  if (groups > 0 && stack[groups - 1].attained == 0) {
    stack[groups - 1].count++;
    stack[groups - 1].least = meld(stack[groups - 1].least, newcomer);
    return;
  }
  if (groups == room) stack = room_for(stack, room = room ? 2 * room : 64, sizeof(group));
  stack[groups++] = (group){0, 1, newcomer};
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  double shape = atof(argv[2]), min = atof(argv[3]), max = atof(argv[4]);
  double gap = pareto_mean(shape, min, max) / atof(argv[1]);
  bounded_pareto sizes = pareto(shape, min, max);
  long customers = atol(argv[5]), completed = 0;
  seed_bits(strtoull(argv[6], NULL, 10));

  double response = 0, now = 0, arrival = exponential(gap);
  while (completed < customers) {
    group *top = groups > 0 ? &stack[groups - 1] : NULL;
    double level = top ? top->least->size : INFINITY; /* at which something happens to the group served */
    int caught_up = groups > 1 && top[-1].attained <= level;
    if (caught_up) level = top[-1].attained;
    double then = top ? now + (level - top->attained) * top->count : INFINITY;
    if (arrival < then) {
      if (top) top->attained += (arrival - now) / top->count;
      now = arrival;
      arrive(draw(&sizes), now);
      arrival = now + exponential(gap);
      continue;
    }
    now = then;
    top->attained = level;
    if (caught_up) {
      top[-1].count += top->count;
      top[-1].least = meld(top[-1].least, top->least);
      groups--;
      continue;
    }
    job *done = top->least;
    response += now - done->arrival;
    completed++;
    top->least = meld(done->left, done->right);
    if (--top->count == 0) groups--;
    done->right = spare;
    spare = done;
  }
  return print_run(completed, response);
}
