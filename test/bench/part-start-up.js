/** How long whole processes take. */
import { passed, publish, table } from './report.js';
import { startUp } from './start-up.js';

export function partStartUp({ rounds }, progress) {
  const commands = startUp(Math.max(rounds, 5), progress);
  progress('');
  const rows = commands.map(({ name, seconds, target, most, met }) => [name, ms(seconds), target ? `${target} = ${ms(most)}: ${passed(met)}` : '']);
  publish('start-up', 'Start-up', ['Whole processes, from start to exit, in turns: medians.', table(['command', 'ms', 'at most, ms'], rows)], { commands });
  return commands.every(({ met }) => met !== false);
}

const ms = (seconds) => (seconds * 1000).toFixed(0);
