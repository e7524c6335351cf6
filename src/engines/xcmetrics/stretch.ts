/** A part of a track: indices of its first and last fix. */

export interface Stretch {
  from: number;
  to: number;
}
