import { describe, expect, it } from 'vitest';
import { ownArguments, parseCommandLine, SecondStart } from './open-paths';

const cwd = '/home/pilot';

describe('parseCommandLine', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', [], []],
    ['an absolute path', ['/flights/a.igc'], ['/flights/a.igc']],
    ['a relative path', ['a.igc', '../b.igc'], ['/home/pilot/a.igc', '/home/b.igc']],
    ['what a Linux desktop entry gives', ['file:///flights/my%20day.igc'], ['/flights/my day.igc']],
    ['a file address of another host', ['file://server/share/a.igc'], []],
    ['other addresses', ['https://example.org/a.igc', 'flightline:open'], []],
    ['switches of Chromium', ['--no-sandbox', '--ozone-platform=wayland', '/a.igc'], ['/a.igc']],
    ["Finder's process number", ['-psn_0_12345', '/a.igc'], ['/a.igc']],
    ['an empty argument', ['', '/a.igc'], ['/a.igc']],
    ['a name that begins with a dash, after --', ['--', '-a.igc'], ['/home/pilot/-a.igc']],
  ])('takes the paths of %s', (_name, args, paths) => {
    expect(parseCommandLine(args, cwd).paths).toEqual(paths);
  });

  it.each<[string[], string | null]>([
    [['--data', '/data', '/a.igc'], '/data'],
    [['--data=there'], '/home/pilot/there'],
    [['/a.igc'], null],
    [['--data'], null],
    [['--data='], null],
  ])('reads the data directory of %j', (args, dataDir) => {
    expect(parseCommandLine(args, cwd).dataDir).toBe(dataDir);
  });

  it('does not take the data directory for a path to open', () => {
    expect(parseCommandLine(['--data', '/data', '/a.igc'], cwd).paths).toEqual(['/a.igc']);
  });
});

it('leaves out the program and, unpackaged, the folder of the app', () => {
  expect(ownArguments(['/opt/Flightline/flightline', '/a.igc'], true)).toEqual(['/a.igc']);
  expect(ownArguments(['/node_modules/electron', '/work', '/a.igc'], false)).toEqual(['/a.igc']);
});

it('refuses what is not a list of paths from a second start', () => {
  expect(SecondStart.safeParse({ paths: ['/a.igc'] }).success).toBe(true);
  expect(SecondStart.safeParse({ paths: [1] }).success).toBe(false);
  expect(SecondStart.safeParse(undefined).success).toBe(false);
});
