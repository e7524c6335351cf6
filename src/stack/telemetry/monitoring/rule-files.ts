/** The alert rules as Prometheus reads them, and their trials as promtool runs them. */
import { type AlertRule, alertGroups } from './alert-rules';
import { type Plain, toYaml } from './yaml';

const scrapeS = 15;
/** Everything that shall fire has held long enough by then. */
const trialEnd = '10m';

export function ruleFile(): string {
  return toYaml({
    groups: alertGroups.map(({ name, rules }) => ({
      name,
      rules: rules.map((rule) => ({
        alert: rule.name,
        expr: rule.expr,
        for: `${rule.holdS}s`,
        labels: { severity: rule.severity },
        annotations: { summary: rule.summary, description: rule.action },
      })),
    })),
  });
}

export function trialFile(): string {
  const rules = alertGroups.flatMap((group) => [...group.rules]);
  return toYaml({
    rule_files: ['alerts.yml'],
    evaluation_interval: `${scrapeS}s`,
    tests: rules.flatMap((rule) => [trialOf(rule, 'fires'), trialOf(rule, 'silent')]),
  });
}

function trialOf(rule: AlertRule, outcome: 'fires' | 'silent'): Plain {
  const series = Object.entries(rule.trial[outcome]);
  return {
    name: `${rule.name} ${outcome === 'fires' ? 'fires' : 'stays silent'}`,
    interval: `${scrapeS}s`,
    input_series: series.map(([name, values]) => ({ series: name, values })),
    alert_rule_test: [
      {
        eval_time: trialEnd,
        alertname: rule.name,
        exp_alerts:
          outcome === 'silent'
            ? []
            : [
                {
                  exp_labels: { severity: rule.severity, ...rule.trial.labels },
                  exp_annotations: { summary: rule.summary, description: rule.action },
                },
              ],
      },
    ],
  };
}
