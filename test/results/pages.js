/** The pages that show the published studies: results/README.md, and the table in README.md. */
import { commandOf, dataOf, folderOf } from './curated.js';

const [BEGIN, END] = ['<!-- made by npm run results -->', '<!-- end -->'];

/** results/README.md; `read` gives the result of an entry. */
export function page(entries, read) {
  const sections = entries.map((entry) => {
    const folder = folderOf(entry).slice('results/'.length);
    const picture = entry.chart ? `![${entry.title}](${folder}/${entry.chart}.png)\n\n` : '';
    return `## ${entry.title}\n\n${entry.claim(read(entry))}\n\n${picture}\`\`\`sh\n${commandOf(entry)}\n\`\`\`\n\n[Scenario](../scenarios/${entry.name}.yaml), [figures](${folder}/${dataOf(entry)})\n`;
  });
  return `# Results

Each of these comes from a scenario file and is made again, bit for bit, by the command below it; \`npm run results\` makes
all of them and this page, and \`npm run results -- --check\` makes them elsewhere and compares. Intervals are at 95 %.
Figures in sentences are taken from the files beside them, and that what is said of one policy against another is proven
by those figures is a test. Elsewhere: [formulas against simulation](validation/formulas.md), [speed and memory](bench/bench.md).

${sections.join('\n')}`;
}

/** The README with its table of headlines made anew. */
export function withTable(readme, entries, read) {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`README.md has no place for findings: ${BEGIN} … ${END}`);
  return `${readme.slice(0, from + BEGIN.length)}\n${table(entries.filter(({ headline }) => headline), read)}${readme.slice(to)}`;
}

function table(entries, read) {
  const rows = entries.map((entry) => `| ${entry.claim(read(entry))}${entry.chart ? ` [Picture](${folderOf(entry)}/${entry.chart}.png)` : ''} | \`${commandOf(entry)}\` |`);
  return ['| found | made again by |', '| --- | --- |', ...rows, ''].join('\n');
}
