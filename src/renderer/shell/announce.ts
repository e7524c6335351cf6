/** Tells the operator what happened while they looked elsewhere. */
import { notifications } from '@mantine/notifications';
import type { Batch } from '#contract/batches';
import { formatCount, plural } from '../ui/format';
import { bridge } from './bridge';

const levelColors = { info: 'flight', warning: 'yellow', error: 'red' } as const;

export function showNotice(notice: {
  level: keyof typeof levelColors;
  title: string;
  message: string;
}): void {
  notifications.show({ title: notice.title, message: notice.message, color: levelColors[notice.level] });
}

export function batchSummary(batch: Batch): string {
  const { completed, failed, refused } = batch.counts.files;
  const parts = [`${plural(completed, 'file')} completed`];
  if (failed > 0) parts.push(`${formatCount(failed)} failed`);
  if (refused > 0) parts.push(`${formatCount(refused)} refused`);
  return parts.join(', ');
}

export function announceBatchEnd(batch: Batch): void {
  const title = `“${batch.name}” is done`;
  const message = batchSummary(batch);
  notifications.show({
    id: `batch-${batch.id}`,
    title,
    message,
    color: batch.counts.failed > 0 ? 'yellow' : 'teal',
  });
  // The shell shows it only while the window is not in front.
  void bridge?.notify({ title, body: message, route: `/batches/${batch.id}` });
}

export function announceAlert(told: {
  incidentId: string;
  name: string;
  severity: 'info' | 'warning' | 'critical';
  resolved: boolean;
  sentence: string;
}): void {
  const title = told.resolved ? `Well again: ${told.name}` : `Alert: ${told.name}`;
  const color = told.severity === 'critical' ? 'red' : told.severity === 'warning' ? 'yellow' : 'flight';
  notifications.show({
    id: `alert-${told.incidentId}`,
    title,
    message: told.sentence,
    color: told.resolved ? 'teal' : color,
  });
  void bridge?.notify({ title, body: told.sentence, route: '/alerts' });
}
