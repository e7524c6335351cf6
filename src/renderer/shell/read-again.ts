/** Has what is on screen asked for again, because something happened that changes it. */
import type { QueryClient } from '@tanstack/react-query';

/**
 * An answer that is on its way may be older than what happened: it is shown, then asked for once more. To break it off
 * instead would show nothing at all where answers take longer than events are apart.
 */
export async function readAgain(cache: QueryClient, queryKey: readonly unknown[]): Promise<void> {
  const wasAsking = cache.isFetching({ queryKey }) > 0;
  await cache.invalidateQueries({ queryKey }, { cancelRefetch: false });
  if (wasAsking) await cache.invalidateQueries({ queryKey }, { cancelRefetch: false });
}
