import { expect, it, vi } from 'vitest';
import { topics } from '#contract/relay';
import type { GatewayParts } from './parts';
import { takeRelays } from './relays';

it('has completed work looked for when an engine process is gone, also when it held no job', () => {
  const parts = { drills: { noteReleased: vi.fn() } } as unknown as GatewayParts;
  const onWorkerLost = vi.fn();
  const take = takeRelays(parts, { onCompleted: vi.fn(), onWorkerLost });

  take(topics.released, { worker: 'engine-media-1', isolated: [], requeued: [] }, 'supervisor');

  expect(onWorkerLost).toHaveBeenCalledOnce();
});
