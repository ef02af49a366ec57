import { mkdirSync, writeFileSync } from 'node:fs';

/** Keeps a table under results/validation and shows it. */
export function publish(file: string, text: string): void {
  mkdirSync('results/validation', { recursive: true });
  writeFileSync(`results/validation/${file}`, text);
  process.stdout.write(`\n${text}\n`);
}

export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const all = [head, head.map(() => '---'), ...rows];
  return all.map((row) => `| ${row.join(' | ')} |`).join('\n');
}
