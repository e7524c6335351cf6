/** Panels of Grafana dashboards, and how they are laid out: rows of 24 columns. */
import type { Plain } from './yaml';

export interface Query {
  /** PromQL. `$__rate_interval` is Grafana's own: at least four scrapes. */
  expr: string;
  /** E.g. `{{status}}`. */
  legend: string;
}

export interface Panel {
  title: string;
  /** Grafana's name of a unit: s, bytes, Bps, reqps, percentunit, short … */
  unit: string;
  width: 4 | 6 | 8 | 12 | 24;
  kind?: 'timeseries' | 'stat';
  queries: readonly Query[];
}

const datasource = { type: 'prometheus', uid: '${datasource}' };
const options: Record<'stat' | 'timeseries', Plain> = {
  stat: { reduceOptions: { calcs: ['lastNotNull'] } },
  timeseries: { tooltip: { mode: 'multi' }, legend: { displayMode: 'list', placement: 'bottom' } },
};
const heights = { stat: 4, timeseries: 8 } as const;

function targetOf({ expr, legend }: Query, index: number): Plain {
  return { refId: String.fromCharCode(65 + index), datasource, expr, legendFormat: legend, range: true };
}

/** From left to right, then down; a row is as high as its highest panel. */
export function layOut(panels: readonly Panel[]): Plain[] {
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  return panels.map((panel, index) => {
    const { title, unit, width, kind = 'timeseries', queries } = panel;
    if (x + width > 24) {
      x = 0;
      y += rowHeight;
      rowHeight = 0;
    }
    const gridPos = { x, y, w: width, h: heights[kind] };
    x += width;
    rowHeight = Math.max(rowHeight, heights[kind]);
    return {
      id: index + 1,
      type: kind,
      title,
      datasource,
      gridPos,
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      options: options[kind],
      targets: queries.map(targetOf),
    };
  });
}

/** Grafana 9 and newer read it. */
export function dashboard(uid: string, title: string, panels: readonly Panel[]): Plain {
  return {
    uid,
    title,
    tags: ['flightline'],
    schemaVersion: 37,
    version: 1,
    editable: true,
    graphTooltip: 1, // one crosshair for all panels
    refresh: '15s',
    time: { from: 'now-1h', to: 'now' },
    templating: {
      list: [
        { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus', refresh: 1 },
      ],
    },
    annotations: {
      list: [
        {
          name: 'Gateway starts',
          datasource,
          enable: true,
          iconColor: 'orange',
          expr: 'changes(flightline_start_time_seconds[1m]) > 0',
          step: '60s',
          titleFormat: 'The gateway started',
        },
      ],
    },
    links: [{ title: 'Flightline', type: 'dashboards', tags: ['flightline'], asDropdown: true }],
    panels: layOut(panels),
  };
}
