import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { contentOf, recordOf, recordsIn } from '../../../src/lab/resume/records.ts';

const folder = mkdtempSync(join(tmpdir(), 'schedlab-records-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'file');

const content = (index: number) => Uint8Array.from({ length: 10 * index }, (_, i) => (7 * i + index) % 256);
const write = () => writeFileSync(file, Buffer.concat([0, 1, 2, 3].map((index) => recordOf({ cell: 5, index }, content(index)))));
const found = () => recordsIn(file).map(({ index }) => index);

describe('records', () => {
  it('come back with their labels', async () => {
    write();
    for (const place of recordsIn(file)) {
      expect(place.cell).toBe(5);
      expect(await contentOf(place)).toEqual(content(place.index));
    }
    expect(found()).toEqual([0, 1, 2, 3]);
  });

  it('are read up to the last whole one, wherever the file was cut off', () => {
    write();
    const whole = readFileSync(file);
    const ends = recordsIn(file).map(({ offset, length }) => offset + length);
    for (let size = whole.length; size >= 0; size--) {
      truncateSync(file, size);
      expect(found()).toEqual([0, 1, 2, 3].filter((index) => ends[index] <= size));
    }
  });

  it('are not made of the zeros or the noise that a crash leaves at the end', () => {
    for (const end of [Buffer.alloc(100), Buffer.alloc(100, 255), Buffer.from('not a record at all, but some text of a length')]) {
      write();
      appendFileSync(file, end);
      expect(found()).toEqual([0, 1, 2, 3]);
    }
  });

  it('end before one that was damaged', () => {
    write();
    const bytes = readFileSync(file);
    const { offset } = recordsIn(file)[2];
    bytes[offset + 3] ^= 1;
    writeFileSync(file, bytes);
    expect(found()).toEqual([0, 1]);
  });
});
