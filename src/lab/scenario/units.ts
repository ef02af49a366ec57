/** Units of time, in seconds. */
const SECONDS: Readonly<Record<string, number>> = { ns: 1e-9, us: 1e-6, µs: 1e-6, μs: 1e-6, ms: 1e-3, s: 1, sec: 1, second: 1, seconds: 1, min: 60, minute: 60, minutes: 60, h: 3600, hour: 3600, hours: 3600, d: 86_400, day: 86_400, days: 86_400 };

/** What a number in `unit` is multiplied by to be in the scenario's own unit of time; undefined where that is not known. */
export function factorOf(unit: string, own: string | undefined): number | undefined {
  if (unit === '%') return 0.01;
  if (unit === own) return 1;
  const [from, to] = [SECONDS[unit], own === undefined ? undefined : SECONDS[own]];
  return from === undefined || to === undefined ? undefined : from / to;
}
