/** The redis-server program that the supervisor starts: found, or installed where that can be done. */
import { aptInstall, canUseApt, isRoot } from './apt.mjs';
import { unpackRedis } from './redis-unpack.mjs';
import { inRoot } from './root.mjs';
import { findOnPath, isExecutable } from './run.mjs';
import { SetupError, step } from './say.mjs';

const programName = process.platform === 'win32' ? 'redis-server.exe' : 'redis-server';

/** Shipped or unpacked for this kind of machine, e.g. resources/redis/linux-x64. */
export const redisDir = inRoot('resources/redis', `${process.platform}-${process.arch}`);

/** Sentence by operating system for the person who has to install it. @type {Partial<Record<NodeJS.Platform, string>>} */
const advice = {
  darwin: 'run `brew install redis`, then start again.',
  win32:
    'install Memurai or Redis in WSL, then set FLIGHTLINE_REDIS to its program, or REDIS_URL to a running server.',
};

/** @returns {string | undefined} full path */
export function findRedis() {
  const { FLIGHTLINE_REDIS: chosen } = process.env;
  if (chosen) {
    if (isExecutable(chosen)) return chosen;
    throw new SetupError(`FLIGHTLINE_REDIS names ${chosen}, which is not a program; correct or unset it.`);
  }
  const shipped = `${redisDir}/${programName}`;
  return isExecutable(shipped) ? shipped : findOnPath('redis-server');
}

/** Nothing to do with REDIS_URL: then the instance uses that server and starts none. */
export async function ensureRedis() {
  if (process.env.REDIS_URL || process.env.FLIGHTLINE_REDIS_URL || findRedis()) return;
  if (canUseApt()) await installFromDebian();
  if (findRedis()) return;
  const sentence =
    advice[process.platform] ?? 'install it with your package manager, or set FLIGHTLINE_REDIS to its path.';
  throw new SetupError(`no redis-server on this machine: ${sentence}`);
}

async function installFromDebian() {
  if (isRoot()) {
    step('installing redis-server with apt-get.');
    if (await aptInstall(['redis-server'])) return;
  }
  step(`unpacking Debian's redis-server into ${redisDir}.`);
  await unpackRedis(redisDir);
}
