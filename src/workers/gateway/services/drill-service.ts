/** Drills: started, followed, looked up. */
import { FlightlineError } from '#contract/errors';
import type { DrillReport } from '#contract/drills';
import type { Services } from '#contract/services';
import { getDrill, listDrills } from '../../../stack/database/drills';
import type { GatewayParts } from '../parts';

export function createDrillService({ acts, database, drills }: GatewayParts): Services['drills'] {
  const start = acts.defineFleeting(
    'drills.start',
    ({ id, actor }: { id: string; actor: string }): Promise<DrillReport> => drills.start(id, actor),
  );
  return {
    list: async () => (await listDrills(database)).map((report) => drills.current(report.id) ?? report),
    async get(id) {
      const report = drills.current(id) ?? (await getDrill(database, id));
      if (!report) throw new FlightlineError('NOT_FOUND', `There is no drill ${id}.`);
      return report;
    },
    start: (by) => start({ id: `d-${by.key.replaceAll('-', '').slice(0, 12)}`, actor: by.actor }, by),
  };
}
