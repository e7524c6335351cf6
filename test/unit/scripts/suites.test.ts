import { describe, expect, it } from 'vitest';
import { chooseSuites } from '../../../scripts/lib/suites.mjs';

const names = (args: string[]) => chooseSuites(args).chosen.map((suite) => suite.name);

describe('chooseSuites', () => {
  it('runs all when none is named', () => {
    expect(names([])).toEqual(['check', 'unit', 'integration', 'e2e']);
  });

  it('keeps the order of running, not of naming', () => {
    expect(names(['e2e', 'unit'])).toEqual(['unit', 'e2e']);
  });

  it('hands what follows a name to its runner', () => {
    expect(chooseSuites(['unit', 'src/stack', '-t', 'closes']).extra).toEqual(['src/stack', '-t', 'closes']);
  });

  it.each([[['units']], [['unit', 'e2e', 'src/stack']]])('refuses %j', (args) => {
    expect(() => chooseSuites(args)).toThrow('usage: npm test');
  });
});
