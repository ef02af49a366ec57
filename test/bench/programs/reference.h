/*
 * What the C programs share: xoshiro256++ (Blackman and Vigna 2019), variates by inversion, growing heaps and rings, and
 * the line of JSON that every program here prints. A program is one file that includes this one.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

static uint64_t state[4];

static inline uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

static inline uint64_t next_bits(void) {
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
static inline void seed_bits(uint64_t seed) {
  for (int i = 0; i < 4; i++) {
    uint64_t z = (seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    state[i] = z ^ (z >> 31);
  }
}

/* On (0, 1], so that the logarithm is finite. */
static inline double uniform(void) { return (double)((next_bits() >> 11) + 1) * 0x1p-53; }

static inline double exponential(double mean) { return -mean * log(uniform()); }

/* A power law between two bounds: Harchol-Balter 2013, section 20.4. */
typedef struct {
  double at_max, range, exponent;
} bounded_pareto;

static inline bounded_pareto pareto(double shape, double min, double max) {
  double at_max = pow(max, -shape);
  return (bounded_pareto){at_max, pow(min, -shape) - at_max, -1 / shape};
}

static inline double draw(const bounded_pareto *sizes) { return pow(sizes->at_max + uniform() * sizes->range, sizes->exponent); }

static inline double pareto_mean(double shape, double min, double max) {
  return shape / (shape - 1) * (pow(min, 1 - shape) - pow(max, 1 - shape)) / (pow(min, -shape) - pow(max, -shape));
}

static inline void *room_for(void *items, long count, size_t size) {
  void *longer = realloc(items, count * size);
  if (!longer) exit(1);
  return longer;
}

static inline int print_run(long completed, double response) {
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
