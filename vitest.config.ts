/** Unit tests (pure, fast, beside their source) and integration tests (real redis-server, embedded PostgreSQL). */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // A file that starts processes waits for them most of the time: two at least, also where there are two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          // Modules are loaded once for all files, which halves the time; a test that replaces one (electron) imports only what it tests.
          isolate: false,
          testTimeout: 20_000,
          include: ['src/**/*.test.{ts,tsx}', 'test/unit/**/*.test.ts', 'test/standin/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          environment: 'node',
          include: ['test/conformance/**/*.test.ts', 'test/integration/**/*.test.ts'],
          globalSetup: 'test/helpers/test-build-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
