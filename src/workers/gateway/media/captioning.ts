/**
 * Has assets described by a vision model, one after the other, while the settings want it. It holds no list: what is
 * still to be asked about is what has no row, so a kill at any moment costs one question at most.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { messageOf } from '#contract/errors';
import type { CaptionState } from '#contract/media/models';
import type { Act } from '#contract/services/act';
import type { Settings } from '#contract/settings';
import type { Caption, CaptionProvider } from '../../../stack/captions/caption-provider';
import { Captioner, type Described } from '../../../stack/captions/captioner';
import { spentToday } from '../../../stack/captions/daily-budget';
import { gemini, geminiUrl } from '../../../stack/captions/gemini';
import { openAi } from '../../../stack/captions/open-ai';
import { getValue, setValue } from '../../../stack/database/key-value';
import {
  captionCounts,
  forgetProblems,
  knownTexts,
  nextUndescribed,
  storeAnswer,
  type Undescribed,
} from '../../../stack/database/media/captions';
import { renderView } from '../http/job-files';
import type { GatewayParts } from '../parts';
import { captionOfWords } from './caption-of-words';

const idleMs = 15_000;
const longestWaitMs = 15 * 60_000;
const spentKey = 'captions.spent';
const Spent = z.object({ day: z.string(), count: z.number() }).nullable().catch(null);

/** Null when captions are not wanted, or nothing says who should make them. */
export function providerOf(settings: Settings): CaptionProvider | null {
  if (!settings.vlmEnabled) return null;
  const { vlmUrl, vlmModel, vlmApiKey, geminiApiKey, geminiUrl: baseUrl } = settings;
  if (vlmUrl) return openAi({ baseUrl: vlmUrl, model: vlmModel ?? 'gpt-4o-mini', apiKey: vlmApiKey });
  if (geminiApiKey)
    return gemini({ apiKey: geminiApiKey, model: vlmModel ?? 'gemini-flash-latest', baseUrl });
  return null;
}

const hostOf = (settings: Settings) => new URL(settings.vlmUrl ?? settings.geminiUrl ?? geminiUrl).host;

export interface CaptioningParts {
  parts: GatewayParts;
  /** Words without a vision model. */
  labels: {
    /** Null while no model is there that knows words. */
    model(): string | null;
    of(assetId: string): Promise<Caption | null>;
  };
  onChange: () => void;
}

export class Captioning {
  private readonly stopped = new AbortController();
  private running: Promise<void> = Promise.resolve();
  /** Who is asked; null while nobody is. */
  private model: string | null = null;
  private pause: CaptionState['pause'] = null;
  /** Ends the wait of who has nothing to ask about. */
  private idle: AbortController | null = null;
  private captioner: Captioner | null = null;
  private readonly forget;
  private readonly endPause;

  constructor(private readonly given: CaptioningParts) {
    const { acts, database } = given.parts;
    this.forget = acts.define('media.ask-for-captions', async (ids: string[] | null) => ({
      asked: await forgetProblems(database, ids),
    }));
    this.endPause = acts.defineFleeting('media.ask-now', () => {
      this.pause = null;
      this.captioner?.endPause();
      return Promise.resolve({});
    });
  }

  start(): void {
    const { parts } = this.given;
    const { settings } = parts.init;
    const provider = providerOf(settings);
    if (!settings.vlmEnabled) return;
    if (!provider) {
      parts.log.warn('captions-without-model', { reason: 'Neither geminiApiKey nor vlmUrl is set.' });
      const model = settings.vlmFallbackToClip ? this.given.labels.model() : null;
      this.running = this.run(null, model ?? 'words');
      return;
    }
    this.captioner = new Captioner({
      provider,
      perDay: settings.vlmPerDay,
      spent: {
        read: () => this.spent(),
        write: (spent) => setValue(parts.database, spentKey, spent),
      },
      onAsked: (success) => parts.meter.askedVlm(success ? 'success' : 'failure'),
    });
    this.running = this.run(this.captioner, provider.name);
  }

  async state(): Promise<CaptionState> {
    const { database, init } = this.given.parts;
    const { settings } = init;
    const [counts, spent] = await Promise.all([captionCounts(database, this.model), this.spent()]);
    const now = Date.now();
    return {
      wanted: settings.vlmEnabled,
      model: this.model,
      sentTo: providerOf(settings) && hostOf(settings),
      perDay: settings.vlmPerDay,
      askedToday: spentToday(spent, now).count,
      ...counts,
      pause: this.pause && this.pause.until > now ? this.pause : null,
    };
  }

  /** @param assetIds null: everything that was set aside */
  async askAgain(assetIds: string[] | null, by: Act): Promise<{ asked: number }> {
    const answer = await this.forget(assetIds, by);
    this.wake();
    this.given.onChange();
    return answer;
  }

  /** Though it rests. The budget of the day holds all the same. */
  async askNow(by: Act): Promise<void> {
    await this.endPause({}, by);
    this.wake();
    this.given.onChange();
  }

  /** There may be something to ask about. */
  wake(): void {
    this.idle?.abort();
  }

  private async spent() {
    return Spent.parse((await getValue(this.given.parts.database, spentKey)) ?? null);
  }

  async stop(): Promise<void> {
    this.stopped.abort(new Error('The instance is stopping.'));
    await this.running;
  }

  private async run(captioner: Captioner | null, model: string): Promise<void> {
    const { signal } = this.stopped;
    this.model = model;
    while (!signal.aborted) {
      const waitMs = await this.next(captioner, model).catch((error: unknown) => {
        if (!signal.aborted) this.given.parts.log.warn('caption-waits', { message: messageOf(error) });
        return idleMs;
      });
      if (waitMs > 0) await this.rest(waitMs);
    }
  }

  /** For so long, or until there is something to ask about. */
  private async rest(ms: number): Promise<void> {
    this.idle = new AbortController();
    const signal = AbortSignal.any([this.stopped.signal, this.idle.signal]);
    await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
    this.idle = null;
  }

  /** @returns how long to wait before the next one, ms */
  private async next(captioner: Captioner | null, model: string): Promise<number> {
    const { parts, onChange } = this.given;
    const restMs = (this.pause?.until ?? 0) - Date.now();
    if (restMs > 0) return Math.min(restMs, longestWaitMs);
    const asset = await nextUndescribed(parts.database, model);
    if (!asset) return idleMs;
    const described = captioner
      ? await this.ask(captioner, asset)
      : ({ outcome: 'never', reason: '' } as const);
    if (described.outcome === 'later') {
      parts.log.info('captions-pause', { waitMs: described.waitMs, reason: described.reason });
      const waitMs = Math.min(described.waitMs, longestWaitMs);
      this.pause = { until: Date.now() + described.waitMs, reason: described.reason };
      onChange();
      return waitMs;
    }
    this.pause = null;
    if (described.outcome === 'described') {
      const { caption } = described;
      await storeAnswer(parts.database, asset.id, { model, caption, problem: null, isLabel: false });
    } else {
      const label = parts.init.settings.vlmFallbackToClip ? await this.given.labels.of(asset.id) : null;
      const caption = label ?? captionOfWords(await knownTexts(parts.database.pool, asset.id));
      const problem = described.reason || null;
      await storeAnswer(parts.database, asset.id, { model, caption, problem, isLabel: true });
    }
    onChange();
    return 0;
  }

  private async ask(captioner: Captioner, asset: Undescribed): Promise<Described> {
    const preview = await this.previewOf(asset);
    if (!preview) return { outcome: 'never', reason: 'Its preview cannot be made any more.' };
    return captioner.describe(preview, this.stopped.signal);
  }

  /** Made anew: it holds no place, no name, no camera. */
  private async previewOf({ id, jobId }: Undescribed): Promise<Uint8Array | null> {
    try {
      const { body } = await renderView(this.given.parts, jobId, 'preview');
      return typeof body === 'string' ? Buffer.from(body) : body;
    } catch (error) {
      this.given.parts.log.warn('caption-without-preview', { assetId: id, message: messageOf(error) });
      return null;
    }
  }
}
