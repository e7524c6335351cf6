/** The read-only switch of this instance. Its state is a file of the data directory: looking at a foreign database writes nothing there. */
import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ReadOnlyState } from '#contract/access';
import { FlightlineError } from '#contract/errors';
import type { ChildInit } from '#contract/process';

const off: ReadOnlyState = { on: false, since: null, by: null, reason: null, fromSettings: false };

export class ReadOnlySwitch {
  private readonly file: string;
  private current: ReadOnlyState;
  private held: ReadOnlyState | null = null;

  constructor({ dataDir, settings }: Pick<ChildInit, 'dataDir' | 'settings'>) {
    this.file = path.join(dataDir, 'run', 'read-only.json');
    this.current = settings.readOnly ? { ...off, on: true, fromSettings: true } : this.stored();
  }

  get state(): ReadOnlyState {
    return this.held ?? this.current;
  }

  /** Lets nothing be changed until it is released, whatever the switch says. @returns what releases it */
  hold(by: string, reason: string): () => void {
    this.held = { on: true, since: Date.now(), by, reason, fromSettings: false };
    return () => (this.held = null);
  }

  /** @throws FlightlineError `READ_ONLY` while it is on */
  assertOff(): void {
    const { on, by, reason } = this.state;
    if (!on) return;
    const who = by === null ? 'It was started so' : `${by} switched it`;
    throw new FlightlineError(
      'READ_ONLY',
      `This instance is read-only; nothing was done. ${who}${reason ? `: ${reason}` : ''}.`,
    );
  }

  /** Kept over restarts, unless the settings decide. */
  async set(next: { on: boolean; by: string; reason: string }): Promise<ReadOnlyState> {
    const { on, by, reason } = next;
    const { fromSettings } = this.current;
    this.current = { on, since: Date.now(), by, reason: reason === '' ? null : reason, fromSettings };
    if (!fromSettings) {
      const draft = `${this.file}.new`;
      await writeFile(draft, JSON.stringify(this.current), { mode: 0o600, flush: true });
      await rename(draft, this.file);
    }
    return this.current;
  }

  private stored(): ReadOnlyState {
    try {
      return ReadOnlyState.parse(JSON.parse(readFileSync(this.file, 'utf8')));
    } catch {
      return off; // never switched
    }
  }
}
