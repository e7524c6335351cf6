/** `flightline workers scale`. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { PoolChange, PoolInfo } from '#contract/workers';
import { exitCodes } from '../exit-codes';
import { counted, timeText } from '../text/units';
import { ShowOptions } from './command-options';
import { printJson, printText } from './print';
import { scaleTarget } from './scale-target';
import { withSession } from './with-session';

const Options = ShowOptions.extend({
  min: z.number().optional(),
  max: z.number().optional(),
  drainTarget: z.number().optional(),
  recycleJobs: z.number().optional(),
  recycleMb: z.number().optional(),
});

function withOptions(change: PoolChange, options: z.infer<typeof Options>): PoolChange {
  const { min, max, drainTarget, recycleJobs, recycleMb } = options;
  return {
    ...change,
    ...(recycleJobs === undefined ? {} : { recycleAfterJobs: recycleJobs }),
    ...(recycleMb === undefined ? {} : { recycleAboveMb: recycleMb }),
    autoscale: {
      ...change.autoscale,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(drainTarget === undefined ? {} : { drainS: drainTarget }),
    },
  };
}

/** @returns the exit code */
export async function scaleWorkers(texts: string[], typed: unknown): Promise<number> {
  const options = Options.parse(typed);
  const changed = await withSession(
    options.data,
    async ({ call }) => {
      const pools = await call((api) => api.workers.pools.query());
      const answers: PoolInfo[] = [];
      for (const target of texts.map((text) => scaleTarget(text, pools))) {
        const input = {
          pool: target.pool.pool,
          change: withOptions(target.change, options),
          key: randomUUID(),
        };
        answers.push(await call((api) => api.workers.change.mutate(input)));
      }
      return answers;
    },
    'never',
  );
  if (options.json) await printJson(changed);
  else await printText(changed.map(poolText).join('\n'));
  return exitCodes.done;
}

function poolText({ pool, wanted, settings }: PoolInfo): string {
  const { on, min, max, heldUntil } = settings.autoscale;
  const size = `${pool}: ${counted(wanted, 'process', 'processes')} × ${settings.concurrency}`;
  if (!on) return size;
  const held = heldUntil === null ? '' : `; held until ${timeText(heldUntil)}, since it was chosen by hand`;
  return `${size}, scaled between ${min} and ${max}${held}`;
}
