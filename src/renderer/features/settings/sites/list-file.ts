/** A list of sites before it is sent: how it is named, and what keeps it from being sent. */

/** The gateway takes messages up to 16 MB; the list is not all of one. */
export const mostBytes = 15_000_000;

/** `paragliding-earth_sites.csv` → `paragliding earth sites`. */
export function listNameOf(fileName: string): string {
  const words = fileName.replace(/\.[^.]+$/, '').replace(/[_-]+/g, ' ');
  return words.trim().slice(0, 80);
}

/** In words; null when it can be sent. */
export function whyNot(file: { name: string; size: number }): string | null {
  if (file.size === 0) return `${file.name} is empty.`;
  if (file.size > mostBytes) return `${file.name} is larger than 15 MB: split it into several lists.`;
  if (/\.(gz|zip|kmz|xlsx?)$/i.test(file.name))
    return `${file.name} is packed: unpack it, and choose the GeoJSON, CSV or KML file inside.`;
  return null;
}
