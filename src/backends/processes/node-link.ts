import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { CrewError, FunctionFault, type Heartbeat, type WorkerFunction } from '../real/crew.ts';
import type { Frames } from './frames.ts';
import { decoded, encoded, ENVIRONMENT, type FromNode, LONGEST, type ToNode } from './protocol.ts';

export interface LinkSetup {
  readonly node: number;
  readonly slots: number;
  readonly functions: readonly WorkerFunction[];
  readonly sources: Readonly<Record<string, string>>;
  readonly port: number;
  readonly token: string;
  readonly heartbeat: Heartbeat;
}

/** What is heard of a process once it works. */
export interface Listener {
  ended(message: FromNode & { readonly kind: 'ended' }): void;
  /** It has ended, or was ended because it had fallen silent. */
  died(message: string, silent: boolean): void;
}

/** The process of a node, as its coordinator sees it. */
export class NodeLink {
  /** Resolves when it works; rejects with a FunctionFault or a CrewError where it cannot. */
  readonly ready: Promise<void>;
  /** Whether it can be spoken to. */
  works = false;
  private readonly setup: LinkSetup;
  private readonly listener: Listener;
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private socket: Socket | undefined;
  private pulse: NodeJS.Timeout | undefined;
  private missed = 0;
  private told = 0;
  private over = false;
  private settle!: { readonly resolve: () => void; readonly reject: (error: Error) => void };

  constructor(setup: LinkSetup, listener: Listener) {
    this.setup = setup;
    this.listener = listener;
    this.ready = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.ready.catch(() => {});
    const { port, token, node } = setup;
    this.child = spawn(process.execPath, [fileURLToPath(new URL('node-process.js', import.meta.url))], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', [ENVIRONMENT.port]: String(port), [ENVIRONMENT.token]: token, [ENVIRONMENT.node]: String(node) },
    });
    this.exited = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => {
        resolve();
        this.lose(signal === null ? `its process ended with exit code ${code}` : `its process was ended by ${signal}`);
      });
      this.child.once('error', (error) => {
        resolve();
        this.lose(error.message);
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Milliseconds since it was last heard of, in whole heartbeats; 0 while another is being started. */
  get silence(): number {
    return this.works ? this.missed * this.setup.heartbeat.everyMs : 0;
  }

  /** The longest for which a worker of it has not attended to anything but one call, as it said last, in milliseconds. */
  get absorbed(): number {
    return this.works ? this.told : 0;
  }

  /** Its process has reached the coordinator; what it has said after its hello is in `frames`. */
  connected(socket: Socket, frames: Frames): void {
    this.socket = socket;
    frames.limit = LONGEST;
    const read = () => {
      for (let body = frames.take(); body; body = frames.take()) this.hear(decoded<FromNode>(body));
    };
    socket.on('data', (piece: Buffer) => {
      frames.push(piece);
      read();
    });
    // A process that is lost is lost when it has exited, which says why; a socket alone may be cut.
    socket.on('close', () => this.child.kill('SIGKILL'));
    const { slots, functions, sources, heartbeat: { everyMs, misses } } = this.setup;
    this.say({ kind: 'hire', slots, functions, sources, heartbeatMs: everyMs });
    this.pulse = setInterval(() => {
      if (this.works && ++this.missed > misses) this.lose(`its process has been silent for ${(misses * everyMs) / 1000} s`, true);
    }, everyMs);
    read();
  }

  /** Throws a CrewError where the message cannot be sent. */
  say(message: ToNode): void {
    let frame: Buffer;
    try {
      frame = encoded(message);
    } catch (error) {
      throw new CrewError(`the argument of a call cannot be sent to a worker: ${(error as Error).message}`);
    }
    this.socket!.write(frame);
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** Resolves when its process is no more. */
  async end(): Promise<void> {
    this.over = true;
    this.works = false;
    clearInterval(this.pulse);
    this.socket?.destroy();
    this.child.kill('SIGKILL');
    this.settle.reject(new CrewError(`the process of node ${this.setup.node} was ended`));
    await this.exited;
  }

  private hear(message: FromNode): void {
    this.missed = 0;
    if (message.kind === 'ended') {
      if (!this.over) this.listener.ended(message);
    } else if (message.kind === 'beat') {
      this.told = message.absorbed;
    } else if (message.kind === 'ready') {
      this.works = true;
      this.settle.resolve();
    } else if (message.kind === 'fault') {
      this.over = true;
      this.settle.reject(message.name === 'FunctionFault' ? new FunctionFault(message.message) : new CrewError(message.message));
    }
  }

  private lose(message: string, silent = false): void {
    if (this.over) return;
    const { works } = this;
    this.over = true;
    this.works = false;
    clearInterval(this.pulse);
    this.socket?.destroy();
    this.child.kill('SIGKILL');
    if (works) this.listener.died(message, silent);
    else this.settle.reject(new CrewError(`the process of node ${this.setup.node} could not be started: ${message}`));
  }
}
