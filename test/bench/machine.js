/** Where the figures come from: they mean little without it. */
import { readFileSync } from 'node:fs';
import { cpus, platform, release, totalmem, type } from 'node:os';

export function machine() {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: [processors[0]?.model.trim() ?? 'unknown', ...generation()].join(' '),
    cores: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()} (${platform()}, ${process.arch})`,
    node: process.version,
    v8: process.versions.v8,
  };
}

/** What the name of a processor in a cloud leaves out, where the system tells: two that are called alike may be years apart. */
function generation() {
  try {
    const about = readFileSync('/proc/cpuinfo', 'utf8');
    return ['cpu family', 'model'].flatMap((key) => new RegExp(`^${key}\\s*:\\s*(\\d+)$`, 'm').exec(about)?.slice(1, 2).map((value) => `${key.replace('cpu ', '')} ${value}`) ?? []);
  } catch {
    return [];
  }
}
