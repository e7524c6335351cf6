/** What lies in resources/monitoring: all of it is made from here by scripts/make-monitoring.mjs. */
import { dashboards } from './dashboards';
import { ruleFile, trialFile } from './rule-files';
import { toYaml } from './yaml';

const scrapeConfig = toYaml({
  global: { scrape_interval: '15s', evaluation_interval: '15s' },
  rule_files: ['alerts.yml'],
  scrape_configs: [{ job_name: 'flightline', static_configs: [{ targets: ['127.0.0.1:4870'] }] }],
});

const grafanaSource = toYaml({
  apiVersion: 1,
  datasources: [
    {
      name: 'Prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://127.0.0.1:9090',
      isDefault: true,
      jsonData: { timeInterval: '15s' },
    },
  ],
});

/** Where docs/monitoring.md puts the dashboards. */
const grafanaProvider = toYaml({
  apiVersion: 1,
  providers: [
    { name: 'Flightline', folder: 'Flightline', options: { path: '/var/lib/grafana/dashboards/flightline' } },
  ],
});

/** Text of each file by its path in resources/monitoring. */
export function monitoringFiles(): Map<string, string> {
  const note = '# Made by scripts/make-monitoring.mjs from src/stack/telemetry/monitoring.\n';
  return new Map([
    ['prometheus.yml', note + scrapeConfig],
    ['alerts.yml', note + ruleFile()],
    ['alerts.test.yml', note + trialFile()],
    ['grafana/provisioning/datasources/flightline.yml', note + grafanaSource],
    ['grafana/provisioning/dashboards/flightline.yml', note + grafanaProvider],
    ...Object.entries(dashboards).map(
      ([name, json]) => [`grafana/dashboards/${name}.json`, `${JSON.stringify(json, null, 2)}\n`] as const,
    ),
  ]);
}
