import { describe, expect, test } from 'vitest';
import { trace } from '../../src/arrivals/trace.ts';
import type { RecordedArrivals } from '../../src/model.ts';
import { ParamError } from '../../src/params.ts';
import { setup } from './setup.ts';

const read = (text: string, { rate, repeat = 1 }: { rate?: number; repeat?: number } = {}) =>
  trace.create({ file: 'jobs.csv', repeat }, setup(rate, { 'jobs.csv': text })) as RecordedArrivals;

describe('a record', () => {
  test('with sizes and classes, in any order of columns', () => {
    expect(read('class,time,size\nweb,0,1.5\n"video, long",2,0\nweb,4,1e1\n')).toEqual({
      name: 'trace',
      mechanism: 'recorded',
      rate: 0.5,
      times: Float64Array.of(0, 2, 4),
      sizes: Float64Array.of(1.5, 0, 10),
      classes: Int32Array.of(0, 1, 0),
    });
  });

  test('of times alone leaves size and class to the scenario', () => {
    const made = read('time\n10\n11\n13\n');
    expect([made.sizes, made.classes, made.rate]).toEqual([undefined, undefined, 2 / 3]);
    expect(made.times).toEqual(Float64Array.of(10, 11, 13));
  });

  test('as spreadsheets write it: byte order mark, carriage returns, spaces, blank lines at the end', () => {
    expect(read('\uFEFFtime, size\r\n1, 2\r\n3, 4\r\n\r\n').sizes).toEqual(Float64Array.of(2, 4));
  });

  test('is stretched to a rate; sizes stay', () => {
    const made = read('time,size\n0,1\n1,1\n4,1\n', { rate: 2 });
    expect([made.rate, made.times, made.sizes]).toEqual([2, Float64Array.of(0, 0.25, 1), Float64Array.of(1, 1, 1)]);
  });

  test('played again goes on after one mean gap, at the same rate', () => {
    const made = read('time,size\n1,5\n2,6\n5,7\n', { repeat: 3 });
    expect(made.times).toEqual(Float64Array.of(1, 2, 5, 7, 8, 11, 13, 14, 17));
    expect(made.sizes).toEqual(Float64Array.of(5, 6, 7, 5, 6, 7, 5, 6, 7));
    expect(made.rate).toBeCloseTo(0.5, 14);
  });

  test('of jobs that all come at once has no rate', () => {
    expect(read('time,size\n0,5\n0,6\n').rate).toBe(0);
    expect(() => read('time,size\n0,5\n0,6\n', { rate: 1 })).toThrow('two different times');
  });
});

describe('faults are found where they are', () => {
  test.each([
    ['', 'jobs.csv, line 1: needs a column "time"'],
    ['size\n1\n', 'jobs.csv, line 1: needs a column "time"'],
    ['time,sizes\n1,2\n', 'jobs.csv, line 1: unknown column "sizes", did you mean "size"?'],
    ['time,colour\n1,2\n', 'jobs.csv, line 1: unknown column "colour"; known are time, size, class'],
    ['time,time\n1,2\n', 'jobs.csv, line 1: column "time" is there twice'],
    ['time\n', 'jobs.csv, line 2: has no jobs'],
    ['time\n1\nsoon\n', 'jobs.csv, line 3: column "time": expected a number of 0 or more, not "soon"'],
    ['time\n1\n\n2\n', 'jobs.csv, line 3: column "time": expected a number of 0 or more, not ""'],
    ['time\n-1\n', 'jobs.csv, line 2: column "time": expected a number of 0 or more, not "-1"'],
    ['time,size\n1,-2\n', 'jobs.csv, line 2: column "size": expected a number of 0 or more, not "-2"'],
    ['time,size\n1,Infinity\n', 'jobs.csv, line 2: column "size": expected a number of 0 or more, not "Infinity"'],
    ['time\n5\n3\n', 'jobs.csv, line 3: column "time": 3 is before the 5 of the line above; sort the file by time'],
    ['time,size\n1\n', 'jobs.csv, line 2: has 1 values for 2 columns'],
    ['0.289,1\n0.5,2\n', 'jobs.csv, line 1: must name the columns (time, size, class), and has the value 0.289; put such a line above the first job'],
    ['time,class\n1,"web\n2,web\n3,web\n', 'jobs.csv, line 2: a quote (") opens here that is never closed'],
    ['time,class\n1,web\n2,"a ""b""\n', 'jobs.csv, line 3: a quote (") opens here that is never closed'],
    ['time,class\n1,"web\n2,"web"\n3,web\n', 'jobs.csv, line 2: the quoted value that opens here is closed on line 3 before "web\\""; a quote within a value is written twice'],
    ['time,class\n1,"web" 2\n', 'jobs.csv, line 2: the quoted value that opens here is closed before " 2"; a quote within a value is written twice'],
    ['time,class\n1,"web\nfarm"\n2,"a\r\nb\rc"\r\n\nsoon,web\n', 'jobs.csv, line 7: has 1 values for 2 columns'],
    ['class,time\n"web\nfarm",1\n"a\r\nb\rc ""d""",2\r\nweb,soon\n', 'jobs.csv, line 7: column "time": expected a number of 0 or more, not "soon"'],
    ['time,class\n1,\n', 'jobs.csv, line 2: column "class": expected the name of a class, not nothing'],
  ])('%j', (text, message) => {
    expect(() => read(text)).toThrow(new ParamError(message, ['file']));
  });

  test('a file that cannot be read', () => {
    expect(() => trace.create({ file: 'other.csv', repeat: 1 }, setup())).toThrow(new ParamError('other.csv: no such file', ['file']));
  });
});
