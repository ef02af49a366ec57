/** Where the figures come from: they mean little without it. */
import { cpus, platform, release, totalmem, type } from 'node:os';

export function machine() {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()} (${platform()}, ${process.arch})`,
    node: process.version,
    v8: process.versions.v8,
  };
}
