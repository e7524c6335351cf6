/** Heights that are encoded as colours: terrarium (Tilezen) and terrain-RGB (Mapbox). */
import { heightOrVoid, UnusableRaster, VOID_M } from '../raster';

/** Shares of pixels that must look like one of the two for a picture to be terrain. */
const MIN_SHARE = 0.9;
const TERRAIN_RGB_VOID_M = -9_990;

/**
 * terrarium: 256·R + G + B/256 − 32768 m. terrain-RGB: (65536·R + 256·G + B)/10 − 10000 m, where −10000 is none.
 * On earth the two have different reds (84…163 and 0…2), so the picture tells by itself which it is.
 * @param pixels with `bands` (3 or 4) bytes each
 * @throws UnusableRaster when it is a picture of something else
 */
export function decodeColours(pixels: Uint8Array, bands: number): Float32Array {
  const n = pixels.length / bands;
  let [terrarium, rgb, empty] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += bands) {
    const red = pixels[at] as number;
    if (isEmpty(pixels, at, bands)) empty++;
    else if (red <= 2) rgb++;
    else if (red >= 84 && red <= 163) terrarium++;
  }
  const needed = (n - empty) * MIN_SHARE;
  if (terrarium < needed && rgb < needed) throw new UnusableRaster('it is a picture, not terrain');
  const isTerrarium = terrarium >= needed && terrarium >= rgb;
  const heights = new Float32Array(n);
  for (let k = 0, at = 0; k < n; k++, at += bands) {
    const [red, green, blue] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
    if (isEmpty(pixels, at, bands)) heights[k] = VOID_M;
    else if (isTerrarium) heights[k] = heightOrVoid(red * 256 + green + blue / 256 - 32_768);
    else {
      const height = (red * 65_536 + green * 256 + blue) / 10 - 10_000;
      heights[k] = height < TERRAIN_RGB_VOID_M ? VOID_M : heightOrVoid(height);
    }
  }
  return heights;
}

/** Transparent, black, white, or yellow (255, 255, 0), which some sets have where they know nothing. */
function isEmpty(pixels: Uint8Array, at: number, bands: number): boolean {
  if (bands >= 4 && pixels[at + 3] === 0) return true;
  const [red, green, blue] = [pixels[at], pixels[at + 1], pixels[at + 2]];
  if (red === 0 && green === 0 && blue === 0) return true;
  return red === 255 && green === 255 && (blue === 0 || blue === 255);
}
