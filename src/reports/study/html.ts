/** report.html of a study: one file that opens offline, with everything in it. */
import type { StudyPoint, StudyResult } from '../../study.ts';
import type { Figure } from '../html.ts';
import { html, nothing, trusted, type Markup } from '../html/markup.ts';
import { style } from '../html/style.ts';
import { doubtMark } from '../estimates.ts';
import { estimateText } from '../number.ts';
import { plain } from '../plain.ts';
import { decisionFacts } from './decision.ts';
import { summaries, theoryText } from './table.ts';
import { isOff, notes } from './notes.ts';
import { differenceText, reductionText, verdictText } from './verdicts.ts';
import { metricAxis, parameterAxis, shownOf, studyFacts } from './words.ts';

/** The page; needs no network, and everything that came from a file is escaped. */
export function studyHtml(result: StudyResult, figures: readonly Figure[]): string {
  const name = plain(result.name);
  const tables = shownOf(result).map(({ metric, statistic }) => (result.kind === 'compare' ? comparedTable : sweptTable)(result, metric, statistic));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${name}: schedlab ${result.kind}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
<header>
<h1>${name}</h1>
${result.about ? html`<p class="about">${plain(result.about)}</p>` : nothing}
<ul class="facts">
${studyFacts(result).map((fact) => html`<li>${fact}</li>\n`)}</ul>
</header>
${verdicts(result)}
<section>
<h2>Charts</h2>
${figures.map(({ about, svg }) => html`<figure>\n${trusted(svg)}\n<figcaption>${about}</figcaption>\n</figure>\n`)}
</section>
<section>
<h2>Results</h2>
${result.variants.length > 1 ? html`<p>Means in bold are proven best.</p>\n` : nothing}${tables}${notes(result).map((fact) => html`<p>${fact}.</p>\n`)}
</section>
${formulas(result)}
<section>
<h2>Scenario</h2>
<details><summary>as resolved, before variants and points change it</summary>
<pre>${JSON.stringify(result.scenario, null, 2) ?? ''}</pre>
</details>
</section>
<footer>schedlab ${plain(result.schedlab)}, seed ${plain(result.seed)}: the same scenario and seed give this report again.</footer>
</main>
</body>
</html>
`.markup;
}

function verdicts(result: StudyResult): Markup {
  if (result.kind !== 'compare') return nothing;
  const lines = [...summaries(result, result.points[0].comparisons), ...decisionFacts(result)].map((line) => html`<li>${line}</li>\n`);
  return lines.length === 0 ? nothing : html`<section>\n<h2>Verdict</h2>\n<ul>\n${lines}</ul>\n</section>`;
}

function comparedTable(result: StudyResult, metric: string, statistic: string): Markup {
  const [point] = result.points;
  const comparison = point.comparisons.find((one) => one.metric === metric && one.statistic === statistic);
  const rows = point.variants.map((variant) => {
    const one = comparison?.against.find((other) => other.variant === variant.name);
    const judged = comparison ? html`<td class="number">${differenceText(one)}</td><td class="number">${reductionText(one)}</td><td class="words">${verdictText(comparison, variant.name, result.run.intervals)}</td>` : nothing;
    return html`<tr><td class="name">${plain(variant.name)}</td>${estimateCells(point, variant.name, metric, statistic)}<td class="number">${theoryText(variant, metric, statistic)}</td>${judged}</tr>\n`;
  });
  const head = comparison ? html`<th class="number">above the best</th><th class="number">pairing</th><th>verdict</th>` : nothing;
  return html`<div class="scroll"><table>
<thead><tr><th>${metricAxis(metric, statistic, result)}</th><th class="number mean">simulated</th><th></th><th class="number">theory</th>${head}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>\n`;
}

function sweptTable(result: StudyResult, metric: string, statistic: string): Markup {
  const rows = result.points.map((point) => {
    const labels = result.parameters.map(({ name, values, labels: texts }) => html`<td>${plain(texts[values.findIndex((value) => JSON.stringify(value) === JSON.stringify(point.values[name]))])}</td>`);
    return html`<tr>${labels}${point.variants.map(({ name }) => estimateCells(point, name, metric, statistic))}</tr>\n`;
  });
  return html`<h3>${metricAxis(metric, statistic, result)}</h3>
<div class="scroll"><table>
<thead><tr>${result.parameters.map(({ name }) => html`<th>${parameterAxis(name, result)}</th>`)}${result.variants.map(({ name }) => html`<th class="number mean">${plain(name)}</th><th></th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table></div>\n`;
}

function estimateCells({ variants, comparisons }: StudyPoint, name: string, metric: string, statistic: string): Markup {
  const variant = variants.find((other) => other.name === name);
  const one = variant?.overall[metric]?.[statistic];
  if (!variant || !one) return html`<td class="number mean"></td><td class="half"></td>`;
  const { mean, halfWidth } = estimateText(one);
  const best = comparisons.some((other) => other.metric === metric && other.statistic === statistic && other.winner === name);
  return html`<td class="number mean">${best ? html`<strong title="proven best">${mean}</strong>` : mean}</td><td class="half">± ${halfWidth}${doubtMark(one)}${isOff(variant, metric, statistic) ? ' !' : ''}</td>`;
}

/** Where the theory comes from, each formula once. */
function formulas({ points }: StudyResult): Markup {
  const all = points.flatMap(({ variants }) => variants.flatMap(({ theory }) => theory));
  const once = all.filter((one, i) => all.findIndex(({ formula }) => formula === one.formula) === i);
  if (once.length === 0) return nothing;
  return html`<section>\n<h2>Theory</h2>\n<ol class="formulas">\n${once.map(({ title, kind, source }) => html`<li><strong>${plain(title)}</strong> <span class="kind">(${kind})</span>: ${plain(source)}</li>\n`)}</ol>\n</section>`;
}
