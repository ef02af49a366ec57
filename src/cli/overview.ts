import { ABOUT, commands } from './commands.ts';

const OPTIONS = [
  ['-h, --help', 'Show help; schedlab COMMAND --help has its options and examples'],
  ['-v, --version', 'Show version number'],
] as const;

/** What `schedlab --help` prints, in lines of at most `width` characters: written here, since the parser takes longer to load than to read. */
export function overview(width: number): string {
  const rows = commands.map(({ command, aliases = [], describe }) => [`schedlab ${command}`, [describe, ...aliases.map((alias) => `(also ${alias})`)].join(' ')] as const);
  const column = Math.max(...rows.map(([name]) => name.length)) + 4;
  const listed = (entries: readonly (readonly [string, string])[]) => entries.map((entry) => row(entry, column, width)).join('');
  return `${ABOUT}\n\nCommands:\n${listed(rows)}\nOptions:\n${listed(OPTIONS)}`;
}

function row([name, text]: readonly [string, string], column: number, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    if (lines.at(-1) !== '' && column + lines.at(-1)!.length + 1 + word.length > width) lines.push('');
    lines.push(`${lines.pop()} ${word}`.trimStart());
  }
  return `${`  ${name}`.padEnd(column)}${lines.join(`\n${' '.repeat(column)}`)}\n`;
}
