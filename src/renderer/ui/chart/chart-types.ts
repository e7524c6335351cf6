/** What charts over time are given. */

/** A point of all series; null where there is nothing to show. */
export interface ChartPoint {
  /** Ms since the epoch. */
  at: number;
  [series: string]: number | null;
}

export interface Series {
  key: string;
  label: string;
  color: string;
  dashed?: boolean;
}

/** Something that happened, drawn as a line across the chart. */
export interface Annotation {
  at: number;
  label: string;
  tone: 'plain' | 'good' | 'warn' | 'bad';
}

/** A limit, drawn as a line along the chart. */
export interface Limit {
  value: number;
  label: string;
}
