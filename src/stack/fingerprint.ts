/** Groups failures of the same cause: engine, error class, message without its particulars, top frames of our own code. */
import { createHash } from 'node:crypto';

/** Numbers, paths, ids and quoted text are particulars of one case. */
function normalised(message: string): string {
  return message
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27,}/gi, '<uuid>')
    .replace(/\b[0-9a-f]{16,}\b/gi, '<hash>')
    .replace(/(?:[A-Za-z]:)?[\\/][^\s:'"]+/g, '<path>')
    .replace(/"[^"]*"|'[^']*'/g, '<text>')
    .replace(/\d+(\.\d+)?/g, '<n>');
}

function topFrames(stack: string | null): string[] {
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/node:|node_modules/.test(line));
  return frames.slice(0, 3).map((line) => line.trim().replace(/\(.*\)|:\d+/g, ''));
}

export function fingerprintOf(failure: {
  engine: string;
  code: string;
  message: string;
  stack: string | null;
}): string {
  const text = [failure.engine, failure.code, normalised(failure.message), ...topFrames(failure.stack)].join(
    '\n',
  );
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
