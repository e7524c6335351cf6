/** The read-only switch and saved views. */
import type { ReadOnlyChange, SavedView } from '#contract/access';
import type { ActResult } from '#contract/jobs';
import type { Services } from '#contract/services';
import * as savedViews from '../../../stack/database/saved-views';
import type { GatewayParts } from '../parts';

export function createAccessService(parts: GatewayParts): Services['access'] {
  const { acts, database, hub, readOnly } = parts;
  const changed = () => hub.publish({ type: 'changed', part: 'access' });
  const setReadOnly = acts.defineFleeting(
    'access.set-read-only',
    async ({ by, ...wanted }: ReadOnlyChange & { by: string }, change) => {
      change.before = { readOnly: readOnly.state.on };
      const state = await readOnly.set({ ...wanted, by });
      change.after = {
        name: `read-only ${state.on ? 'on' : 'off'}`,
        readOnly: state.on,
        reason: state.reason,
      };
      changed();
      return state;
    },
  );
  const saveView = acts.define('views.save', async (view: SavedView, change) => {
    change.before = (await savedViews.list(database)).find(({ id }) => id === view.id);
    const saved = await savedViews.save(database, view);
    change.after = saved;
    changed();
    return saved;
  });
  const removeViews = acts.define(
    'views.remove',
    async ({ ids }: { ids: string[] }, change): Promise<ActResult> => {
      const removed = await savedViews.remove(database, ids);
      change.before = removed;
      changed();
      const gone = new Set(removed.map(({ id }) => id));
      const skipped = ids
        .filter((id) => !gone.has(id))
        .map((id) => ({ id, reason: 'There is no such view.' }));
      return { done: removed.length, skipped };
    },
  );
  return {
    readOnly: () => readOnly.state,
    setReadOnly: (change, by) => setReadOnly({ ...change, by: by.actor }, by),
    views: () => savedViews.list(database),
    saveView: ({ id, ...view }, by) =>
      saveView(
        { ...view, id: id ?? `v-${by.key.replaceAll('-', '').slice(0, 16)}`, createdAt: Date.now() },
        by,
      ),
    removeViews: (ids, by) => removeViews({ ids }, by),
  };
}
