/** System notifications; a click brings the console to the front. */
import { Notification } from 'electron';

/** Kept until they go: a collected notification loses its click on some systems. */
const shown = new Set<Notification>();
const mostShown = 20;

export function notify(text: { title: string; body: string }, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title: text.title, body: text.body });
  const forget = () => shown.delete(notification);
  notification.on('click', () => {
    forget();
    onClick();
  });
  notification.on('close', forget);
  shown.add(notification);
  const oldest = shown.values().next().value;
  if (shown.size > mostShown && oldest) shown.delete(oldest);
  notification.show();
}
