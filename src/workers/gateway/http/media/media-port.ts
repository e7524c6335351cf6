/** Whose HTTP surface the media server is, and where the original had it. */

/** Its contract is more than an upload and some queries, so it has a server of its own. */
export const mediaEngine = 'allocator';
/** `servicePorts.allocator` is another one. */
export const originalPort = 8000;
