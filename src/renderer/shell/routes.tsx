/** Every page of the console and its address; pages are loaded when they are first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { AuditSearch } from '../features/audit/search';
import { AlertsSearch } from '../features/alerts/search';
import { BackupsSearch } from '../features/backups/search';
import { CompareSearch } from '../features/flight/compare/search';
import { MetricsSearch } from '../features/metrics/search';
import { ClusterSearch } from '../features/media/clusters/search';
import { DuplicateSearch } from '../features/media/duplicates/search';
import { FoldersSearch } from '../features/media/folders/search';
import { MediaSearch } from '../features/media/search/media-search';
import { RunsSearch } from '../features/runs/search';
import { FailedSearch } from '../features/failed/search';
import { EverythingSearch } from '../features/search/search';
import { LogsSearch } from '../features/logs/search';
import { SpanSearch, TracesSearch } from '../features/traces/search';
import { SchedulesSearch } from '../features/schedules/search';
import { WorkersSearch } from '../features/workers/search';
import { MembersSearch } from './members-search';
import { PageProblem, PageSkeleton, PageUnknown } from './page-states';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: PageUnknown });

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../features/overview/OverviewPage'), 'OverviewPage'),
});

const ingest = createRoute({
  getParentRoute: () => root,
  path: '/ingest',
  component: lazyRouteComponent(() => import('../features/ingest/IngestPage'), 'IngestPage'),
});

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  validateSearch: RunsSearch,
  component: lazyRouteComponent(() => import('../features/runs/RunsPage'), 'RunsPage'),
});

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$id',
  component: lazyRouteComponent(() => import('../features/job/JobPage'), 'JobPage'),
});

const batches = createRoute({
  getParentRoute: () => root,
  path: '/batches',
  component: lazyRouteComponent(() => import('../features/batches/BatchesPage'), 'BatchesPage'),
});

const batch = createRoute({
  getParentRoute: () => root,
  path: '/batches/$id',
  validateSearch: MembersSearch,
  component: lazyRouteComponent(() => import('../features/batches/BatchPage'), 'BatchPage'),
});

const failed = createRoute({
  getParentRoute: () => root,
  path: '/failed',
  validateSearch: FailedSearch,
  component: lazyRouteComponent(() => import('../features/failed/FailedPage'), 'FailedPage'),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  validateSearch: AlertsSearch,
  component: lazyRouteComponent(() => import('../features/alerts/AlertsPage'), 'AlertsPage'),
});

const charts = createRoute({
  getParentRoute: () => root,
  path: '/charts',
  validateSearch: MetricsSearch,
  component: lazyRouteComponent(() => import('../features/metrics/MetricsPage'), 'MetricsPage'),
});

const logs = createRoute({
  getParentRoute: () => root,
  path: '/logs',
  validateSearch: LogsSearch,
  component: lazyRouteComponent(() => import('../features/logs/LogsPage'), 'LogsPage'),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: EverythingSearch,
  component: lazyRouteComponent(() => import('../features/search/SearchPage'), 'SearchPage'),
});

const traces = createRoute({
  getParentRoute: () => root,
  path: '/traces',
  validateSearch: TracesSearch,
  component: lazyRouteComponent(() => import('../features/traces/TracesPage'), 'TracesPage'),
});

const trace = createRoute({
  getParentRoute: () => root,
  path: '/traces/$id',
  validateSearch: SpanSearch,
  component: lazyRouteComponent(() => import('../features/traces/TracePage'), 'TracePage'),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: CompareSearch,
  component: lazyRouteComponent(() => import('../features/flight/compare/ComparePage'), 'ComparePage'),
});

const schedules = createRoute({
  getParentRoute: () => root,
  path: '/schedules',
  validateSearch: SchedulesSearch,
  component: lazyRouteComponent(() => import('../features/schedules/SchedulesPage'), 'SchedulesPage'),
});

const workers = createRoute({
  getParentRoute: () => root,
  path: '/workers',
  validateSearch: WorkersSearch,
  component: lazyRouteComponent(() => import('../features/workers/WorkersPage'), 'WorkersPage'),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: AuditSearch,
  component: lazyRouteComponent(() => import('../features/audit/AuditPage'), 'AuditPage'),
});

// `/health` is the gateway's own, for probes.
const health = createRoute({
  getParentRoute: () => root,
  path: '/instance-health',
  component: lazyRouteComponent(() => import('../features/health/HealthPage'), 'HealthPage'),
});

const media = createRoute({
  getParentRoute: () => root,
  path: '/media',
  validateSearch: MediaSearch,
  component: lazyRouteComponent(() => import('../features/media/LibraryPage'), 'LibraryPage'),
});

const clusters = createRoute({
  getParentRoute: () => root,
  path: '/media/clusters',
  validateSearch: ClusterSearch,
  component: lazyRouteComponent(() => import('../features/media/clusters/ClusterBoard'), 'ClusterBoard'),
});

const duplicates = createRoute({
  getParentRoute: () => root,
  path: '/media/duplicates',
  validateSearch: DuplicateSearch,
  component: lazyRouteComponent(
    () => import('../features/media/duplicates/DuplicatesPage'),
    'DuplicatesPage',
  ),
});

const watchedFolders = createRoute({
  getParentRoute: () => root,
  path: '/media/folders',
  validateSearch: FoldersSearch,
  component: lazyRouteComponent(() => import('../features/media/folders/FoldersPage'), 'FoldersPage'),
});

const mediaModel = createRoute({
  getParentRoute: () => root,
  path: '/media/model',
  component: lazyRouteComponent(() => import('../features/media/model/ModelPage'), 'ModelPage'),
});

const asset = createRoute({
  getParentRoute: () => root,
  path: '/media/$id',
  component: lazyRouteComponent(() => import('../features/media/asset/AssetPage'), 'AssetPage'),
});

const backups = createRoute({
  getParentRoute: () => root,
  path: '/backups',
  validateSearch: BackupsSearch,
  component: lazyRouteComponent(() => import('../features/backups/BackupsPage'), 'BackupsPage'),
});
const profiles = createRoute({
  getParentRoute: () => root,
  path: '/profiles',
  component: lazyRouteComponent(() => import('../features/profiles/ProfilesPage'), 'ProfilesPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router's way to redirect
    throw redirect({ to: '/settings/$section', params: { section: 'terrain' }, replace: true });
  },
});

const settingsSection = createRoute({
  getParentRoute: () => root,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('../features/settings/SettingsPage'), 'SettingsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    overview,
    ingest,
    runs,
    run,
    batches,
    batch,
    failed,
    charts,
    alerts,
    logs,
    search,
    traces,
    trace,
    compare,
    media,
    clusters,
    duplicates,
    watchedFolders,
    mediaModel,
    asset,
    schedules,
    workers,
    audit,
    backups,
    profiles,
    health,
    settings,
    settingsSection,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageProblem,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
