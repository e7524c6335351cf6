/** Figures of the instance: the last samples, the history, what happened beside it. */
import { FlightlineError } from '#contract/errors';
import type { AlertIncident } from '#contract/alerts';
import type { MetricAnnotation } from '#contract/metrics';
import type { Services } from '#contract/services';
import { incidentsBetween } from '../../../stack/database/alerts';
import { actsBetween, annotationsBetween } from '../../../stack/database/annotations';
import { decisions } from '../../../stack/database/scaling';
import { actInWords } from '../metrics/act-words';
import type { GatewayParts } from '../parts';

/** More lines than that hide the chart. */
const mostAnnotations = 200;

export function createMetricService(parts: GatewayParts): Services['metrics'] {
  const { database, engines, history, meter, queues } = parts;
  const names = engines.map(({ name }) => name);
  return {
    history: (seconds) => Promise.resolve(meter.history(seconds)),
    depths: () => queues.depths(names),
    async range(query) {
      if (query.engine !== undefined && !names.includes(query.engine))
        throw new FlightlineError('NOT_FOUND', `There is no engine named ${query.engine}.`);
      return history.range(query);
    },
    async annotations({ from, to }) {
      const span = { from, to, most: mostAnnotations };
      const [noted, acts, decided, incidents] = await Promise.all([
        annotationsBetween(database, span),
        actsBetween(database, span),
        decisions(database, { from, limit: mostAnnotations }),
        incidentsBetween(database, span),
      ]);
      const done = acts.map(({ at, actor, act, subject }): MetricAnnotation => ({
        at,
        kind: 'act',
        label: `${actor}: ${actInWords(act, subject)}`,
      }));
      const scaled = decided
        .filter((decision) => decision.at <= to && decision.before !== decision.after)
        .map(({ at, pool, actor, before, after, reason }): MetricAnnotation => ({
          at,
          kind: 'scaling',
          label: `${actor}: ${pool} ${before} → ${after}. ${reason}`,
        }));
      return [...noted, ...done, ...scaled, ...incidents.flatMap(alertMarks)]
        .sort((a, b) => a.at - b.at)
        .slice(-mostAnnotations);
    },
  };
}

function alertMarks({ name, firedAt, resolvedAt }: AlertIncident): MetricAnnotation[] {
  const fired: MetricAnnotation = { at: firedAt, kind: 'alert', label: `Alert: ${name}` };
  if (resolvedAt === null) return [fired];
  return [fired, { at: resolvedAt, kind: 'alert', label: `Well again: ${name}` }];
}
