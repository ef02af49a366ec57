/** Everything that a scenario can name, by kind. */
import * as arrivals from '../arrivals/index.ts';
import * as disciplines from '../disciplines/index.ts';
import * as dispatchers from '../dispatchers/index.ts';
import * as metrics from '../metrics/index.ts';
import * as distributions from '../random/distributions/index.ts';
import type { ArrivalDefinition } from '../arrivals/define.ts';
import type { DisciplineDefinition } from '../disciplines/define.ts';
import type { DispatcherDefinition } from '../dispatchers/define.ts';
import type { MetricDefinition } from '../metrics/define.ts';
import type { DistributionDefinition } from '../random/distributions/define.ts';
import type { Formula } from '../theory/define.ts';
import * as formulas from '../theory/index.ts';
import { registry } from '../registry.ts';

export const catalogue = {
  process: registry<ArrivalDefinition>(Object.values(arrivals)),
  distribution: registry<DistributionDefinition>(Object.values(distributions)),
  dispatcher: registry<DispatcherDefinition>(Object.values(dispatchers)),
  discipline: registry<DisciplineDefinition>(Object.values(disciplines)),
  metric: registry<MetricDefinition>(Object.values(metrics)),
  formula: registry<Formula>(Object.values(formulas)),
} as const;

export type Kind = keyof typeof catalogue;
