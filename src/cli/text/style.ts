/** Colour, where a terminal shows it; `NO_COLOR`, `TERM=dumb` and the like are the stream's own matter. */
import { styleText } from 'node:util';

export type Tone = 'good' | 'bad' | 'busy' | 'dim' | 'strong';
export type Paint = (text: string, tone: Tone) => string;

const formats = { good: 'green', bad: 'red', busy: 'cyan', dim: 'gray', strong: 'bold' } as const;

export const plain: Paint = (text) => text;

/** What a stream can show. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  const shows = stream.isTTY && stream.hasColors();
  return shows ? (text, tone) => styleText(formats[tone], text) : plain;
}

const tones: Record<string, Tone> = {
  completed: 'good',
  done: 'good',
  ok: 'good',
  ready: 'good',
  passed: 'good',
  failed: 'bad',
  refused: 'bad',
  down: 'bad',
  unresponsive: 'bad',
  degraded: 'busy',
  active: 'busy',
  running: 'busy',
  open: 'busy',
  starting: 'busy',
  cancelled: 'dim',
  paused: 'dim',
  stopped: 'dim',
};

/** The colour a state is shown in, in every list. */
export function toneOf(state: string): Tone | undefined {
  return tones[state];
}
