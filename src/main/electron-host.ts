/** ProcessHost of the desktop: every child is a utility process, since fuses take away Node's own fork. */
import { utilityProcess, type MessagePortMain } from 'electron';
import { createInterface } from 'node:readline';
import { FromChild } from '#contract/process';
import type { ChildExit, ChildHandle, ProcessHost } from '../supervisor/host';

export const electronHost: ProcessHost = {
  fork(spec): ChildHandle {
    const child = utilityProcess.fork(spec.entry, [], {
      serviceName: spec.name,
      stdio: 'pipe',
      env: spec.env,
    });
    const exited = new Promise<ChildExit>((resolve) => {
      child.once('exit', (code) => resolve({ code, signal: null }));
    });
    let hasEnded = false;
    let isKilled = false;
    void exited.then(() => (hasEnded = true));

    /** Electron's own `kill()` sends SIGTERM, which a hung process does not hear. */
    function kill(): void {
      isKilled = true;
      if (hasEnded || child.pid === undefined) return;
      try {
        process.kill(child.pid, 'SIGKILL');
      } catch {
        child.kill(); // gone meanwhile, or not ours to signal: Electron knows
      }
    }
    child.once('spawn', () => {
      if (isKilled) kill(); // asked for before there was a process id
    });

    return {
      get pid() {
        return child.pid ?? null;
      },
      send(message, ports = []) {
        if (!hasEnded) child.postMessage(message, ports.filter(isPort));
      },
      onMessage(listener) {
        child.on('message', (data: unknown) => listener(FromChild.parse(data)));
      },
      onOutput(listener) {
        if (child.stdout)
          createInterface({ input: child.stdout }).on('line', (line) => listener(line, 'out'));
        if (child.stderr)
          createInterface({ input: child.stderr }).on('line', (line) => listener(line, 'err'));
      },
      onExit(listener) {
        void exited.then(listener);
      },
      kill,
    };
  },
};

/** The interface carries ports untyped, because Node children have none. */
function isPort(value: unknown): value is MessagePortMain {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'start' in value;
}
