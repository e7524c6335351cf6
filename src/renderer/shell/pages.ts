/** The pages of the console, in order: navigation, palette and the keys after G are made from this list. */
import {
  IconBell,
  IconChartLine,
  IconCpu,
  IconAlertOctagon,
  IconCalendarClock,
  IconFileCertificate,
  IconDatabaseExport,
  IconGauge,
  IconHeartbeat,
  IconFileText,
  IconListDetails,
  IconPhoto,
  IconPlugConnected,
  IconSearch,
  IconSettings,
  IconStack2,
  IconTimeline,
  IconUpload,
} from '@tabler/icons-react';

export const sections = ['Work', 'Operate', 'Instance'] as const;

export const pages = [
  { section: 'Work', to: '/', label: 'Overview', Icon: IconGauge, key: 'o', count: null },
  { section: 'Work', to: '/ingest', label: 'Ingest', Icon: IconUpload, key: 'i', count: null },
  { section: 'Work', to: '/runs', label: 'Runs', Icon: IconListDetails, key: 'r', count: 'active' },
  { section: 'Work', to: '/batches', label: 'Batches', Icon: IconStack2, key: 'b', count: 'batches' },
  { section: 'Work', to: '/media', label: 'Library', Icon: IconPhoto, key: 'l', count: null },
  { section: 'Work', to: '/failed', label: 'Failed', Icon: IconAlertOctagon, key: 'f', count: 'failed' },
  { section: 'Operate', to: '/charts', label: 'Metrics', Icon: IconChartLine, key: 'm', count: null },
  { section: 'Operate', to: '/alerts', label: 'Alerts', Icon: IconBell, key: 'e', count: 'alerts' },
  {
    section: 'Operate',
    to: '/schedules',
    label: 'Schedules',
    Icon: IconCalendarClock,
    key: 'c',
    count: null,
  },
  { section: 'Operate', to: '/workers', label: 'Workers', Icon: IconCpu, key: 'w', count: null },
  { section: 'Operate', to: '/search', label: 'Search', Icon: IconSearch, key: 'q', count: null },
  { section: 'Operate', to: '/traces', label: 'Traces', Icon: IconTimeline, key: 't', count: null },
  { section: 'Operate', to: '/logs', label: 'Logs', Icon: IconFileText, key: 'g', count: null },
  { section: 'Instance', to: '/audit', label: 'Audit', Icon: IconFileCertificate, key: 'a', count: null },
  {
    section: 'Instance',
    to: '/instance-health',
    label: 'Health',
    Icon: IconHeartbeat,
    key: 'h',
    count: null,
  },
  { section: 'Instance', to: '/backups', label: 'Backups', Icon: IconDatabaseExport, key: 'k', count: null },
  {
    section: 'Instance',
    to: '/profiles',
    label: 'Connections',
    Icon: IconPlugConnected,
    key: 'p',
    count: null,
  },
  { section: 'Instance', to: '/settings', label: 'Settings', Icon: IconSettings, key: 's', count: null },
] as const;

export type PageAddress = (typeof pages)[number]['to'];

/** Which page a key opens after G. */
export const pageOfKey: ReadonlyMap<string, PageAddress> = new Map(pages.map(({ key, to }) => [key, to]));
