/** report.html: one file that opens offline, with everything in it. */
import type { Result } from '../result.ts';
import { agreementFact, checkFact, fewFacts, growingFact, infiniteFacts, obstacleFacts, runFacts, unseenFacts } from './facts.ts';
import { executionTables } from './execution/html.ts';
import { html, nothing, trusted, type Markup } from './html/markup.ts';
import { style } from './html/style.ts';
import { classTable, mainTable, nodeTable } from './html/tables.ts';
import { numberText } from './number.ts';
import { plain } from './plain.ts';
import { formulas, statisticLabel } from './rows.ts';

/** A chart as it stands in the page; the ids inside different SVGs must differ. */
export interface Figure {
  readonly about: string;
  readonly svg: string;
}

/** More nodes than these are folded away. */
const MANY = 20;

/** The page; needs no network, and everything that came from a file is escaped. */
export function reportHtml(result: Result, figures: readonly Figure[]): string {
  const name = plain(result.name);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${name}: schedlab report</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
${header(result)}
${section('Results', mainTable(result), ...[...infiniteFacts(result), ...unseenFacts(result), ...fewFacts(result)].map((fact) => html`<p>${fact}.</p>\n`))}
${section('Real execution', executionTables(result))}
${section('Charts', ...figures.map(figure))}
${section('Classes', classTable(result))}
${section('Nodes', folded(result.nodes.length > MANY, `${result.nodes.length} nodes`, nodeTable(result)))}
${theory(result)}
${section('Checks', html`<p>${checkFact(result)}.</p>`)}
${section('Scenario', folded(true, 'as resolved: rates computed, defaults filled in', html`<pre>${JSON.stringify(result.scenario, null, 2) ?? ''}</pre>`))}
<footer>schedlab ${plain(result.schedlab)}, seed ${plain(result.seed)}: the same scenario and seed give this report again.</footer>
</main>
</body>
</html>
`;
  return page.markup;
}

function header(result: Result): Markup {
  const growing = growingFact(result);
  return html`<header>
<h1>${plain(result.name)}</h1>
${result.about ? html`<p class="about">${plain(result.about)}</p>` : nothing}
<ul class="facts">
${runFacts(result).map((fact) => html`<li>${fact}</li>\n`)}</ul>
${growing ? html`<p class="notice">${growing}</p>` : nothing}
</header>`;
}

function section(title: string, ...content: readonly Markup[]): Markup {
  if (content.every(({ markup }) => markup === '')) return nothing;
  return html`<section>\n<h2>${title}</h2>\n${content}\n</section>`;
}

function figure({ about, svg }: Figure): Markup {
  return html`<figure>\n${trusted(svg)}\n<figcaption>${about}</figcaption>\n</figure>\n`;
}

function folded(fold: boolean, title: string, content: Markup): Markup {
  return fold && content.markup !== '' ? html`<details><summary>${title}</summary>\n${content}\n</details>` : content;
}

/** Which formulas apply, where they come from, and all that they predict. */
function theory(result: Result): Markup {
  const obstacles = obstacleFacts(result).map((fact) => html`<p>${fact}.</p>\n`);
  if (result.theory.length === 0) return section('Theory', html`<p>No formula applies to this scenario.</p>`, ...obstacles);
  const agreement = agreementFact(result);
  const items = formulas(result).map(({ formula, title, kind, source }, i) => {
    const predictions = result.theory.filter((one) => one.formula === formula);
    const lists = predictions.map((one) => html`<p>${plain(one.scope)}: ${valueList(one)}</p>\n`);
    return html`<li id="formula-${i + 1}"><strong>${plain(title)}</strong> <span class="kind">(${kind})</span>: ${plain(source)}
<details><summary>what it predicts</summary>\n${lists}</details></li>\n`;
  });
  return section('Theory', agreement ? html`<p>${agreement}.</p>` : nothing, html`<ol class="formulas">\n${items}</ol>`, ...obstacles);
}

function valueList({ values, bounds = {}, others = {} }: Result['theory'][number]): string {
  const sides = Object.entries(bounds).map(([key, { lower, upper }]) => {
    return keyName(key) + (lower === undefined ? '' : ` ≥ ${predicted(lower)}`) + (upper === undefined ? '' : ` ≤ ${predicted(upper)}`);
  });
  return [
    ...Object.entries(values).map(([key, value]) => `${keyName(key)} ${predicted(value)}`),
    ...sides,
    ...Object.entries(others).map(([name, value]) => `${plain(name)} ${predicted(value)}`),
  ].join(', ');
}

function keyName(key: string): string {
  const [metric, statistic] = key.split(/\.(.*)/s);
  return `${plain(metric)}${statistic ? ` ${statisticLabel(plain(statistic))}` : ''}`;
}

function predicted(value: number | 'Infinity'): string {
  return numberText(Number(value), 5);
}
