/** Flights for a drill: real input of a real engine, each another one. */

const metresPerDegree = 111_200;

/** A short thermal flight as an IGC file; `name` and `number` make its content its own. */
export function drillFlight(name: string, number: number, fixes = 1500): Buffer {
  const lines = [
    'AXFLDRL',
    'HFDTE010624',
    'HFPLTPILOTINCHARGE:Drill',
    'HFGTYGLIDERTYPE:Drill',
    `LXFLDRILL ${name} ${number}`,
  ];
  const phase = (number * 2 * Math.PI) / 50;
  for (let second = 0; second < fixes; second++) {
    const circling = second % 300 >= 180;
    const turn = phase + (circling ? (second * 2 * Math.PI) / 22 : 0);
    const north = second * 6 + 60 * Math.sin(turn);
    const east = second * 2 + 60 * Math.cos(turn) + number * 40;
    const climbed = Math.floor(second / 300) * 60;
    const within = second % 300;
    const altitude = 800 + climbed + (circling ? 200 - 180 + (within - 180) * 2 : 200 - within);
    lines.push(
      `B${clock(36_000 + second)}${angle(46.5 + north / metresPerDegree, 2, 'N')}${angle(8 + east / 76_000, 3, 'E')}A` +
        `${metres(altitude)}${metres(altitude + 40)}`,
    );
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

const padded = (value: number, width: number) => String(Math.round(value)).padStart(width, '0');
const metres = (value: number) => padded(value, 5);

function clock(secondOfDay: number): string {
  return (
    padded(Math.floor(secondOfDay / 3600), 2) +
    padded(Math.floor(secondOfDay / 60) % 60, 2) +
    padded(secondOfDay % 60, 2)
  );
}

/** Degrees and thousandths of minutes, as B records have them. */
function angle(degrees: number, width: number, letter: string): string {
  const thousandths = Math.round(degrees * 60_000);
  return padded(Math.floor(thousandths / 60_000), width) + padded(thousandths % 60_000, 5) + letter;
}
