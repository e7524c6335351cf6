/** Why ffmpeg decoded no frame, from all that it wrote. */

/** Figures of its own pipe, and hints for who types its commands. */
const chatter = /Statistics, |has not been used for any stream|To ignore this|^frame=|^video:|^Output /;

/** @param log its standard error @returns a sentence without addresses of its memory, so that the same cause reads the same */
export function whyNoFrame(log: string): string {
  if (/matches no streams/.test(log)) return 'ffmpeg found no video in it.';
  if (/moov atom not found/.test(log))
    return 'Its index is missing (moov atom not found), as in a recording or a copy that was cut off.';
  const said = log
    .split('\n')
    .map((line) =>
      line
        .replace(/^\[[^\]]*\] /, '')
        .replace(/^cache:pipe:0: /, '')
        .trim(),
    )
    .filter((line) => line !== '' && !chatter.test(line))
    .at(-1);
  return said === undefined
    ? 'ffmpeg decoded no frame of it.'
    : `ffmpeg decoded no frame of it (${said.slice(0, 200)}).`;
}
