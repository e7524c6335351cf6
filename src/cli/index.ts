/** Entry of the command line: stdout is for data alone, everything else goes to stderr. */
import { endingOf } from './exit-codes';
import { buildProgram } from './program';

async function main(): Promise<number> {
  const { command, exitCode } = buildProgram();
  try {
    await command.parseAsync(process.argv);
    return exitCode();
  } catch (error) {
    const { code, text } = endingOf(error);
    if (text !== '') process.stderr.write(`${text}\n`);
    return code;
  }
}

/** Whatever still stands in a pipe is written before the process ends. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}

if (process.argv[2] === 'serve') {
  process.argv.splice(2, 1);
  await import('../headless/index');
} else {
  // A reader that goes away is told by the write that meets it; without a listener it would be a crash.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  const code = await main();
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(code);
}
