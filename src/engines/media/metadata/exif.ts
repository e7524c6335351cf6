/** The EXIF block of a picture, as far as it is of use; each value is checked, since files say anything. */
import exifr from 'exifr';
import type { Camera, CaptureTime, Gps } from '#contract/allocator';
import { captureTime } from './capture-time';
import { gpsAt } from './gps-at';
import { shortText } from './short-text';

export interface ExifFacts {
  captured: CaptureTime | null;
  gps: Gps | null;
  camera: Camera | null;
  description: string | null;
  copyright: string | null;
  creator: string | null;
}

type Tags = Record<string, unknown>;

/** exifr's defaults turn times into Dates in the zone of this machine, and read more than is asked. */
const options = {
  ifd0: {},
  exif: true,
  gps: true,
  tiff: true,
  xmp: false,
  iptc: false,
  icc: false,
  interop: false,
  makerNote: false,
  userComment: false,
  reviveValues: false,
  translateValues: false,
  mergeOutput: false,
} as const;

/** @param block with or without the six bytes before its TIFF header. @returns null when it cannot be read */
export async function readExif(block: Uint8Array): Promise<ExifFacts | null> {
  const hasPrefix = Buffer.from(block.subarray(0, 4)).toString('latin1') === 'Exif';
  const tiff = Buffer.from(hasPrefix ? block.subarray(6) : block);
  const parsed = (await exifr.parse(tiff, options).catch(() => null)) as Record<
    string,
    Tags | undefined
  > | null;
  if (!parsed) return null;
  const { ifd0 = {}, exif = {}, gps = {} } = parsed;
  return {
    captured: captureTime(
      [exif.DateTimeOriginal, exif.CreateDate, exif.DateTimeDigitized, ifd0.ModifyDate],
      [exif.OffsetTimeOriginal, exif.OffsetTimeDigitized, exif.OffsetTime],
      'exif',
    ),
    gps: readGps(gps),
    camera: readCamera(ifd0, exif),
    description: shortText(ifd0.ImageDescription),
    copyright: shortText(ifd0.Copyright),
    creator: shortText(ifd0.Artist),
  };
}

function finite(value: unknown, least = -Infinity, most = Infinity): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= least && value <= most
    ? value
    : null;
}

function readGps(tags: Tags): Gps | null {
  const lat = finite(tags.latitude);
  const lon = finite(tags.longitude);
  if (lat === null || lon === null) return null;
  const ref: unknown = tags.GPSAltitudeRef;
  const below = ref === 1 || (ref instanceof Uint8Array && ref[0] === 1);
  const altM = finite(tags.GPSAltitude, -12_000, 100_000);
  const place = gpsAt(lat, lon, altM !== null && below ? -altM : altM);
  return place && { ...place, directionDeg: finite(tags.GPSImgDirection, 0, 360) };
}

function readCamera(ifd0: Tags, exif: Tags): Camera | null {
  const iso: unknown = Array.isArray(exif.ISO) ? exif.ISO[0] : exif.ISO;
  const camera: Camera = {
    make: shortText(ifd0.Make),
    model: shortText(ifd0.Model),
    lens: shortText(exif.LensModel),
    iso: finite(iso, 1, 10_000_000),
    fNumber: finite(exif.FNumber, 0.1, 1000),
    exposureS: finite(exif.ExposureTime, 0, 1e6),
    focalMm: finite(exif.FocalLength, 0.1, 100_000),
  };
  return Object.values(camera).some((value) => value !== null) ? camera : null;
}
