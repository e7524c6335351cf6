/** The league table: scores of one rule set, joined with what other engines found about the same files, and ranked. */

/** What one rule set gave a flight. */
export interface RuleFigures {
  name: string;
  score: number;
  type: string | null;
  distanceKm: number;
  optimal: boolean;
}

export interface ScoredFile {
  jobId: string;
  fileName: string;
  sha256: string;
  /** By id of the rule set. */
  rules: ReadonlyMap<string, RuleFigures>;
}

/** Values of an engine's summary by their keys. */
export type Summary = Readonly<Record<string, string | number | null>>;
/** By sha256 of the file. */
export type Summaries = ReadonlyMap<string, Summary>;

export interface LeagueRow {
  /** From 1; the same for equal scores. */
  rank: number;
  jobId: string;
  fileName: string;
  date: string | null;
  glider: string | null;
  type: string | null;
  distanceKm: number;
  score: number;
  optimal: boolean;
  airtimeS: number | null;
  maxAltitudeM: number | null;
  /** Site, or the nearest place. */
  place: string | null;
  country: string | null;
}

const text = (value: string | number | null | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
const figure = (value: string | number | null | undefined): number | null =>
  typeof value === 'number' ? value : null;

/** Rule sets that any of the files was scored by, in the order of the results. */
export function ruleSetsOf(files: readonly ScoredFile[]): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const { rules } of files) for (const [id, { name }] of rules) names.set(id, name);
  return [...names].map(([id, name]) => ({ id, name }));
}

/** Best first; files that were not scored by the rule set are left out. */
export function rank(
  files: readonly ScoredFile[],
  ruleSet: string,
  { metrics, places }: { metrics: Summaries; places: Summaries },
): LeagueRow[] {
  const rows = files.flatMap(({ jobId, fileName, sha256, rules }): LeagueRow[] => {
    const figures = rules.get(ruleSet);
    if (!figures) return [];
    const flight = metrics.get(sha256);
    const where = places.get(sha256);
    return [
      {
        rank: 0,
        jobId,
        fileName,
        date: text(flight?.['date']),
        glider: text(flight?.['gliderType']),
        type: figures.score > 0 ? figures.type : null,
        distanceKm: figures.distanceKm,
        score: figures.score,
        optimal: figures.optimal,
        airtimeS: figure(flight?.['airtimeS']),
        maxAltitudeM: figure(flight?.['maxAltitudeM']),
        place: text(where?.['site']) ?? text(where?.['place']),
        country: text(where?.['country']),
      },
    ];
  });
  rows.sort((a, b) => b.score - a.score || a.fileName.localeCompare(b.fileName));
  for (const [k, row] of rows.entries()) {
    const above = rows[k - 1];
    row.rank = above && above.score === row.score ? above.rank : k + 1;
  }
  return rows;
}
