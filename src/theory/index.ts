/** Every formula, family by family: a new one is a file and a line in its family's index. */
export * from './markovian/index.ts';
export * from './general/index.ts';
export * from './scheduling/index.ts';
export * from './dispatching/index.ts';
export * from './networks/index.ts';
export * from './staffing/index.ts';
