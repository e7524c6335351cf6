import { describe, expect, it } from 'vitest';
import { restoreWindowState } from './window-state';

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const left = { x: -1280, y: 0, width: 1280, height: 1024 };
const middle = { x: 280, y: 123, width: 1360, height: 860, maximised: false };
const saved = { x: 100, y: 100, width: 1000, height: 700, maximised: false };
const text = (change: object) => JSON.stringify({ ...saved, ...change });

describe('restoreWindowState', () => {
  it('gives back what was saved', () => {
    expect(restoreWindowState(text({}), [main])).toEqual(saved);
    expect(restoreWindowState(text({ x: -1200, y: 10 }), [main, left])).toEqual({
      ...saved,
      x: -1200,
      y: 10,
    });
  });

  it.each([
    ['nothing', null],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a missing number', text({ width: undefined })],
    ['a number out of all range', text({ width: 1e9 })],
    ['a window too small to use', text({ height: 10 })],
    ['half a pixel', text({ x: 0.5 })],
    ['a screen that is gone', text({ x: -1200, y: 10 })],
    ['a title bar above the screen', text({ y: -50 })],
    ['a sliver at the right edge', text({ x: 1900 })],
  ])('puts the window in the middle after %s', (_name, file) => {
    expect(restoreWindowState(file, [main])).toEqual(middle);
  });

  it('stays maximised though the screen has changed', () => {
    expect(restoreWindowState(text({ x: 9000, maximised: true }), [main])).toEqual({
      ...middle,
      maximised: true,
    });
  });

  it('fits a small screen, and manages without any', () => {
    const { width, height } = restoreWindowState(null, [{ x: 0, y: 0, width: 1000, height: 500 }]);
    expect({ width, height }).toEqual({ width: 1000, height: 600 });
    expect(restoreWindowState(null, []).width).toBe(1360);
  });
});
