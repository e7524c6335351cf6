/** Where the weights of the built-in visual model come from. */
import { inRoot } from '../lib/root.mjs';

export const modelSourceDir = inRoot('node_modules/nsfwjs/dist/models/mobilenet_v2_mid');
