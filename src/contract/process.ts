/** Messages between the supervisor and its children: one schema for utility processes and Node children alike. */
import { z } from 'zod';
import { Home } from './profiles';
import { Settings } from './settings';

/** How a process reaches Redis. */
export const RedisAddress = z.object({
  /** Unix socket, or null when `url` is used. */
  socketPath: z.string().nullable(),
  url: z.string().nullable(),
  password: z.string().nullable(),
});
export type RedisAddress = z.infer<typeof RedisAddress>;

/** How a process reaches PostgreSQL: the socket directory and port of the embedded store, or a URL. */
export const DatabaseAddress = z.object({
  socketDir: z.string().nullable(),
  port: z.number().int(),
  url: z.string().nullable(),
});
export type DatabaseAddress = z.infer<typeof DatabaseAddress>;

/** What every child is told first. */
export const ChildInit = z.object({
  type: z.literal('init'),
  name: z.string(),
  instanceId: z.string(),
  parentPid: z.number().int(),
  shell: z.enum(['desktop', 'headless']),
  dataDir: z.string(),
  home: Home,
  resourcesDir: z.string(),
  /** Where the built console is. */
  rendererDir: z.string(),
  settings: Settings,
  redis: RedisAddress,
  database: DatabaseAddress,
  /** True when the instance did not end in order last time. */
  unclean: z.boolean(),
  /** The child's own part, e.g. pool and number of an engine process. */
  role: z.record(z.string(), z.unknown()),
});
export type ChildInit = z.infer<typeof ChildInit>;

export const ToChild = z.discriminatedUnion('type', [
  ChildInit,
  /** drain: finish running jobs first; suspend: interrupt them, they run again after the next start. */
  z.object({ type: z.literal('stop'), how: z.enum(['drain', 'suspend']) }),
  /** A message of another process, passed on unread. */
  z.object({ type: z.literal('relay'), from: z.string(), topic: z.string(), body: z.unknown() }),
  /** Desktop only: comes with a MessagePort on which a console window speaks tRPC. */
  z.object({ type: z.literal('port') }),
]);
export type ToChild = z.infer<typeof ToChild>;

export const Beat = z.object({
  type: z.literal('beat'),
  rssBytes: z.number(),
  /** Share of one core since the last beat. */
  cpu: z.number(),
  loopDelayMs: z.number(),
});

export const FromChild = z.discriminatedUnion('type', [
  /** `facts`: what others must know of it, e.g. the gateway's port. */
  z.object({ type: z.literal('ready'), facts: z.record(z.string(), z.unknown()) }),
  Beat,
  /** To another process by name, to a group (`engine`) or to the supervisor itself. */
  z.object({ type: z.literal('relay'), to: z.string(), topic: z.string(), body: z.unknown() }),
  /** It cannot start, and starting again will not help until the reason is mended. */
  z.object({ type: z.literal('fatal'), code: z.string(), message: z.string() }),
]);
export type FromChild = z.infer<typeof FromChild>;
