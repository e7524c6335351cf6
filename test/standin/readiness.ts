/** Whether the app is ready: parts of Electron's API work only before or only after that. */
let ready = false;

export function isReady(): boolean {
  return ready;
}

export function setReady(): void {
  ready = true;
}
