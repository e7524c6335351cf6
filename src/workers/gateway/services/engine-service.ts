/** What engines answer at once, and acts that change what they keep. */
import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';
import type { z } from 'zod';
import { FlightlineError } from '#contract/errors';
import { issuesText } from '#contract/issues';
import type { Services } from '#contract/services';
import { engineNamed } from '../../../engines/registry';
import { once } from '../../../stack/database/audit';
import type { GatewayParts } from '../parts';

const limitMs = 60_000;
/** Characters of an input that the audit log shows. */
const longestInput = 4000;
const limits = { softMs: limitMs, hardMs: limitMs + 5000 };

/** Input that does not fit the schema of a query or act. */
export class UnfitInput extends FlightlineError {
  constructor(
    title: string,
    readonly issues: z.core.$ZodIssue[],
  ) {
    super('INVALID_INPUT', `${title}: ${issuesText({ issues })}`);
  }
}

/** @throws UnfitInput */
export function fit(title: string, schema: ZodType, input: unknown): unknown {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new UnfitInput(title, parsed.error.issues);
}

export function createEngineService(parts: GatewayParts): Services['engines'] {
  /** The last act of each engine: they take turns, since each rewrites files of the same folder. */
  const turns = new Map<string, Promise<unknown>>();

  const inTurn = <T>(engine: string, work: () => Promise<T>): Promise<T> => {
    const mine = (turns.get(engine) ?? Promise.resolve()).then(work, work);
    turns.set(engine, mine);
    return mine;
  };

  return {
    async query({ engine: engineName, name, input }, signal) {
      const engine = engineNamed(engineName);
      const query = engine.queries && Object.hasOwn(engine.queries, name) ? engine.queries[name] : undefined;
      if (!query) throw new FlightlineError('NOT_FOUND', `${engine.title} has no query named ${name}.`);
      return parts.threads.ask(
        { kind: 'query', engine: engine.name, name, input: fit(query.title, query.input, input) },
        { ...limits, signal: signal ?? new AbortController().signal },
      );
    },
    async act({ engine: engineName, name, input }, by) {
      const engine = engineNamed(engineName);
      const act = engine.acts && Object.hasOwn(engine.acts, name) ? engine.acts[name] : undefined;
      if (!act) throw new FlightlineError('NOT_FOUND', `${engine.title} has no act named ${name}.`);
      const fitting = fit(act.title, act.input, input);
      // An imported list is no text for the audit log: its hash stands for it.
      const inputSha256 = createHash('sha256')
        .update(JSON.stringify(fitting) ?? 'null')
        .digest('hex');
      return once(
        parts.database,
        { ...by, act: `engines.${engine.name}.${name}`, subject: { inputSha256 } },
        (change) => {
          const what = { name: `${engine.title}: ${act.title}` };
          const text = JSON.stringify(fitting) ?? '';
          change.after = text.length <= longestInput ? { ...what, input: fitting } : what;
          return inTurn(engine.name, () =>
            parts.threads.ask(
              { kind: 'act', engine: engine.name, name, input: fitting },
              { ...limits, signal: new AbortController().signal },
            ),
          );
        },
      );
    },
  };
}
