/** Where jobs are made: of each its time, its size and its class. */
export interface Places {
  readonly times: Float64Array;
  readonly sizes: Float64Array;
  readonly classes: Int32Array;
}

/** Makes jobs, in the order of their times, in places that it was given. */
export interface JobMaker {
  /** The next jobs in every place. */
  make(): void;
}

export function placesFor(count: number): Places {
  return { times: new Float64Array(count), sizes: new Float64Array(count), classes: new Int32Array(count) };
}

export function partOf({ times, sizes, classes }: Places, from: number, to: number): Places {
  return { times: times.subarray(from, to), sizes: sizes.subarray(from, to), classes: classes.subarray(from, to) };
}
