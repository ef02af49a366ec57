/** How long whole processes take. */
import { passed, publish, table } from './report.js';
import { startUp } from './start-up.js';

export function partStartUp({ rounds }, progress) {
  const runs = Math.max(rounds, 5);
  const commands = startUp(runs, progress);
  progress('');
  const rows = commands.map(({ name, seconds, least, target, most, met }) => [name, ms(seconds), ms(least), target ? `${target} = ${ms(most)}: ${passed(met)}` : '']);
  publish('start-up', 'Start-up', [`Whole processes, from start to exit, in ${runs} turns: the median, and the least.`, table(['command', 'ms', 'least', 'at most, ms'], rows)], { commands });
  return commands.every(({ met }) => met !== false);
}

const ms = (seconds) => (seconds * 1000).toFixed(0);
