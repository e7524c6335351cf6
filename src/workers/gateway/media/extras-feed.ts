/**
 * Has larger views, text and clips made while nothing else is to be done: a few jobs at a time on the batch lane, once no file
 * waits to be read. What is wanted stands in the database, so a kill at any moment costs nothing.
 */
import { messageOf } from '#contract/errors';
import { dueExtras, noteAsked, unfinishedJobs } from '../../../stack/database/media/extras';
import type { GatewayParts } from '../parts';
import { headOf } from './head-of';

const lookMs = 1000;
/** After the last file was read: another one often comes at once. */
const quietMs = 3000;
/** Where files come one by one without end, some are made all the same. */
const mostPatienceMs = 60_000;
/** More would lie in the queue and be no sooner; fewer would let threads idle between two looks. */
const mostWaiting = 16;

type Parts = Pick<GatewayParts, 'database' | 'blobs' | 'intake' | 'log' | 'readOnly' | 'init'>;

export class ExtrasFeed {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;
  private hasMore = true;
  private changedAt = 0;
  private fedAt = Date.now();

  constructor(private readonly parts: Parts) {}

  start(): void {
    if (!this.parts.init.settings.mediaExtras) return;
    this.timer = setInterval(() => this.look(), lookMs);
    this.timer.unref();
  }

  /** A file was read: there may be something to make. */
  noteChange(): void {
    this.changedAt = Date.now();
    this.hasMore = true;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  private look(): void {
    if (this.running || !this.hasMore || this.parts.readOnly.state.on || !this.isQuiet()) return;
    this.running = this.feed()
      .catch((error: unknown) => this.parts.log.warn('media-extras-wait', { message: messageOf(error) }))
      .finally(() => {
        this.running = null;
      });
  }

  private isQuiet(): boolean {
    const now = Date.now();
    return now - this.changedAt >= quietMs || now - this.fedAt >= mostPatienceMs;
  }

  private async feed(): Promise<void> {
    const { database, blobs, intake } = this.parts;
    const { reading, extras } = await unfinishedJobs(database);
    if (reading > 0 || extras >= mostWaiting / 2 || this.stopped) return;
    const due = await dueExtras(database, mostWaiting - extras);
    this.hasMore = due.length > 0;
    this.fedAt = Date.now();
    const asked = [];
    for (const { assetId, part, ...file } of due) {
      const [item] = await intake.accept({
        files: [{ ...file, head: await headOf(blobs, file.sha256) }],
        batchId: null,
        lane: 'batch',
        choices: { engine: 'mediaextras', options: { part } },
      });
      // What is refused is not asked for again: its name stands for the job that there is not.
      asked.push({ assetId, part, jobId: item?.jobs[0]?.id ?? '' });
    }
    await noteAsked(database, asked);
  }
}
