/**
 * Files of records, each behind its length and checksum: what a crash or a full disk cut off at the end of a file, and
 * what was damaged, is told from a record and left out.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** Whose content it is: replication `index` of a cell. */
export interface Label {
  readonly cell: number;
  readonly index: number;
}

/** Where the content of a record stands. */
export interface Place extends Label {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Bytes of length and checksum, and then of the label, which belongs to what they are of. */
const HEAD = 8;
const LABEL = 8;

export function recordOf({ cell, index }: Label, content: Uint8Array): Buffer {
  const record = Buffer.alloc(HEAD + LABEL + content.length);
  record.writeUInt32LE(LABEL + content.length, 0);
  record.writeUInt32LE(cell, HEAD);
  record.writeUInt32LE(index, HEAD + 4);
  record.set(content, HEAD + LABEL);
  record.writeUInt32LE(crc32(record.subarray(HEAD)), 4);
  return record;
}

/** The whole records of a file, up to the first that is not whole. The operating system's errors come through. */
export function recordsIn(file: string): readonly Place[] {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const places: Place[] = [];
    for (let at = 0; at + HEAD + LABEL <= size; ) {
      const head = readAt(descriptor, at, HEAD);
      const length = head.readUInt32LE();
      if (length < LABEL || at + HEAD + length > size) break;
      const body = readAt(descriptor, at + HEAD, length);
      if (crc32(body) !== head.readUInt32LE(4)) break;
      places.push({ file, cell: body.readUInt32LE(), index: body.readUInt32LE(4), offset: at + HEAD + LABEL, length: length - LABEL });
      at += HEAD + length;
    }
    return places;
  } finally {
    closeSync(descriptor);
  }
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let done = 0; done < length; ) {
    const got = readSync(descriptor, bytes, done, length - done, offset + done);
    if (got === 0) break;
    done += got;
  }
  return bytes;
}

/** The content of a record that `recordsIn` found. */
export async function contentOf({ file, offset, length }: Place): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const bytes = new Uint8Array(length);
    await handle.read(bytes, 0, length, offset);
    return bytes;
  } finally {
    await handle.close();
  }
}
