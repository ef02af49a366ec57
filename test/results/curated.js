/**
 * The studies that are published: which command makes each, its chart, what is claimed of it, and why the claim is true.
 * The words of a claim are put together from the result, so that no figure in them can be another; `holds` says, of the
 * same result, whether everything is proven that the words say of one policy against another. A headline is in the README.
 */
import { numberText } from '../../dist/reports/number.js';
import { against, estimate, isBest, rising, said, times } from './findings.js';

const D = 'pool.dispatch.power-of-d.d';
const EVERY = 'pool.information.every';
const ERROR = 'arrivals[0].estimate.lognormal.scv';

export const curated = [
  {
    name: 'mm1', command: 'run', chart: 'tail', title: 'One server, and what theory says of it',
    claim: ({ overall, comparisons }) => `M/M/1 at load 0.8 answers in ${said(overall.response.mean, 's')}, theory says ${numberText(comparisons.find(({ metric, statistic }) => metric === 'response' && statistic === 'mean').theory)}; of the ${scores(comparisons).length} values that are compared none has a z beyond ±${numberText(Math.ceil(10 * Math.max(...scores(comparisons))) / 10)}.`,
    holds: ({ comparisons }) => [scores(comparisons).length > 10, scores(comparisons).every((z) => z < 3)],
  },
  {
    name: 'load-balancing', command: 'sweep', chart: 'response', headline: true, title: 'One look at a second queue',
    claim: (result) => {
      const [random, two, jsq] = ['random', 'power-of-d(d=2)', 'jsq'].map((variant) => said(estimate(result, { load: 0.95 }, variant), 'ms'));
      return `Fifty servers at load 0.95 answer in ${random} where jobs go anywhere, in ${two} where they go to the shorter of two queues, in ${jsq} where they go to the shortest of all.`;
    },
    holds: (result) => [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95].map((load) => rising(...['jsq', 'power-of-d(d=2)', 'random'].map((variant) => estimate(result, { load }, variant)))),
  },
  {
    name: 'staleness', command: 'sweep', chart: 'response', headline: true, title: 'Old news: the herd',
    claim: (result) => {
      const [fresh, old] = [0.1, 10].map((every) => ['jsq', 'power-of-d(d=2)', 'random'].map((variant) => said(estimate(result, { [EVERY]: every }, variant))));
      return `Where queues are reported every 0.1 ms the shortest of a hundred is best: ${fresh[0]} ms, against ${fresh[1]} of two choices. Every 10 ms it is worse than blind chance, ${old[0]} ms against ${old[2]}, and two choices are not: ${old[1]} ms.`;
    },
    holds: (result) => [isBest(result, { [EVERY]: 0.1 }, 'jsq'), rising(...['power-of-d(d=2)', 'random', 'jsq'].map((variant) => estimate(result, { [EVERY]: 10 }, variant)))],
  },
  {
    name: 'how-many-choices', command: 'sweep', chart: 'response-map', title: 'The older the news, the fewer queues to look at',
    claim: (result) => {
      const [first, middle, last] = [0.1, 1, 10].map((every) => `${bestOf(result, every)} where they are reported every ${every} ms`);
      return `Of one to twenty queues that a job may look at, the best number is ${first}, ${middle} and ${last}.`;
    },
    holds: (result) => [0.1, 1, 10].map((every) => {
      const best = bestOf(result, every);
      return [1, 2, 3, 4, 6, 10, 20].every((d) => d === best || rising(looking(result, best, every), looking(result, d, every)));
    }),
  },
  {
    name: 'heterogeneous-nodes', command: 'sweep', chart: 'response', title: 'Two fast servers and eight slow ones',
    claim: (result) => {
      const [low, high] = [0.1, 0.9].map((load) => (variant) => said(estimate(result, { load }, variant), 'ms'));
      return `At load 0.1 the shortest expected delay, which looks at speeds, takes ${low('shortest-expected-delay')}, and the shortest queue, which does not, ${low('jsq')}; at load 0.9 both are far below the best fixed split, ${high('optimal-split')}, and least work left is best: ${high('least-work-left')}.`;
    },
    holds: (result) => [
      isBest(result, { load: 0.1 }, 'shortest-expected-delay'), isBest(result, { load: 0.9 }, 'least-work-left'),
      rising(...['shortest-expected-delay', 'optimal-split'].map((variant) => estimate(result, { load: 0.9 }, variant))), rising(...['jsq', 'optimal-split'].map((variant) => estimate(result, { load: 0.9 }, variant))),
    ],
  },
  {
    name: 'disciplines', command: 'sweep', chart: 'response', headline: true, title: 'One word in the file',
    claim: (result) => {
      const [fcfs, ps, las, srpt] = ['fcfs', 'ps', 'las', 'srpt'].map((variant) => estimate(result, { load: 0.7 }, variant));
      return `Heavy-tailed sizes at load 0.7: ${said(fcfs, 'ms')} first come first served, ${said(ps)} shared, ${said(las)} least attained service first, ${said(srpt)} shortest remaining time first, ${times(fcfs, srpt)} times less than the first.`;
    },
    holds: (result) => [rising(...['srpt', 'las', 'ps', 'fcfs'].map((variant) => estimate(result, { load: 0.7 }, variant)))],
  },
  {
    name: 'sizes', command: 'compare', chart: 'size', headline: true, title: 'Who pays for whom',
    claim: (result) => {
      const [small, large] = [0, -1].map((place) => (variant) => said(slowdown(result, variant, place)));
      return `Under FCFS the smallest jobs take ${small('fcfs')} times their size, under SRPT ${small('srpt')}. The largest do not starve for it: ${large('srpt')} times their size, no more than the ${large('ps')} where all share alike.`;
    },
    holds: (result) => [rising(slowdown(result, 'srpt', 0), slowdown(result, 'fcfs', 0)), !rising(slowdown(result, 'ps', -1), slowdown(result, 'srpt', -1)), slowdown(result, 'srpt', -1).mean <= slowdown(result, 'ps', -1).mean],
  },
  {
    name: 'size-estimates', command: 'sweep', chart: 'response', headline: true, title: 'Sizes that are only estimated',
    claim: (result) => {
      const one = (variant) => said(estimate(result, { [ERROR]: 4 }, variant), 'ms');
      return `Where the error of estimates has a squared coefficient of variation of 4, SRPT takes ${one('srpt')}, more than sharing, ${one('ps')}; SRPT-B, which lets what outlives its estimate bounce back, ${one('srpt-bounce')}.`;
    },
    holds: (result) => [isBest(result, { [ERROR]: 4 }, 'srpt-bounce'), rising(...['srpt-bounce', 'ps', 'srpt'].map((variant) => estimate(result, { [ERROR]: 4 }, variant)))],
  },
  {
    name: 'redundancy', command: 'sweep', chart: 'response', title: 'Two copies of each job',
    claim: (result) => {
      const one = (variant) => said(estimate(result, { load: 0.5 }, variant), 'ms');
      return `At load 0.5, where copies have sizes of their own and the first that is done counts, ${one('redundancy-d, first done')}; where the first to start counts, ${one('redundancy-d, first to start')}, against ${one('power-of-d(d=2)')} of two choices; where both have one size and the first that is done counts, ${one('redundancy-d, first done, one size')}, worse than no copies but a look.`;
    },
    holds: (result) => [rising(...['redundancy-d, first done', 'redundancy-d, first to start', 'power-of-d(d=2)', 'redundancy-d, first done, one size', 'random'].map((variant) => estimate(result, { load: 0.5 }, variant)))],
  },
  {
    name: 'scale', command: 'sweep', chart: 'response', title: 'From ten servers to a thousand',
    claim: (result) => {
      const [ten, many] = [10, 1000].map((nodes) => (variant) => said(estimate(result, { nodes }, variant)));
      return `Ten servers at load 0.9 answer in ${ten('join-idle-queue')} ms under join idle queue and in ${ten('power-of-d(d=2)')} with two choices; a thousand in ${many('join-idle-queue')} and in ${many('power-of-d(d=2)')}: the one wait goes away, the other stays.`;
    },
    holds: (result) => [10, 1000].map((nodes) => rising(...['join-idle-queue', 'power-of-d(d=2)'].map((variant) => estimate(result, { nodes }, variant)))).concat(Math.abs(estimate(result, { nodes: 1000 }, 'join-idle-queue').mean - 1) < 0.01, estimate(result, { nodes: 1000 }, 'power-of-d(d=2)').mean > 2),
  },
  {
    name: 'pairing', command: 'compare', chart: 'response-differences', headline: true, title: 'What pairing saves',
    claim: (result) => {
      const [mean, tail] = ['mean', 'p99'].map((statistic) => against(result, {}, 'power-of-d(d=2)', 'response', statistic));
      return `Two choices are worse than the shortest of ten queues at load 0.9 by ${said(mean.difference, 'ms')} in the mean. On the same jobs this takes ${numberText(mean.reduction, 2)} times fewer replications than on jobs of their own, and P99 ${numberText(tail.reduction, 2)} times fewer.`;
    },
    holds: (result) => ['mean', 'p99'].flatMap((statistic) => [isBest(result, {}, 'jsq', 'response', statistic), against(result, {}, 'power-of-d(d=2)', 'response', statistic).reduction >= 5]),
  },
  {
    name: 'stragglers', command: 'compare', chart: 'response-p99', title: 'Backup tasks',
    claim: (result) => {
      const [none, some] = ['no backups', 'after 10 ms'].map((variant) => said(estimate(result, {}, variant, 'response', 'p99'), 'ms'));
      const [soon, all] = ['after 10 ms', 'at once'].map((variant) => (metric) => said(estimate(result, {}, variant, metric)));
      return `Where one try in a hundred is ten times as long, a second try after 10 ms brings P99 from ${none} to ${some}. A second try of everything at once is worse than that: ${all('response')} ms in the mean against ${soon('response')}, with nodes that are busy for ${all('utilisation')} of the time against ${soon('utilisation')}.`;
    },
    holds: (result) => [
      rising(...['after 10 ms', 'at once', 'no backups'].map((variant) => estimate(result, {}, variant, 'response', 'p99'))),
      ...['response', 'utilisation'].map((metric) => rising(...['after 10 ms', 'at once'].map((variant) => estimate(result, {}, variant, metric)))),
    ],
  },
  {
    name: 'burst', command: 'compare', chart: 'drained', title: 'After a burst',
    claim: (result) => {
      const [random, two, central] = ['random', 'power-of-d(d=2)', 'central'].map((variant) => said(estimate(result, {}, variant, 'drained'), 'min'));
      return `Ten minutes of half as much again as twenty servers can do are worked off ${central} after the start with one queue, after ${two} with two choices, after ${random} at random.`;
    },
    holds: (result) => [rising(...['central', 'power-of-d(d=2)', 'random'].map((variant) => estimate(result, {}, variant, 'drained')))],
  },
  {
    name: 'burst', command: 'run', chart: 'number', title: 'A burst over time',
    claim: ({ series, overall }) => {
      const top = series.number.indexOf(Math.max(...series.number));
      return `With two choices ${said({ mean: series.number[top], halfWidth: series.halfWidth[top] })} jobs are there at the end of the burst, and all are done ${said(overall.drained.mean, 'min')} after its start.`;
    },
    holds: ({ series }) => [Math.abs(series.time[series.number.indexOf(Math.max(...series.number))] - 10) < 0.5],
  },
  {
    name: 'optimise-nodes', command: 'optimise', headline: true, title: 'The cheapest pool for a percentile',
    claim: ({ answer, neighbours }) => {
      const fewer = neighbours.find(({ candidate }) => candidate.values.nodes === answer.values.nodes - 1 && candidate.values.policy === answer.values.policy);
      return `${answer.values.nodes} servers with one queue are the cheapest that keep P99 below 5.5 ms: P99 less 5.5 ms is ${excess(answer)}, and with ${fewer.candidate.values.nodes} servers ${excess(fewer.candidate)}.`;
    },
    holds: ({ status, answer, neighbours }) => [status === 'optimal', answer.values.policy === 'central', answer.state === 'feasible', neighbours.some(({ candidate }) => candidate.values.nodes === answer.values.nodes - 1 && candidate.state === 'infeasible')],
  },
  {
    name: 'optimise-staffing', command: 'optimise', chart: 'optimise', title: 'Servers against waiting',
    claim: ({ answer, theory }) => `A hundred erlangs, a server for 1 a minute and a job that waits for 5: the search, which knows no formula, finds ${answer.values.servers} servers, and theory says ${theory.name.replace('servers=', '')}.`,
    holds: ({ theory }) => [theory.same, theory.kind === 'exact'],
  },
];

/** How far the simulation is from theory, of each value that can be compared. */
function scores(comparisons) {
  return comparisons.flatMap(({ z }) => (z === null ? [] : [Math.abs(z)]));
}

/** By how much the first constraint is exceeded. */
function excess(candidate) {
  return said(candidate.constraints[0].estimate, 'ms');
}

/** Where the result of an entry stands. */
export const folderOf = ({ name, command }) => (command === 'run' ? `results/${name}` : `results/${name}/${command}`);

/** What is kept of what the command writes. */
export const filesOf = ({ command, chart }) => [dataOf({ command }), ...(chart ? [`${chart}.png`, `${chart}.svg`] : [])];

/** The file of figures. */
export const dataOf = ({ command }) => (command === 'run' ? 'result.json' : `${command}.json`);

/** The one command that makes it again. */
export const commandOf = ({ name, command }) => `npx schedlab ${command} scenarios/${name}.yaml`;

function looking(result, d, every) {
  return estimate(result, { [D]: d, [EVERY]: every }, 'power-of-d');
}

function bestOf(result, every) {
  const all = result.points.filter((point) => point.values[EVERY] === every).map((point) => ({ d: point.values[D], mean: point.variants[0].overall.response.mean.mean }));
  return all.toSorted((a, b) => a.mean - b.mean)[0].d;
}

function slowdown(result, variant, place) {
  return result.points[0].variants.find(({ name }) => name === variant).bySize.bins.at(place).slowdown;
}
