/** Prometheus' own tool accepts the files, and every rule fires and stays silent when it should. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dashboardQueries } from '../../../src/stack/telemetry/monitoring/dashboards';
import { hasPromtool, promtool } from '../../helpers/promtool';

const dir = 'resources/monitoring';

describe.skipIf(!hasPromtool())('promtool', () => {
  it.each([
    ['the rules', ['check', 'rules', '--lint-fatal', `${dir}/alerts.yml`]],
    ['the configuration', ['check', 'config', `${dir}/prometheus.yml`]],
    ['each rule on trial', ['test', 'rules', `${dir}/alerts.test.yml`]],
  ])('accepts %s', (_name, args) => {
    const { code, said } = promtool(args);
    expect(said).toMatch(/SUCCESS/);
    expect(code, said).toBe(0);
  });

  it('finds a rule that does not fire', () => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'flightline-rules-'));
    try {
      const series = [{ series: 'dlq_depth', values: '10x40' }];
      const expected = [
        { eval_time: '5m', alertname: 'DeadLetterQueueDeep', exp_alerts: [{ exp_labels: {} }] },
      ];
      const trial = { interval: '15s', input_series: series, alert_rule_test: expected };
      const file = path.join(scratch, 'trial.yml');
      writeFileSync(file, JSON.stringify({ rule_files: [path.resolve(dir, 'alerts.yml')], tests: [trial] }));
      expect(promtool(['test', 'rules', file])).toMatchObject({
        code: 1,
        said: expect.stringMatching(/FAILED/),
      });
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });

  it('reads every expression of the dashboards', () => {
    const scratch = mkdtempSync(path.join(tmpdir(), 'flightline-panels-'));
    try {
      const rules = dashboardQueries.map((expr, index) => ({
        record: `panel:${index}`,
        expr: expr.replaceAll('$__rate_interval', '1m'),
      }));
      const file = path.join(scratch, 'panels.yml');
      writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
      const { code, said } = promtool(['check', 'rules', '--lint=none', file]);
      expect(code, said).toBe(0);
    } finally {
      rmSync(scratch, { recursive: true });
    }
  });
});
