/** Brings a checkout to the point where Flightline can run; each step is skipped when it is already done. */
import { ensureBuild } from './build.mjs';
import { ensurePackages } from './packages.mjs';
import { ensureRedis } from './redis.mjs';
import { SetupError } from './say.mjs';

const oldestNode = { major: 20, minor: 19 };

/** @throws {SetupError} with a sentence that says what to do */
export async function prepare() {
  requireNode();
  await ensurePackages();
  await ensureRedis();
  await ensureBuild();
}

/** @throws {SetupError} */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldestNode.major || (major === oldestNode.major && minor >= oldestNode.minor)) return;
  throw new SetupError(
    `this is Node ${process.versions.node}; Flightline needs ${oldestNode.major}.${oldestNode.minor} or newer.`,
  );
}
