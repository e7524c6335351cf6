/** Unit tests (pure, fast, beside their source) and integration tests (real redis-server, embedded PostgreSQL). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
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
