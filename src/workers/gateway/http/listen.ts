/** Binds a server to a port, stepping over busy ones. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { FlightlineError } from '#contract/errors';
import type { Settings } from '#contract/settings';

export interface ListenOptions {
  host: string;
  /** Ports in the order of preference; 0 is any free one. */
  ports: readonly number[];
  onBusy: (port: number) => void;
}

/** @returns the port it got @throws FlightlineError `BAD_SETTINGS` when all are taken or the address cannot be had */
export async function listen(server: FastifyInstance, options: ListenOptions): Promise<number> {
  for (const port of options.ports) {
    try {
      await server.listen({ host: options.host, port });
      return (server.server.address() as AddressInfo).port;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' || code === 'EACCES') options.onBusy(port);
      else
        throw new FlightlineError(
          'BAD_SETTINGS',
          `Cannot listen on ${options.host}:${port}: ${(error as Error).message}.`,
          { cause: error },
        );
    }
  }
  throw new FlightlineError(
    'BAD_SETTINGS',
    `Every port is busy on ${options.host}: ${options.ports.join(', ')}.`,
  );
}

/** The wanted port and those to step to. */
export function consolePorts(port: number, fixed: boolean): number[] {
  if (port === 0 || fixed) return [port];
  return Array.from({ length: 20 }, (_, index) => port + index).filter((candidate) => candidate <= 65535);
}

/** Steps of 100, because the neighbours of a service's port belong to its sister services. */
export function servicePorts(port: number): number[] {
  if (port === 0) return [0];
  return Array.from({ length: 10 }, (_, index) => port + index * 100).filter(
    (candidate) => candidate <= 65535,
  );
}

/** The last port first, if there was one. */
export function preferring(last: number | null | undefined, ports: readonly number[]): number[] {
  return last === null || last === undefined ? [...ports] : [last, ...ports.filter((port) => port !== last)];
}

/** Where an engine's own contract shall be: by the setting of its name, that of `*`, or where the original was. */
export function wantedServicePort(
  settings: Pick<Settings, 'servicePorts'>,
  engine: string,
  original: number,
): number {
  return settings.servicePorts[engine] ?? settings.servicePorts['*'] ?? original;
}
