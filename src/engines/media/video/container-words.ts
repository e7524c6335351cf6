/** What a video's container says of it: date, place, device, title. */
import type { AssetText, Gps } from '#contract/allocator';
import { captureTime, captureTimeOfName } from '../metadata/capture-time';
import { gpsAt } from '../metadata/gps-at';
import type { OwnWords } from '../metadata/read-metadata';
import { shortText } from '../metadata/short-text';

interface Tags {
  title?: string;
  description?: string;
  comment?: string;
  artist?: string;
  date?: Date;
  raw?: Record<string, unknown>;
}

/** ISO 6709: `+47.2500-011.4000+500.000/`, as phones write it. */
const place = /^([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)([+-]\d+(?:\.\d+)?)?/;

/** What the boxes of a movie say of it, beside its tags. */
export interface MovieWords {
  /** In UTC, and written anew when a video is cut, so a date in the name goes before it. */
  date: string | null;
  place: Gps | null;
}

export function containerWords(tags: Tags, fileName: string, movie: MovieWords): OwnWords {
  const raw = (...names: string[]) =>
    names.map((name) => shortText(tags.raw?.[name])).find((text) => text !== null) ?? null;
  const date = raw('com.apple.quicktime.creationdate', '©day') ?? isoOf(tags.date);
  const make = raw('com.apple.quicktime.make', '©mak');
  const model = raw('com.apple.quicktime.model', '©mod');
  const camera = { make, model, lens: null, iso: null, fNumber: null, exposureS: null, focalMm: null };
  return {
    captured:
      captureTime([date], [], 'container') ??
      captureTimeOfName(fileName) ??
      captureTime([movie.date], [], 'container'),
    gps: gpsOf(raw('com.apple.quicktime.location.ISO6709', '©xyz', 'LOCATION')) ?? movie.place,
    camera: make || model ? camera : null,
    texts: textsOf(tags),
    notes: [],
  };
}

/** An invalid date is none. */
const isoOf = (date: Date | undefined) =>
  date && Number.isFinite(date.getTime()) ? date.toISOString() : null;

function gpsOf(text: string | null): Gps | null {
  const parts = text ? place.exec(text) : null;
  if (!parts) return null;
  return gpsAt(Number(parts[1]), Number(parts[2]), parts[3] ? Number(parts[3]) : null);
}

function textsOf({ title, description, comment, artist }: Tags): AssetText[] {
  const found = [
    { source: 'title' as const, text: shortText(title) },
    { source: 'description' as const, text: shortText(description) ?? shortText(comment) },
    { source: 'creator' as const, text: shortText(artist) },
  ];
  return found.flatMap(({ source, text }) => (text ? [{ source, text }] : []));
}
