/** Options that several commands share: how they are written, and as what they arrive. */
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { dataDirFromEnvironment } from '../../stack/environment';
import { localProfile } from '#contract/profiles';
import { dataDirOf, readProfiles } from '../../stack/profiles/profile-file';
import { UsageError } from '../exit-codes';

/** What an action does with what was typed; the number is the exit code. */
export type Action = (ids: string[], options: unknown) => Promise<number>;

export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

export function anyNumber(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number, e.g. 10, 0.2 or 5e9.');
}

export const DataOption = z.object({
  data: z
    .string()
    .optional()
    .transform((dir) => path.resolve(dir ?? dataDirFromEnvironment())),
});
export const ShowOptions = DataOption.extend({ json: z.boolean().default(false) });
export type ShowOptions = z.infer<typeof ShowOptions>;

export const FilterOptions = ShowOptions.extend({
  state: z.array(z.string()).optional(),
  engine: z.string().optional(),
  search: z.string().max(200).optional(),
  limit: z.number().default(50),
});
export type FilterOptions = z.infer<typeof FilterOptions>;

export const ActOptions = FilterOptions.extend({
  all: z.boolean().default(false),
  yes: z.boolean().default(false),
});
export type ActOptions = z.infer<typeof ActOptions>;

export function withData(command: Command): Command {
  return command
    .option('--data <dir>', "data directory (default: the platform's place, or FLIGHTLINE_DATA)")
    .option('--profile <name>', 'connection profile of that directory; see flightline profiles');
}

/** A profile works in a directory of its own: what was typed becomes the directory that the command works with. */
export async function applyProfile(command: Command): Promise<void> {
  const { data, profile } = command.opts<{ data?: string; profile?: string }>();
  if (profile === undefined) return;
  const homeDir = path.resolve(data ?? dataDirFromEnvironment());
  await assertKnown(homeDir, profile);
  command.setOptionValue('data', dataDirOf({ homeDir, profile }));
}

/** @throws UsageError */
async function assertKnown(homeDir: string, profile: string): Promise<void> {
  const known = [localProfile, ...(await readProfiles(homeDir)).map(({ name }) => name)];
  if (!known.includes(profile))
    throw new UsageError(
      `There is no profile ${profile}; there are: ${known.join(', ')}. “flightline profiles add” makes one.`,
    );
}

export function withShow(command: Command): Command {
  return withData(command.option('--json', 'print JSON instead of a table'));
}

export function withFilter(
  command: Command,
  states: readonly string[],
  searched = 'only with this in file name, id or error',
): Command {
  if (states.length > 0)
    command.option('--state <state>', `only these; may be repeated: ${states.join(', ')}`, oneOfMany(states));
  return command.option('--engine <name>', 'only of this engine').option('--search <text>', searched);
}

export function withLimit(command: Command): Command {
  return command.option('--limit <n>', 'most rows (default 50)', wholeNumber(1, 100_000));
}

export function withAct(command: Command): Command {
  return command
    .option('--all', 'everything that the filters leave, instead of ids')
    .option('-y, --yes', 'do not ask');
}

/** A repeatable option whose values may also be given with commas. */
export function oneOfMany(
  choices: readonly string[],
): (text: string, before: string[] | undefined) => string[] {
  return (text, before = []) => {
    const values = text.split(',');
    const wrong = values.find((value) => !choices.includes(value));
    if (wrong !== undefined) throw new InvalidArgumentError(`${wrong} is none of ${choices.join(', ')}.`);
    return [...before, ...values];
  };
}
