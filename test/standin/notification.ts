/** Notification: kept in a list, clicked by tests. */
import { EventEmitter } from 'node:events';

export const shownNotifications: Notification[] = [];

export class Notification extends EventEmitter {
  readonly title: string;
  readonly body: string;

  static isSupported(): boolean {
    return true;
  }

  constructor(options: { title?: string; body?: string } = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
  }

  show(): void {
    shownNotifications.push(this);
    this.emit('show', {});
  }

  close(): void {
    this.emit('close', {});
  }
}
