import { object, ParamError, positive, probability } from '../../params.ts';
import { formula } from '../define.ts';
import { figure } from '../figure.ts';
import { mmcc } from '../markovian/mmcc.ts';
import { fewestServers } from './fewest-servers.ts';

interface Params {
  readonly lambda: number;
  readonly mu: number;
  readonly loss: number;
}

export const staffingLoss = formula<Params>({
  name: 'staffing-loss',
  title: 'slots for M/G/c/c with a bound on the loss',
  about: 'The fewest slots with which no more than a given fraction of the jobs is lost, where nobody waits. Poisson arrivals; of the sizes only the mean matters.',
  source: 'Erlang 1917; Jagerman 1974, Bell System Technical Journal 53',
  kind: 'exact',
  breadth: 8,
  params: () => object({
    lambda: positive('arrival rate λ, jobs per time unit'),
    mu: positive('service rate μ of one slot, jobs per time unit'),
    loss: probability('largest fraction of the jobs that may be lost'),
  }),
  equations: [
    'a = λ/μ;  B(0) = 1,  B(c) = a B(c−1)/(c + a B(c−1))   (Erlang B)',
    'B falls with c: the answer is the first c with B(c) ≤ loss, and B(c−1) > loss',
  ],
  symbols: { λ: 'arrival rate, jobs per time unit', μ: 'service rate of one slot, jobs per time unit', a: 'offered work in erlangs', c: 'slots', B: 'fraction of the jobs that are lost' },
  mistakes: [
    'Twice the traffic does not need twice the slots for the same loss, but fewer: pools gain by being large.',
    'The offered work a = λ/μ is not the work that is carried, a(1−B), which is what meters show.',
  ],
  create(params) {
    const { lambda, mu } = params;
    const { servers, before } = solve(params);
    return { ...mmcc.create({ lambda, mu, servers }), others: { servers, 'loss with one slot fewer': before } };
  },
  steps(params) {
    const { servers, blocked, before } = solve(params);
    const { lambda, mu, loss } = params;
    return [
      `a = ${figure(lambda)}/${figure(mu)} = ${figure(lambda / mu)} erlangs`,
      `B(${servers - 1}) = ${figure(before)} > ${figure(loss)}`,
      `B(${servers}) = ${figure(blocked)} ≤ ${figure(loss)}: ${servers} slots`,
    ];
  },
  examples: [
    { params: { lambda: 1, mu: 1, loss: 0.2 }, expect: { servers: 2, loss: 0.2, 'loss with one slot fewer': 0.5 }, from: 'by hand: B(1) = 1/2, B(2) = 1/5' },
    { params: { lambda: 37.9, mu: 1, loss: 0.01 }, expect: { servers: 50 }, from: 'the Erlang B traffic tables in common use: 50 servers carry 37.901 erlangs at 1 % loss' },
  ],
});

function solve({ lambda, mu, loss }: Params) {
  if (loss === 0) throw new ParamError('must be above 0: with any number of slots some jobs are lost', ['loss']);
  if (loss === 1) throw new ParamError('must be below 1: then no slot is needed', ['loss']);
  return fewestServers(lambda / mu, (_, blocked) => blocked <= loss);
}
