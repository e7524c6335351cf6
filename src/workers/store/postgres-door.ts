/** The socket behind which the embedded database looks like any PostgreSQL server. */
import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import path from 'node:path';
import type { DatabaseAddress } from '#contract/process';
import { ClientConnection } from './client-connection';
import type { SessionGate } from './session-gate';
import { errorMessage } from './wire/backend-messages';

export interface PostgresDoor {
  readonly clients: number;
  /** Ends every connection and waits until their transactions are rolled back. */
  close(): Promise<void>;
}

export interface DoorOptions {
  gate: SessionGate;
  address: DatabaseAddress;
  serverVersion: string;
  mostClients: number;
}

/**
 * Listens on `<socketDir>/.s.PGSQL.<port>`, as PostgreSQL does. There is no password: the folder is the user's alone.
 * Without a socket folder (Windows) it listens on loopback, open to every program of this machine.
 */
export async function openPostgresDoor(options: DoorOptions): Promise<PostgresDoor> {
  const clients = new Set<ClientConnection>();
  const parameters = parametersOf(options.serverVersion);
  let lastId = 0;
  const server = createServer((socket) => {
    if (clients.size >= options.mostClients) {
      // Refusals are read by the error handler of the client; ours only keeps the process alive.
      socket.on('error', () => undefined);
      socket.end(errorMessage('FATAL', '53300', `more than ${options.mostClients} connections`));
      return;
    }
    lastId += 1;
    const client: ClientConnection = new ClientConnection(socket, options.gate, {
      id: lastId,
      parameters,
      onLeft: () => clients.delete(client),
    });
    clients.add(client);
  });
  const socketPath = await listen(server, options.address);
  return {
    get clients() {
      return clients.size;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const client of clients) client.end('57P01', 'terminating connection: the store is stopping');
      await options.gate.end();
      await closed;
      if (socketPath !== null) await rm(socketPath, { force: true });
    },
  };
}

async function listen(server: Server, address: DatabaseAddress): Promise<string | null> {
  const socketPath =
    address.socketDir === null ? null : path.join(address.socketDir, `.s.PGSQL.${address.port}`);
  // What a killed store left; the lock of the data directory says that nobody is behind it.
  if (socketPath !== null) await rm(socketPath, { force: true });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', resolve);
    if (socketPath === null) server.listen(address.port, '127.0.0.1');
    else server.listen(socketPath);
  });
  server.removeAllListeners('error');
  if (socketPath !== null) await chmod(socketPath, 0o600);
  return socketPath;
}

/** What a server reports to each client at the beginning. */
function parametersOf(serverVersion: string): Record<string, string> {
  return {
    server_version: serverVersion,
    server_encoding: 'UTF8',
    client_encoding: 'UTF8',
    DateStyle: 'ISO, MDY',
    IntervalStyle: 'postgres',
    TimeZone: 'UTC',
    integer_datetimes: 'on',
    standard_conforming_strings: 'on',
  };
}
