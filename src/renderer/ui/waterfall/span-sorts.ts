/** What a stretch of time was spent on: its colour and word. */
import type { SpanSort } from '#contract/traces';

export const sortColors: Record<SpanSort, string> = {
  intake: 'var(--mantine-color-cyan-6)',
  wait: 'var(--mantine-color-yellow-6)',
  run: 'var(--mantine-color-flight-6)',
  stage: 'var(--mantine-color-flight-3)',
  database: 'var(--mantine-color-grape-5)',
  job: 'var(--mantine-color-gray-5)',
};

export const sortNames: Record<SpanSort, string> = {
  intake: 'Intake',
  wait: 'Waiting',
  run: 'Running',
  stage: 'A stage',
  database: 'Database',
  job: 'The whole job',
};
