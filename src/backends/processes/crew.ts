import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { totalmem } from 'node:os';
import { type Crew, CrewError, type Failure, type Heartbeat, type NodeNews, type Task, type Terms, type WorkerFunction } from '../real/crew.ts';
import { requireRoom, startLimit } from '../real/room.ts';
import { within } from '../real/within.ts';
import { plainSources } from '../../user-modules/import-module.ts';
import { Frames } from './frames.ts';
import { NodeLink } from './node-link.ts';
import { type FromNode, type Hello, LONGEST_HELLO } from './protocol.ts';

/** A process that has fallen silent is ended and replaced after two seconds, unless the scenario says otherwise. */
const HEARTBEAT: Heartbeat = { everyMs: 500, misses: 4 };

/** So many processes in a row may end as they start before their node is given up, and the run with it. */
const ATTEMPTS = 10;
/** Timers of Node tick in whole milliseconds: what is shorter is waited for in naps of so many milliseconds. */
const NAP_MS = 0.1;

/** A crew of processes of this machine, one for each node, which talk to this one by a local socket. */
export async function processes(nodeOfSlot: readonly number[], { functions = [], sources, heartbeat = HEARTBEAT, signal }: Terms = {}): Promise<Processes> {
  requireRoom(nodeOfSlot.length, new Set(nodeOfSlot).size, totalmem());
  const crew = new Processes(nodeOfSlot, functions, sources ?? (await plainSources(functions.map(({ module }) => module))), heartbeat);
  try {
    await within(startLimit(nodeOfSlot.length), 'not all processes are ready', crew.start(), signal);
  } catch (error) {
    await crew.dismiss();
    throw error;
  }
  return crew;
}

interface News {
  readonly slot: number;
  readonly order: number;
  readonly worked: number;
  readonly delay: number;
  readonly value?: unknown;
  readonly failure?: Failure;
}

export class Processes implements Crew {
  private readonly epoch = process.hrtime.bigint();
  private readonly functions: readonly WorkerFunction[];
  private readonly sources: Readonly<Record<string, string>>;
  private readonly heartbeat: Heartbeat;
  private readonly token = randomBytes(32).toString('hex');
  private readonly server: Server;
  /** By node: its slots. */
  private readonly slotsOf: number[][] = [];
  /** By slot: its node, and its number there. */
  private readonly nodeOfSlot: readonly number[];
  private readonly placeOf: readonly number[];
  private readonly links: NodeLink[] = [];
  /** By slot: how many orders it has been given, and the task that it is at. */
  private readonly orders: number[];
  private readonly tasks: (Task | undefined)[];
  /** By slot: when it was given what it is at, where its process was not there, and how long that then took. */
  private readonly given: number[];
  private readonly delays: number[];
  private readonly news: News[] = [];
  private readonly nodeNews: NodeNews[] = [];
  private current: News | undefined;
  private readonly leaving = new Set<Promise<void>>();
  private readonly nap = new Int32Array(new SharedArrayBuffer(4));
  private wake: (() => void) | undefined;
  private broken: Error | undefined;
  private dismissed = false;

  constructor(nodeOfSlot: readonly number[], functions: readonly WorkerFunction[], sources: Readonly<Record<string, string>>, heartbeat: Heartbeat) {
    this.functions = functions;
    this.sources = sources;
    this.heartbeat = heartbeat;
    this.nodeOfSlot = nodeOfSlot;
    this.placeOf = nodeOfSlot.map((node, slot) => (this.slotsOf[node] ??= []).push(slot) - 1);
    this.orders = nodeOfSlot.map(() => 0);
    this.tasks = nodeOfSlot.map(() => undefined);
    this.given = nodeOfSlot.map(() => 0);
    this.delays = nodeOfSlot.map(() => 0);
    this.server = createServer({ noDelay: true }, (socket) => this.greet(socket));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error) => reject(new CrewError(`no local socket can be opened: ${error.message}`)));
      this.server.listen({ host: '127.0.0.1', port: 0 }, resolve);
    });
    for (const node of this.slotsOf.keys()) this.links[node] = this.link(node);
    await Promise.all(this.links.map(({ ready }) => ready));
  }

  now(): number {
    return Number(process.hrtime.bigint() - this.epoch) / 1e6;
  }

  begin(slot: number, task: Task): void {
    this.orders[slot]++;
    this.tasks[slot] = task;
    this.delays[slot] = 0;
    const link = this.links[this.nodeOfSlot[slot]];
    if (link.works) this.order(slot, link);
    else this.given[slot] = this.now();
  }

  rest(slot: number): void {
    this.orders[slot]++;
    if (this.tasks[slot] === undefined) return;
    this.tasks[slot] = undefined;
    const link = this.links[this.nodeOfSlot[slot]];
    if (link.works) link.say({ kind: 'rest', slot: this.placeOf[slot] });
  }

  next(): number {
    if (this.broken) throw this.broken;
    for (let news = this.news.shift(); news; news = this.news.shift()) {
      // What was given up at the very moment that it was done counts as given up.
      if (news.order !== this.orders[news.slot]) continue;
      this.current = news;
      this.tasks[news.slot] = undefined;
      return news.slot;
    }
    return -1;
  }

  nextNode(): NodeNews | undefined {
    return this.nodeNews.shift();
  }

  failure(): Failure | undefined {
    return this.current!.failure;
  }

  result(): unknown {
    return this.current!.value;
  }

  worked(): number {
    return this.current!.worked;
  }

  delay(slot: number): number {
    if (this.tasks[slot] === undefined) return this.current!.delay;
    return this.links[this.nodeOfSlot[slot]].works ? this.delays[slot] : this.now() - this.given[slot];
  }

  absorbed(node: number): number {
    return this.links[node].absorbed;
  }

  silence(node: number): number {
    return this.links[node].silence;
  }

  wait(atMost: number): Promise<void> | undefined {
    if (this.news.length + this.nodeNews.length > 0 || this.broken) return undefined;
    if (atMost < 2) {
      Atomics.wait(this.nap, 0, 0, Math.min(NAP_MS, atMost));
      return new Promise((resolve) => setImmediate(resolve));
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake?.(), Math.floor(atMost) - 1);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve();
      };
    });
  }

  /** Where processes find this one. */
  get port(): number {
    return (this.server.address() as { readonly port: number }).port;
  }

  /** The numbers by which the operating system knows the processes, by node. */
  get pids(): readonly (number | undefined)[] {
    return this.links.map(({ pid }) => pid);
  }

  /** Those of the processes that work at present. */
  get working(): readonly number[] {
    return this.links.flatMap(({ works, pid }) => (works && pid !== undefined ? [pid] : []));
  }

  kill(node: number): void {
    this.links[node].kill();
  }

  async dismiss(): Promise<void> {
    this.dismissed = true;
    for (const link of this.links) this.leave(link);
    await Promise.all(this.leaving);
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Somebody has connected: whoever does not know the token is sent away before anything of his is read. */
  private greet(socket: Socket): void {
    const frames = new Frames(LONGEST_HELLO);
    const listen = (piece: Buffer) => {
      try {
        frames.push(piece);
        const body = frames.take();
        if (!body) return;
        const { token, node } = JSON.parse(body.toString()) as Hello;
        const known = Buffer.from(this.token);
        const given = Buffer.from(String(token));
        if (given.length !== known.length || !timingSafeEqual(given, known) || !this.links[node]) throw new Error('not one of ours');
        socket.off('data', listen);
        this.links[node].connected(socket, frames);
      } catch {
        socket.destroy();
      }
    };
    socket.on('error', () => {}).on('data', listen);
  }

  private link(node: number): NodeLink {
    const { functions, sources, port, token, heartbeat } = this;
    const slots = this.slotsOf[node];
    return new NodeLink(
      { node, slots: slots.length, functions, sources, port, token, heartbeat },
      {
        ended: (message: FromNode & { readonly kind: 'ended' }) => {
          const slot = slots[message.slot];
          this.hear({ ...message, slot, delay: message.delay + this.delays[slot] });
        },
        died: (message, silent) => this.lose(node, message, silent),
      },
    );
  }

  private tell(news: NodeNews): void {
    this.nodeNews.push(news);
    this.wake?.();
  }

  private hear(news: News): void {
    this.news.push(news);
    this.wake?.();
  }

  /** The process of the node is no more: what it was at has failed, and another takes its place. */
  private lose(node: number, message: string, silent: boolean): void {
    this.leave(this.links[node]);
    this.tell({ node, change: silent ? 'silent' : 'gone' });
    for (const slot of this.slotsOf[node]) {
      if (this.tasks[slot] === undefined) continue;
      this.tasks[slot] = undefined;
      this.hear({ slot, order: this.orders[slot], worked: 0, delay: 0, failure: { reason: 'died', message } });
    }
    this.replace(node);
  }

  /** Starts another process for the node; one that is killed as it starts is replaced too, so many times. */
  private replace(node: number, attempt = 1): void {
    const link = this.link(node);
    this.links[node] = link;
    within(startLimit(this.slotsOf[node].length), `the process of node ${node} is not ready again`, link.ready).then(
      () => {
        this.tell({ node, change: 'back' });
        // What the slots were given to do meanwhile.
        for (const slot of this.slotsOf[node]) {
          if (this.tasks[slot] === undefined) continue;
          this.delays[slot] = this.now() - this.given[slot];
          this.order(slot, link);
        }
      },
      (error: Error) => {
        if (this.dismissed) return;
        if (error instanceof CrewError && attempt < ATTEMPTS) {
          this.leave(link);
          this.replace(node, attempt + 1);
          return;
        }
        this.broken ??= error;
        this.wake?.();
      },
    );
  }

  private order(slot: number, link: NodeLink): void {
    link.say({ kind: 'begin', slot: this.placeOf[slot], order: this.orders[slot], task: this.tasks[slot]! });
  }

  private leave(link: NodeLink): void {
    const left = link.end().finally(() => this.leaving.delete(left));
    this.leaving.add(left);
  }
}
