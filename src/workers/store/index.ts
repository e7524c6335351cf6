/** Entry of the store. */
import { messageOf } from '#contract/errors';
import { StoreCopy, topics } from '#contract/relay';
import { runChild } from '../runtime/child';
import { niceness, stepBack } from '../runtime/step-back';
import { startStore } from './start-store';

stepBack(niceness.store);
runChild({
  async start(init, link) {
    const store = await startStore(init, link);
    return {
      ...store,
      onRelay(topic, body) {
        if (topic !== topics.storeCopy) return;
        const { id, dir } = StoreCopy.parse(body);
        const answer = (error: string | null) => link.relay('gateway', topics.storeCopied, { id, error });
        store.copyTo(dir).then(
          () => answer(null),
          (error: unknown) => answer(messageOf(error)),
        );
      },
    };
  },
});
