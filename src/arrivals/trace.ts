import { z } from 'zod';
import { count, object, ParamError } from '../params.ts';
import { arrivals, type ArrivalSetup } from './define.ts';
import { readRecord, type JobRecord } from './record.ts';

interface Params {
  file: string;
  repeat: number;
}

export const trace = arrivals<Params>({
  name: 'trace',
  alsoKnownAs: ['replay'],
  about: 'Jobs as recorded in a CSV file: a column `time`, and where wanted `size` and `class`. A rate, where given, stretches the times.',
  source: 'Law 2015, section 6.1 (trace-driven simulation); Feitelson 2015, "Workload modeling", chapter 1',
  rate: 'optional',
  size: 'optional',
  params: object({
    file: z.string().min(1).describe('CSV file, relative to the scenario; its first line names the columns'),
    repeat: count('how often the record is played, each time one mean gap after the last').default(1),
  }),
  examples: [{ params: { file: 'trace.csv', repeat: 1 } }, { params: { file: 'trace.csv', repeat: 3 }, rate: 2 }],
  create: ({ file, repeat }, setup) => {
    const record = repeated(readRecord(file, open(file, setup), setup.classIndex), repeat);
    const own = rateOf(record.times);
    if (setup.rate !== undefined && own === 0) throw new ParamError(`${file} needs two different times to be given a rate`, ['file']);
    const factor = setup.rate === undefined ? 1 : own / setup.rate;
    return { name: 'trace', mechanism: 'recorded', ...record, rate: own / factor, times: record.times.map((time) => time * factor) };
  },
});

function open(file: string, { read }: ArrivalSetup): string {
  try {
    return read(file);
  } catch (error) {
    throw new ParamError(error instanceof Error ? error.message : String(error), ['file']);
  }
}

/** Gaps per time unit from the first job to the last; 0 where there is no time between them. */
function rateOf(times: Float64Array): number {
  const span = times[times.length - 1] - times[0];
  return span > 0 ? (times.length - 1) / span : 0;
}

/** The record played so many times; its rate stays. */
function repeated({ times, sizes, classes }: JobRecord, repeat: number): JobRecord {
  const n = times.length;
  const rate = rateOf(times);
  const period = rate > 0 ? n / rate : 0;
  return {
    times: Float64Array.from({ length: n * repeat }, (_, i) => times[i % n] + Math.floor(i / n) * period),
    ...(sizes && { sizes: Float64Array.from({ length: n * repeat }, (_, i) => sizes[i % n]) }),
    ...(classes && { classes: Int32Array.from({ length: n * repeat }, (_, i) => classes[i % n]) }),
  };
}
