/** Whether this browser can draw the map at all. */

export function hasWebGl(): boolean {
  const context = document.createElement('canvas').getContext('webgl2');
  // Browsers allow only a few contexts at a time: give this one back at once.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
