/** Climb and sink as colours: blue sinks, grey holds, orange to red climbs; told apart with any colour vision. */

export interface VarioBin {
  /** Values up to here, m/s. */
  upToMps: number;
  label: string;
  light: string;
  dark: string;
}

export const varioBins: readonly VarioBin[] = [
  { upToMps: -3, label: 'below −3', light: '#1d3f8f', dark: '#5b7fe8' },
  { upToMps: -1.5, label: '−3 to −1.5', light: '#2f6fc4', dark: '#6ea8f5' },
  { upToMps: -0.3, label: '−1.5 to −0.3', light: '#7aaee0', dark: '#a9cdf7' },
  { upToMps: 0.3, label: 'about 0', light: '#9aa3ab', dark: '#8f99a3' },
  { upToMps: 1.5, label: '0.3 to 1.5', light: '#f2b04a', dark: '#f7c66b' },
  { upToMps: 3, label: '1.5 to 3', light: '#e5731d', dark: '#f58b3c' },
  { upToMps: Infinity, label: 'above 3', light: '#b81d24', dark: '#f2545b' },
];

export function varioBin(varioMps: number): number {
  const index = varioBins.findIndex((bin) => varioMps < bin.upToMps);
  return index === -1 ? varioBins.length - 1 : index;
}

export function binColor(bin: number, dark: boolean): string {
  const found = varioBins[bin];
  if (!found) return '#888888';
  return dark ? found.dark : found.light;
}
