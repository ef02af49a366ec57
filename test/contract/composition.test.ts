import { describe, expect, test } from 'vitest';
import { disciplines, dispatchers, holdsFor, label, lawNames, skip } from './laws.ts';
import { audited } from './observe.ts';
import { scenarioOf } from './scenarios.ts';
import { setupOf } from './setup.ts';
import { spread } from './spread.ts';
import { signalsOfMechanism, watchDiscipline, watchDispatch } from './watched.ts';

describe.each(dispatchers.map((dispatch) => ({ name: label(dispatch), dispatch })))('$name', ({ dispatch }) => {
  test.each(disciplines.map((discipline) => ({ name: label(discipline), discipline })))('with $name keeps every law', ({ discipline }) => {
    for (const scenario of spread(watchDispatch(dispatch).policy, watchDiscipline(discipline).policy)) {
      const violations = audited(scenario).filter(({ law }) => holdsFor(law, dispatch, discipline));
      expect(violations.slice(0, 5), scenario.name).toEqual([]);
    }
  });
});

test('deviations name registered policies and laws, and give a reason', () => {
  const names = [...dispatchers, ...disciplines].map(({ name }) => name);
  for (const { policy, law, reason } of skip) {
    expect(names).toContain(policy);
    expect(lawNames).toContain(law);
    expect(reason).not.toBe('');
  }
});

describe('declared signals are used', () => {
  test.each(dispatchers.map((dispatch) => ({ name: label(dispatch), dispatch })))('$name', ({ dispatch }) => {
    const { policy, read } = watchDispatch(dispatch);
    for (const scenario of spread(policy, disciplines[0])) audited(scenario);
    expect([...read].toSorted()).toEqual(dispatch.needs.toSorted());
  });

  test.each(disciplines.map((discipline) => ({ name: label(discipline), discipline })))('$name', ({ discipline }) => {
    const { policy, read } = watchDiscipline(discipline);
    for (const scenario of spread(dispatchers[0], policy)) audited(scenario);
    const ofMechanism = signalsOfMechanism(discipline.create(setupOf(scenarioOf())));
    for (const signal of ofMechanism) expect(discipline.needs).toContain(signal);
    // A definition that preempts with some parameters only still has to declare it.
    const others = discipline.needs.filter((signal) => signal !== 'preempt' && signal !== 'share');
    expect([...read].toSorted()).toEqual(others.toSorted());
  });
});
