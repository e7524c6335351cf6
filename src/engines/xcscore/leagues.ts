/** The operator's own leagues, kept in the engine's state beside the rule sets that come with Flightline. */
import type { EngineState, WritableEngineState } from '#contract/engine';
import type { ZodType } from 'zod';
import { FlightlineError } from '#contract/errors';
import type { LeagueId, RuleSet, RuleSetList, XcscoreOptions } from '#contract/xcscore';
import { OwnLeagues, ScoredBy } from '#contract/xcscore';
import { builtInRuleSets } from './rule-sets';

const FILE = 'leagues.json';
const SCORED_BY_FILE = 'scored-by.json';
const SCORED_BY_FIRST = ['XContest'];

/** @throws FlightlineError `BAD_SETTINGS` when the file is damaged */
async function readFile<T>(state: EngineState, name: string, schema: ZodType<T>): Promise<T | null> {
  const bytes = await state.read(name);
  if (!bytes) return null;
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new FlightlineError('BAD_SETTINGS', `The engine's ${name} does not hold what it should.`, {
      cause,
    });
  }
}

async function ownLeagues(state: EngineState): Promise<RuleSet[]> {
  return (await readFile(state, FILE, OwnLeagues))?.leagues ?? [];
}

const isBuiltIn = (id: string): boolean => builtInRuleSets.some((set) => set.id === id);

export async function listRuleSets(state: EngineState): Promise<RuleSetList> {
  const own = await ownLeagues(state);
  return {
    scoredBy: await scoredBy(state),
    ruleSets: [
      ...builtInRuleSets.map((set) => ({ ...set, builtIn: true })),
      ...own.map((set) => ({ ...set, builtIn: false })),
    ],
  };
}

/** A league that was removed is no longer scored by. */
async function scoredBy(state: EngineState): Promise<string[]> {
  const chosen = await readFile(state, SCORED_BY_FILE, ScoredBy);
  const own = (await ownLeagues(state)).map(({ id }) => id);
  const rules = (chosen?.rules ?? []).filter((id) => isBuiltIn(id) || own.includes(id));
  return rules.length > 0 ? rules : SCORED_BY_FIRST;
}

/** @throws FlightlineError `INVALID_INPUT` for an unknown rule set */
export async function chooseScoredBy(state: WritableEngineState, { rules }: ScoredBy): Promise<RuleSetList> {
  const sets = await chosenRuleSets(state, rules);
  const chosen: ScoredBy = { rules: sets.map(({ id }) => id) };
  await state.write(SCORED_BY_FILE, new TextEncoder().encode(JSON.stringify(chosen)));
  return listRuleSets(state);
}

/** The rule sets that options name, in their order. @throws FlightlineError `INVALID_INPUT` for an unknown one */
export async function chosenRuleSets(state: EngineState, rules: XcscoreOptions['rules']): Promise<RuleSet[]> {
  const known = [...builtInRuleSets, ...(await ownLeagues(state))];
  if (rules === 'all') return known;
  return [...new Set(rules ?? (await scoredBy(state)))].map((id) => {
    const set = known.find((candidate) => candidate.id === id);
    if (set) return set;
    const names = known.map((candidate) => candidate.id).join(', ');
    throw new FlightlineError('INVALID_INPUT', `There is no rule set named ${id}; known are ${names}.`);
  });
}

/** Adds a league, or replaces the one of the same id. @throws FlightlineError `CONFLICT` for the id of a built-in one */
export async function saveLeague(state: WritableEngineState, league: RuleSet): Promise<RuleSetList> {
  if (isBuiltIn(league.id)) {
    throw new FlightlineError('CONFLICT', `${league.id} comes with Flightline; give your league another id.`);
  }
  const others = (await ownLeagues(state)).filter((known) => known.id !== league.id);
  await write(state, [...others, league]);
  return listRuleSets(state);
}

/** @throws FlightlineError `NOT_FOUND` */
export async function removeLeague(state: WritableEngineState, { id }: LeagueId): Promise<RuleSetList> {
  const own = await ownLeagues(state);
  if (!own.some((known) => known.id === id)) {
    throw new FlightlineError('NOT_FOUND', `There is no own league named ${id}.`);
  }
  await write(
    state,
    own.filter((known) => known.id !== id),
  );
  return listRuleSets(state);
}

async function write(state: WritableEngineState, leagues: RuleSet[]): Promise<void> {
  const parsed = OwnLeagues.safeParse({ leagues });
  if (!parsed.success)
    throw new FlightlineError('INVALID_INPUT', 'There are 50 own leagues already; remove one first.');
  await state.write(FILE, new TextEncoder().encode(JSON.stringify(parsed.data)));
}
