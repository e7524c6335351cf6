/** Writes down what may explain a bend in a chart: starts, new versions, crashes. */
import { messageOf } from '#contract/errors';
import type { MetricAnnotation } from '#contract/metrics';
import { annotate } from '../../../stack/database/annotations';
import { getValue, setValue } from '../../../stack/database/key-value';
import type { GatewayParts } from '../parts';
import { version } from '../../../../package.json';

const versionKey = 'last-version';

type NoteParts = Pick<GatewayParts, 'database' | 'log'>;

function note({ database, log }: NoteParts, annotation: MetricAnnotation): void {
  annotate(database, annotation).catch((error: unknown) =>
    log.warn('annotation-not-kept', { message: messageOf(error), label: annotation.label }),
  );
}

/** The gateway starts with the instance, and again after its own crash. */
export async function noteStart(parts: NoteParts & Pick<GatewayParts, 'facts' | 'init'>): Promise<void> {
  const { database, facts, init } = parts;
  const before = await getValue(database, versionKey);
  const at = facts.startedAt;
  if (typeof before === 'string' && before !== version)
    note(parts, { at, kind: 'deploy', label: `Version ${before} became ${version}` });
  if (before !== version) await setValue(database, versionKey, version);
  const how = init.unclean ? 'The gateway started after an unclean end' : 'Flightline started';
  note(parts, { at, kind: 'start', label: how });
}

export function noteCrash(
  parts: NoteParts & Pick<GatewayParts, 'tally'>,
  process: string,
  failed: boolean,
): void {
  parts.tally.count('crashes');
  const label = failed
    ? `${process} crashed too often and stays down`
    : `${process} ended and was started again`;
  note(parts, { at: Date.now(), kind: 'crash', label });
}
