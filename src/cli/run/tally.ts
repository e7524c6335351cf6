/** Counts what became of the files of a run and says it at the end. */
import { exitCodes } from '../exit-codes';
import type { Entry } from '../output/entry';
import type { Paint } from '../text/style';
import { plain } from '../text/style';
import { counted, durationText, rateText } from '../text/units';
import { printable } from '../text/width';

const mostListed = 20;

export class Tally {
  private completed = 0;
  private readonly bad: Record<'failed' | 'refused' | 'cancelled', number> = {
    failed: 0,
    refused: 0,
    cancelled: 0,
  };
  private readonly listed: Entry[] = [];
  /** Answered from results that existed. */
  known = 0;

  note(entry: Entry): void {
    if (entry.error === null) this.completed += 1;
    else {
      const { state } = entry;
      this.bad[state === 'refused' || state === 'cancelled' ? state : 'failed'] += 1;
      if (this.listed.length < mostListed) this.listed.push(entry);
    }
  }

  get total(): number {
    return this.completed + this.bad.failed + this.bad.refused + this.bad.cancelled;
  }

  get exitCode(): number {
    return this.completed === this.total ? exitCodes.done : exitCodes.incomplete;
  }

  /** Lines for stderr. */
  summary(tookMs: number, paint: Paint = plain): string[] {
    const { failed, refused, cancelled } = this.bad;
    const known = this.known > 0 ? ` (${this.known} known before)` : '';
    const parts = [paint(`${this.completed} done`, 'good') + known];
    if (failed > 0) parts.push(paint(`${failed} failed`, 'bad'));
    if (refused > 0) parts.push(paint(`${refused} refused`, 'bad'));
    if (cancelled > 0) parts.push(`${cancelled} cancelled`);
    const rate = tookMs > 0 ? ` (${rateText((this.total * 1000) / tookMs)})` : '';
    const head = `${counted(this.total, 'file')}: ${parts.join(', ')}; ${durationText(tookMs)}${rate}`;
    const more = this.total - this.completed - this.listed.length;
    return [
      head,
      ...this.listed.map((entry) => problemLine(entry, paint)),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ];
  }
}

function problemLine({ path, error }: Entry, paint: Paint): string {
  const { code = '', message = '', action = '' } = error ?? {};
  return `  ${printable(path)}  ${paint(code, 'bad')}  ${printable(message)} ${action}`;
}
