/** How the benches start Chromium. */
import { chromiumFlags } from '../../e2e/fixtures/view';

/**
 * Chromium draws pages by itself on a machine without a graphics card. The tests have it emulate a card for the map, at
 * the cost of half of the frames of any page.
 */
export const plainFlags = [
  ...chromiumFlags.filter((flag) => !/-(gl|angle|swiftshader)\b/.test(flag)),
  '--disable-gpu',
];
