/** protocol: one scheme of main, answered through the loopback server. */
import { isReady } from './readiness';
import { serveScheme, type SchemeHandler } from './origin-server';

const privileged = new Set<string>();
let serving: Promise<void> = Promise.resolve();

export const protocol = {
  registerSchemesAsPrivileged(
    schemes: { scheme: string; privileges?: { standard?: boolean; secure?: boolean } }[],
  ): void {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes)
      if (privileges?.standard && privileges.secure) privileged.add(scheme);
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (!isReady()) throw new Error('protocol.handle can only be called after app is ready');
    if (!privileged.has(scheme))
      throw new Error(`stand-in: ${scheme} must be registered as standard and secure`);
    serving = serveScheme(scheme, handler);
  },
};

/** Settles when pages can be asked for. */
export function schemeIsServed(): Promise<void> {
  return serving;
}
