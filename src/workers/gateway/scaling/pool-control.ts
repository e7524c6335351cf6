/** What holds for the pools: the operator's choice, kept in a file, and the autoscaler's, kept in memory. */
import { FlightlineError } from '#contract/errors';
import { issuesText } from '#contract/issues';
import { type Pool, pools } from '#contract/queues';
import { topics } from '#contract/relay';
import type { Settings } from '#contract/settings';
import { KeptPools, type PoolChange, PoolName, type PoolSettings } from '#contract/workers';
import { planOf, poolSettings, readKeptPools, writeKeptPools } from '../../../stack/pools';
import type { ChildLink } from '../../runtime/child';
import { assertWorksHere } from '../attached';

/** @throws FlightlineError `NOT_FOUND` */
export function poolNamed(name: string): Pool {
  const found = PoolName.safeParse(name);
  if (!found.success)
    throw new FlightlineError('NOT_FOUND', `There is no pool named ${name}; there are: ${pools.join(', ')}.`);
  return found.data;
}

export class PoolControl {
  private kept: KeptPools;
  private readonly targets = new Map<Pool, number>();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataDir: string,
    private readonly defaults: Settings,
    private readonly link: Pick<ChildLink, 'relay'>,
  ) {
    this.kept = readKeptPools(dataDir);
  }

  settings(pool: Pool): PoolSettings {
    return poolSettings(this.kept[pool], this.defaults);
  }

  /** Processes the pool shall have now. */
  wanted(pool: Pool): number {
    return planOf(pool, this.settings(pool), this.targets.get(pool) ?? null).processes;
  }

  /** Durable when it resolves; the supervisor is told. @throws FlightlineError `INVALID_INPUT` */
  async change(pool: Pool, change: PoolChange): Promise<void> {
    assertWorksHere(this.defaults, 'Pools are changed');
    const write = this.writing.then(() => this.write(pool, change));
    this.writing = write.catch(() => undefined);
    await write;
    this.announce();
  }

  /** The autoscaler's choice; null: it has none. */
  setTarget(pool: Pool, processes: number | null): void {
    if ((this.targets.get(pool) ?? null) === processes) return;
    if (processes === null) this.targets.delete(pool);
    else this.targets.set(pool, processes);
    this.announce();
  }

  private announce(): void {
    const plans = pools.map((pool) => planOf(pool, this.settings(pool), this.targets.get(pool) ?? null));
    this.link.relay('supervisor', topics.poolPlans, { plans });
  }

  private async write(pool: Pool, change: PoolChange): Promise<void> {
    const before = this.kept[pool];
    const merged = KeptPools.safeParse({
      ...this.kept,
      [pool]: { ...before, ...change, autoscale: { ...before?.autoscale, ...change.autoscale } },
    });
    if (!merged.success) throw new FlightlineError('INVALID_INPUT', issuesText(merged.error));
    const { min, max } = poolSettings(merged.data[pool], this.defaults).autoscale;
    if (min > max)
      throw new FlightlineError('INVALID_INPUT', `The least size (${min}) is above the most (${max}).`);
    await writeKeptPools(this.dataDir, merged.data);
    this.kept = merged.data;
  }
}
