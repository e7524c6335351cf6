/** A box of degrees, as MapLibre takes it. */

/** West, south, east, north. */
export type Bounds = [number, number, number, number];
