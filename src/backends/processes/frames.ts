/** Messages on a stream of bytes: each is its length, in four bytes, and as many bytes. */

const HEADER = 4;

export function frameOf(body: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER + body.length);
  frame.writeUInt32LE(body.length);
  frame.set(body, HEADER);
  return frame;
}

/** Puts bytes together again, in whatever pieces they come. */
export class Frames {
  private readonly pieces: Buffer[] = [];
  private held = 0;
  /** The longest that is taken; a RangeError where a longer one comes. */
  limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  push(piece: Buffer): void {
    this.pieces.push(piece);
    this.held += piece.length;
  }

  /** The next message that has come whole; undefined where there is none. */
  take(): Buffer | undefined {
    if (this.held < HEADER) return undefined;
    const length = this.joined(HEADER).readUInt32LE();
    if (length > this.limit) throw new RangeError(`a message of ${length} bytes came where none is longer than ${this.limit}`);
    if (this.held < HEADER + length) return undefined;
    const all = this.joined(HEADER + length);
    this.held -= HEADER + length;
    const rest = all.subarray(HEADER + length);
    if (rest.length > 0) this.pieces[0] = rest;
    else this.pieces.shift();
    return all.subarray(HEADER, HEADER + length);
  }

  /** The first piece, joined with those after it until it has so many bytes. */
  private joined(bytes: number): Buffer {
    let count = 1;
    for (let length = this.pieces[0].length; length < bytes; count++) length += this.pieces[count].length;
    if (count > 1) this.pieces.splice(0, count, Buffer.concat(this.pieces.slice(0, count)));
    return this.pieces[0];
  }
}
