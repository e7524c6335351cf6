/** Brings a list of sites up to date from a file: what is new, what changed, what cannot be used. */
import type { Site } from '#contract/geolookup';
import type { TextRecord } from './csv';
import { ownIdOf } from './site-book';
import type { ListedSite } from './site-fields';
import { sitesOf } from './site-fields';

const MAX_REASONS = 100;

export interface Merge {
  /** Those of before in their order, with changes, then new ones. */
  sites: Site[];
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  reasons: { row: number; reason: string }[];
}

export class ListMerger {
  private readonly sites: Map<string, Site>;
  private readonly seen = new Set<string>();
  private readonly sameNames = new Map<string, number>();
  private readonly counts = { added: 0, changed: 0, unchanged: 0, rejected: 0 };
  private readonly reasons: Merge['reasons'] = [];
  private row = 0;

  constructor(
    private readonly sourceId: string,
    before: readonly Site[],
    private readonly countryAt: (site: ListedSite) => string | null,
  ) {
    this.sites = new Map(before.map((site) => [ownIdOf(site), site]));
  }

  add(record: TextRecord): void {
    this.row++;
    const listed = sitesOf(record);
    if (typeof listed === 'string') return this.reject(listed);
    for (const site of listed) this.addSite(site);
  }

  result(): Merge {
    return { sites: [...this.sites.values()], ...this.counts, reasons: this.reasons };
  }

  private reject(reason: string): void {
    this.counts.rejected++;
    if (this.reasons.length < MAX_REASONS) this.reasons.push({ row: this.row, reason });
  }

  private addSite({ ownId: listedId, ...listed }: ListedSite): void {
    const ownId = listedId || this.idByName(listed.name);
    if (this.seen.has(ownId)) return this.reject(`Another one of the list has its id, ${ownId}.`);
    this.seen.add(ownId);
    const site: Site = {
      id: `${this.sourceId}:${ownId}`,
      ...listed,
      countryIso2: this.countryAt({ ownId, ...listed }),
      named: true,
      takeoffs: null,
      sourceId: this.sourceId,
    };
    const before = this.sites.get(ownId);
    this.counts[!before ? 'added' : isSame(before, site) ? 'unchanged' : 'changed']++;
    this.sites.set(ownId, site);
  }

  /** The same in the next edition of the list, wherever the site is by then: its name, and a number for namesakes. */
  private idByName(name: string): string {
    const key = name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
    const number = (this.sameNames.get(key) ?? 0) + 1;
    this.sameNames.set(key, number);
    return number === 1 ? key : `${key}-${number}`;
  }
}

function isSame(a: Site, b: Site): boolean {
  return (
    a.name === b.name &&
    a.kind === b.kind &&
    a.lat === b.lat &&
    a.lon === b.lon &&
    a.altM === b.altM &&
    a.countryIso2 === b.countryIso2 &&
    String(a.wind) === String(b.wind)
  );
}
