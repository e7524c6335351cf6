/** Shows a run's progress on stderr: a bar on a terminal, lines now and then elsewhere. */
import cliProgress from 'cli-progress';
import { durationText, rateText } from '../text/units';
import { type RunProgress, isDue, progressLine, shareOf } from './progress-text';

export interface Progress {
  update(progress: RunProgress): void;
  /** A sentence between; on a terminal it scrolls up and the bar stays below. */
  say(line: string): void;
  /** Makes room on the terminal for what comes from elsewhere; the next update brings the bar back. */
  clear(): void;
  end(): void;
}

function barOn(stream: NodeJS.WriteStream): Progress {
  let shown: RunProgress | null = null;
  const bar = new cliProgress.SingleBar({
    stream,
    fps: 8,
    hideCursor: true,
    linewrap: true,
    clearOnComplete: true,
    barsize: 28,
    format: (options, { progress }) => {
      const full = Math.round(progress * (options.barsize ?? 28));
      const drawn = '█'.repeat(full) + '░'.repeat((options.barsize ?? 28) - full);
      if (!shown) return drawn;
      const { done, total, ratePerS, etaMs, failed } = shown;
      const rate = ratePerS === null || ratePerS === 0 ? '' : `  ${rateText(ratePerS)}`;
      const eta = etaMs === null ? '' : `  ETA ${durationText(Math.ceil(etaMs / 1000) * 1000)}`;
      const bad = failed > 0 ? `  ${failed} failed` : '';
      return `${drawn} ${String(Math.floor(progress * 100)).padStart(3)} %  ${done}/${total}${rate}${eta}${bad}`;
    },
  });
  let running = false;
  // The bar ends with the cursor where it began: whoever writes between must end it, and the next update draws it anew.
  const clear = () => {
    if (running) bar.stop();
    running = false;
  };
  return {
    update(progress) {
      shown = progress;
      if (!running) bar.start(1, shareOf(progress));
      running = true;
      bar.update(shareOf(progress));
    },
    say(line) {
      clear();
      stream.write(`${line}\n`);
    },
    clear,
    end: clear,
  };
}

function linesOn(stream: NodeJS.WriteStream): Progress {
  let last: { at: number; progress: RunProgress } | null = null;
  return {
    update(progress) {
      const now = Date.now();
      if (!isDue(last, now, progress)) return;
      last = { at: now, progress };
      stream.write(`${progressLine(progress)}\n`);
    },
    say: (line) => void stream.write(`${line}\n`),
    clear: () => undefined,
    end: () => undefined,
  };
}

export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? barOn(stream) : linesOn(stream);
}
