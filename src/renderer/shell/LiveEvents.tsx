/** The one subscription of the whole console, and the repair of the cache after the pipe was lost. */
import { useEffect, useState } from 'react';
import { useConnection } from '../state/connection';
import { client, queryClient } from './api';
import { LiveCache } from './live-cache';

/** A subscription that the gateway ended is asked for again after this. */
const againMs = 2000;

export function LiveEvents() {
  const [attempt, setAttempt] = useState(0);
  const opened = useConnection((state) => state.opened);

  useEffect(() => {
    const live = new LiveCache(queryClient);
    let timer: ReturnType<typeof setTimeout> | undefined;
    // A lost pipe is no end: tRPC subscribes again by itself when it is back.
    const again = (): void => {
      timer = setTimeout(() => setAttempt((count) => count + 1), againMs);
    };
    const subscription = client.events.subscribe(undefined, {
      onData: (event) => live.apply(event),
      onError: again,
      onComplete: again,
    });
    return () => {
      subscription.unsubscribe(); // completes, which must not ask again
      clearTimeout(timer);
      live.stop();
    };
  }, [attempt]);

  useEffect(() => {
    // Events were missed while the pipe was down: nothing in the cache can be trusted.
    if (opened > 1) void queryClient.invalidateQueries();
  }, [opened]);

  return null;
}
