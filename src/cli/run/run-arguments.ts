/** What commander read of `flightline run`, made into a command. */
import path from 'node:path';
import { z } from 'zod';
import { Lane } from '#contract/queues';
import { dataDirFromEnvironment } from '../../stack/environment';
import { UsageError } from '../exit-codes';
import { resultFormats } from '../output/format-name';
import { runFiles } from './run-files';

export const RunArguments = z.object({
  engine: z.string().optional(),
  format: z.enum(resultFormats).optional(),
  json: z.boolean().default(false),
  out: z.string().min(1).optional(),
  concurrency: z.number().optional(),
  resume: z.boolean().default(false),
  data: z.string().optional(),
  lane: Lane.optional(),
  everyFile: z.boolean().default(false),
  verbose: z.boolean().default(false),
});

/** @returns the exit code */
export function runFromArguments(
  given: string[],
  { data, json, format, ...rest }: z.infer<typeof RunArguments>,
): Promise<number> {
  if (json && format !== undefined && format !== 'json')
    throw new UsageError(`--json and --format ${format} contradict each other; give one of them.`);
  return runFiles({
    given,
    dataDir: path.resolve(data ?? dataDirFromEnvironment()),
    format: json ? 'json' : format,
    ...rest,
  });
}
