/** What a comparison that went on until it was decided came to, in sentences. */
import type { Decision, StudyResult } from '../../study.ts';
import { cut } from '../columns.ts';
import { numberText, percentText } from '../number.ts';
import { plain } from '../plain.ts';
import { unitOf } from '../rows.ts';
import { metricTitle } from './words.ts';

/** The outcome with its guarantee, and what was spent on each variant; none where nothing was to be decided. */
export function decisionFacts({ decision, run, unit }: StudyResult): string[] {
  if (!decision) return [];
  const spent = decision.variants.map(({ variant, replications, outcome }) => `${plain(variant)} ${numberText(replications, 12)}${outcome === 'out' ? ' (proven worse, left out)' : ''}`);
  return [decision.selected === null ? openText(decision, run.interrupted === true) : selectedText(decision, unit), `replications: ${spent.join(', ')}`];
}

function selectedText(decision: Decision, unit: string | undefined): string {
  const { metric, statistic, selected, confidence } = decision;
  const out = decision.variants.every(({ outcome }) => outcome !== 'in contention');
  const proof = out ? '; all others are proven worse' : '';
  return `${metricTitle(metric, statistic)}: ${plain(selected!)} is selected. With ${percentText(confidence)} confidence it is the best, or within ${matters(decision, unit)} of the best, and so the best where that is better than all others by as much${proof}`;
}

function openText({ metric, statistic, variants, atMost, more }: Decision, interrupted: boolean): string {
  const left = variants.filter(({ outcome }) => outcome === 'in contention').map(({ variant }) => plain(variant));
  const why = interrupted ? 'not decided when it was stopped' : `not decided: the budget of ${numberText(atMost, 12)} replications of each variant (at-most) ended first`;
  const needs = typeof more === 'number' ? `; about ${numberText(Number(more.toPrecision(2)))} more of each of these would decide` : '';
  return `${metricTitle(metric, statistic)}: ${why}. The best is among ${left.join(', ')}${needs}`;
}

/** `2 % (0.038 ms)` */
function matters({ metric, statistic, relative, indifference }: Decision, unit: string | undefined): string {
  const own = unitOf(metric, statistic, unit);
  const absolute = `${numberText(indifference, 3)}${own === '' ? '' : ` ${cut(own, 12)}`}`;
  return relative === undefined ? absolute : `${percentText(relative)} (${absolute})`;
}
