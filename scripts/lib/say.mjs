/** What the scripts tell the person at the terminal. On stderr, since stdout belongs to the command's data. */

/** @param {string} text one sentence about the step that begins */
export function step(text) {
  process.stderr.write(`flightline: ${text}\n`);
}

/** A failure that the person can mend: shown as its sentence, without a stack. */
export class SetupError extends Error {}

/**
 * Runs a script's main function; a SetupError becomes one sentence and exit code 1.
 * @param {() => Promise<number | void>} main resolves to the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? process.exitCode;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    step(error.message);
    process.exitCode = 1;
  }
}
