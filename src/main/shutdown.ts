/** Quitting: asks once when jobs run, stops the instance, then lets the app go. Electron-free, see its test. */

export type QuitChoice = 'drain' | 'suspend' | 'cancel';

export interface ShutdownParts {
  activeJobs(): number;
  ask(activeJobs: number): Promise<QuitChoice>;
  /** Shows the user what is going on. */
  onStopping(how: 'drain' | 'suspend'): void;
  /** Never throws. */
  stop(how: 'drain' | 'suspend'): Promise<void>;
  /** Quits the app again, this time without being held up. */
  quit(): void;
}

export class Shutdown {
  #phase: 'running' | 'asking' | 'draining' | 'suspending' | 'stopped' = 'running';
  readonly #parts: ShutdownParts;

  constructor(parts: ShutdownParts) {
    this.#parts = parts;
  }

  /** True once the app is free to go; until then windows and quits are held up. */
  get isStopped(): boolean {
    return this.#phase === 'stopped';
  }

  /** False from the moment the user has decided to quit. */
  get isRunning(): boolean {
    return this.#phase === 'running' || this.#phase === 'asking';
  }

  /** Listener of `before-quit`. */
  onBeforeQuit(event: { preventDefault(): void }): void {
    if (this.#phase === 'stopped') return;
    event.preventDefault();
    if (this.#phase === 'running') void this.#begin();
    // The second quit of an impatient user: do not wait for the jobs any longer.
    else if (this.#phase === 'draining') void this.#stop('suspend');
  }

  /** The system goes down: no questions. */
  suspendNow(): void {
    if (this.#phase !== 'stopped') void this.#stop('suspend');
  }

  async #begin(): Promise<void> {
    const jobs = this.#parts.activeJobs();
    if (jobs === 0) return this.#stop('suspend');
    this.#phase = 'asking';
    const choice = await this.#parts.ask(jobs);
    if (this.#phase !== 'asking') return; // the system went down meanwhile
    if (choice === 'cancel') this.#phase = 'running';
    else await this.#stop(choice);
  }

  async #stop(how: 'drain' | 'suspend'): Promise<void> {
    this.#phase = how === 'drain' ? 'draining' : 'suspending';
    this.#parts.onStopping(how);
    await this.#parts.stop(how);
    if (this.isStopped) return;
    this.#phase = 'stopped';
    this.#parts.quit();
  }
}
