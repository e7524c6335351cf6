/** Text headers: A and H records to named fields. Pilots' names, registrations and competition ids are not kept. */
import type { IgcHeaders } from './igc-file';

export const noHeaders: IgcHeaders = {
  manufacturerCode: null,
  gliderType: null,
  gliderClass: null,
  recorderType: null,
  firmware: null,
  hardware: null,
  gnssReceiver: null,
  pressureSensor: null,
};

const fieldOfCode: Readonly<Record<string, keyof IgcHeaders>> = {
  GTY: 'gliderType',
  CCL: 'gliderClass',
  FTY: 'recorderType',
  RFW: 'firmware',
  RHW: 'hardware',
  GPS: 'gnssReceiver',
  PRS: 'pressureSensor',
};

/** Long names that come before the value when the colon is missing, as in `HFGTYGLIDERTYPEAdvance`. */
const longNames =
  /^(?:GLIDER ?TYPE|COMPETITION ?CLASS|FR ?TYPE|FIRMWARE ?(?:VERSION|REVISION)|HARDWARE ?VERSION|RECEIVER|PRESS ?ALT ?SENSOR|GPS)[\s,]*/i;

/** Values that mean "not given". */
const nothing = /^(?:nil|nkn|none|unknown|not ?set|n\/?a|-+)?$/i;

/** Puts an H record's value into `headers`; the first value that says something stays. */
export function readHeader(text: string, headers: IgcHeaders): void {
  const field = fieldOfCode[text.slice(2, 5).toUpperCase()];
  if (!field || headers[field] !== null) return;
  const rest = text.slice(5);
  const colon = rest.indexOf(':');
  const value = (colon >= 0 ? rest.slice(colon + 1) : rest.replace(longNames, '')).trim();
  if (!nothing.test(value)) headers[field] = value.slice(0, 120);
}

/** The maker's code of an A record, null when it has none. */
export function readManufacturer(text: string): string | null {
  return /^A([A-Z0-9]{3})/i.exec(text)?.[1]?.toUpperCase() ?? null;
}
