/** The four dashboards that the older file allocator's guide asks for. */
import { database } from './dashboards/database';
import { jobs } from './dashboards/jobs';
import { overview } from './dashboards/overview';
import { system } from './dashboards/system';
import { dashboard } from './panels';

export const dashboards = {
  overview: dashboard('flightline-overview', 'Flightline: Overview', overview),
  'job-processing': dashboard('flightline-jobs', 'Flightline: Job processing', jobs),
  database: dashboard('flightline-database', 'Flightline: Database', database),
  system: dashboard('flightline-system', 'Flightline: System', system),
};

/** Every expression that a panel asks, for those who check them. */
export const dashboardQueries: readonly string[] = [overview, jobs, database, system].flatMap((panels) =>
  panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)),
);
