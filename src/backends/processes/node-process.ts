/** The process of a node: a thread for each of its slots, and a socket to the coordinator. It lives as long as the socket. */
import { connect } from 'node:net';
import type { Failure } from '../real/crew.ts';
import { type Threads, threads } from '../threads/crew.ts';
import { Frames, frameOf } from './frames.ts';
import { decoded, encoded, ENVIRONMENT, type FromNode, type Hello, LONGEST, type ToNode } from './protocol.ts';

const { [ENVIRONMENT.port]: port, [ENVIRONMENT.token]: token = '', [ENVIRONMENT.node]: node } = process.env;
// Ctrl-C reaches every process of a terminal: it is the coordinator that decides what becomes of it.
process.on('SIGINT', () => {});

const socket = connect({ host: '127.0.0.1', port: Number(port), noDelay: true });
socket.on('error', () => {}).on('close', () => process.exit());
socket.write(frameOf(Buffer.from(JSON.stringify({ token, node: Number(node) } satisfies Hello))));
const say = (message: FromNode) => socket.write(encoded(message));

let crew: Threads | undefined;
const orders: number[] = [];
const frames = new Frames(LONGEST);
socket.on('data', (piece) => {
  frames.push(piece);
  for (let body = frames.take(); body; body = frames.take()) obey(decoded<ToNode>(body));
});

function obey(message: ToNode): void {
  if (message.kind === 'hire') {
    begin(message).catch((error: Error) => say({ kind: 'fault', name: error.name, message: error.message }));
  } else if (message.kind === 'rest') {
    crew!.rest(message.slot);
  } else {
    orders[message.slot] = message.order;
    crew!.begin(message.slot, message.task);
  }
}

async function begin({ slots, functions, sources, heartbeatMs }: ToNode & { readonly kind: 'hire' }): Promise<void> {
  const hired = await threads(new Array<number>(slots).fill(0), { functions, sources }, true);
  crew = hired;
  say({ kind: 'ready' });
  setInterval(() => say({ kind: 'beat', absorbed: hired.absorbed(0) }), heartbeatMs);
  for (;;) {
    await hired.waitByEvents();
    for (let slot = hired.next(); slot >= 0; slot = hired.next()) tell(hired, slot);
  }
}

/** Tells how the task of the slot has ended. */
function tell(from: Threads, slot: number): void {
  const ended = { kind: 'ended', slot, order: orders[slot], worked: from.worked(slot), delay: from.delay(slot) } as const;
  const failure = from.failure(slot);
  if (failure) {
    say({ ...ended, failure });
    return;
  }
  try {
    say({ ...ended, value: from.result(slot) });
  } catch (error) {
    say({ ...ended, failure: { reason: 'unsendable', message: (error as Error).message } satisfies Failure });
  }
}
