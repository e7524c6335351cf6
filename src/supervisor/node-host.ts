/** Starts processes as Node children: headless and in tests. */
import { fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { FromChild } from '#contract/process';
import type { ChildExit, ChildHandle, ProcessHost } from './host';

/**
 * From this size of a heap on V8 collects with all its might. Buffers count towards it: without this a gateway that takes
 * uploads collects its 40 MB of objects three times a second.
 */
const heapFlag = '--initial-old-space-size=256';

export const nodeHost: ProcessHost = {
  fork(spec): ChildHandle {
    // A group of their own, so that Ctrl-C in a terminal reaches only the supervisor.
    const child = fork(spec.entry, [], {
      env: spec.env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
      execArgv: [...process.execArgv, heapFlag],
    });
    let ended = false;
    return {
      get pid() {
        return child.pid ?? null;
      },
      send(message) {
        if (child.connected) child.send(message, () => undefined); // a child that dies meanwhile is told by onExit
      },
      onMessage(listener) {
        child.on('message', (data) => listener(FromChild.parse(data)));
      },
      onOutput(listener) {
        if (child.stdout)
          createInterface({ input: child.stdout }).on('line', (line) => listener(line, 'out'));
        if (child.stderr)
          createInterface({ input: child.stderr }).on('line', (line) => listener(line, 'err'));
      },
      onExit(listener) {
        const once = (exit: ChildExit) => {
          if (ended) return;
          ended = true;
          listener(exit);
        };
        child.on('exit', (code, signal) => once({ code, signal }));
        child.on('error', () => {
          if (child.pid === undefined) once({ code: null, signal: null });
        });
      },
      kill() {
        child.kill('SIGKILL');
      },
    };
  },
};
