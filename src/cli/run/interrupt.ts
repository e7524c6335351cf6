/** Ctrl-C and SIGTERM: the first time an orderly stop, the second time the end. */
import { InterruptedError } from '../exit-codes';

export interface Interrupt {
  /** Aborts with an InterruptedError. */
  signal: AbortSignal;
  /** Signals act again as they do by default. */
  end(): void;
}

export function listenForInterrupt(say: (line: string) => void): Interrupt {
  const controller = new AbortController();
  const onSignal = (signal: 'SIGINT' | 'SIGTERM') => {
    const error = new InterruptedError(signal);
    if (controller.signal.aborted) process.exit(error.exitCode); // the instance's processes end when they miss us
    say('Stopping; once more to stop at once.');
    controller.abort(error);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: controller.signal,
    end() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
