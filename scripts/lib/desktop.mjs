/** Runs the built desktop under Electron until it ends. */
import { spawn } from 'node:child_process';
import { rootDir } from './root.mjs';

/** An end by signal this soon is Electron's own: no sandbox allowed here, a library missing. */
const startupMs = 5_000;
const forwarded = /** @type {const} */ (['SIGTERM', 'SIGHUP']);

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<{ code: number, neverStarted: boolean }>}
 */
export function runDesktop(program, args) {
  const startedAt = Date.now();
  const child = spawn(program, [rootDir, ...args], { stdio: 'inherit' });
  // Ctrl-C reaches Electron by itself, being in our process group: we only wait for its end.
  process.on('SIGINT', () => undefined);
  let told = false;
  for (const signal of forwarded) {
    process.on(signal, () => {
      told = true;
      child.kill(signal);
    });
  }
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: 1, neverStarted: true }));
    child.once('exit', (code, signal) => {
      const early = Date.now() - startedAt < startupMs;
      // 127: the loader did not find a shared library.
      const broken = code === 127 || signal === 'SIGTRAP' || signal === 'SIGABRT' || signal === 'SIGSEGV';
      resolve({ code: code ?? 1, neverStarted: early && broken && !told });
    });
  });
}
