/** What is simulated, and the share of the C program's speed that is asked for. */
export const models = [
  { name: 'mm1', title: 'M/M/1, load 0.8', nodes: 1, load: 0.8, target: 0.33, truth: 5 },
  // No closed form: the programs check one another.
  { name: 'jsq10', title: 'JSQ-10, load 0.9', nodes: 10, load: 0.9, target: 0.4 },
];
