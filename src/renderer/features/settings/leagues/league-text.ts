/** Rule sets in words, and own leagues as text that is edited. */
import { RuleSet, type ShapeRule } from '#contract/xcscore';
import { formatNumber, formatPercent } from '../../../ui/format';

export function sidesText(shape: ShapeRule): string {
  if (shape.kind === 'freeDistance') {
    const weighted = shape.legWeights.some((weight) => weight !== 1);
    return `${shape.legWeights.length} legs${weighted ? `, weights ${shape.legWeights.join(', ')}` : ''}`;
  }
  if (shape.kind !== 'triangle') return '2 legs';
  const most = shape.maxSide < 1 ? ` to ${formatPercent(shape.maxSide)}` : '';
  return shape.minSide > 0 || most
    ? `3 sides, each ${formatPercent(shape.minSide)}${most || ' or more'}`
    : '3 sides';
}

export function closingText({ kind, closing, maxFinishBelowStartM }: ShapeRule): string {
  if (kind === 'freeDistance')
    return maxFinishBelowStartM === null
      ? '–'
      : `ends at most ${formatNumber(maxFinishBelowStartM, 0, 'm')} lower`;
  const limits = [
    closing.limitKm > 0 ? formatNumber(closing.limitKm, 1, 'km') : '',
    closing.limitShare > 0 ? formatPercent(closing.limitShare) : '',
  ].filter(Boolean);
  const free = closing.freeKm > 0 ? `, free up to ${formatNumber(closing.freeKm, 1, 'km')}` : '';
  return `${limits.join(' or ') || '0'}${free}`;
}

export function stepsText({ legStepKm, distanceStepKm, scoreStep }: ShapeRule): string {
  const steps = [
    legStepKm > 0 ? `legs ${legStepKm} km` : '',
    distanceStepKm > 0 ? `distance ${distanceStepKm} km` : '',
    scoreStep > 0 ? `score ${scoreStep}` : '',
  ].filter(Boolean);
  return steps.join(', ') || 'none';
}

/** With an id that is not taken. */
export function copyOf(league: RuleSet, taken: readonly { id: string }[]): RuleSet {
  const used = new Set(taken.map(({ id }) => id.toLowerCase()));
  const base = `${league.id}-own`.slice(0, 36);
  let id = base;
  for (let k = 2; used.has(id.toLowerCase()); k += 1) id = `${base}-${k}`;
  return { ...league, id, name: `${league.name} (own)`.slice(0, 80) };
}

export interface FieldProblem {
  /** `shapes.0.multiplier`; `JSON` when the text is none; '' for the whole. */
  field: string;
  /** 1-based line that it is on; null where it cannot be told. */
  line: number | null;
  message: string;
}

export type ReadLeague = { league: RuleSet } | { problems: FieldProblem[] };

export function readLeague(text: string, taken: readonly { id: string; builtIn: boolean }[]): ReadLeague {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { problems: [{ field: 'JSON', line: lineOfSyntaxError(text, message), message }] };
  }
  const parsed = RuleSet.safeParse(value);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({
        field: path.join('.'),
        line: lineOfField(text, path),
        message,
      })),
    };
  }
  if (taken.some(({ id, builtIn }) => builtIn && id === parsed.data.id)) {
    const message = 'This id comes with Flightline; choose another one.';
    return { problems: [{ field: 'id', line: lineOfField(text, ['id']), message }] };
  }
  return { league: parsed.data };
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** Engines say where in different words; a position or a line is in most of them. */
function lineOfSyntaxError(text: string, message: string): number | null {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined ? null : lineAt(text, Number(position));
}

/**
 * Follows the names of a path through the text. A name is looked for only inside what the path has reached; where it is
 * missing, the line of the last part that was found is told.
 */
export function lineOfField(text: string, path: readonly PropertyKey[]): number | null {
  let [from, to] = [0, text.length];
  let found: number | null = null;
  for (const part of path) {
    const next =
      typeof part === 'number' ? elementAt(text, from, part) : text.indexOf(`"${String(part)}"`, from);
    if (next === null || next === -1 || next >= to) break;
    [from, found] = [next, next];
    if (typeof part === 'number') to = endOfObject(text, from);
  }
  return found === null ? null : lineAt(text, found);
}

/** Where the element of a list of objects begins. */
function elementAt(text: string, from: number, index: number): number | null {
  let at = text.indexOf('{', from);
  for (let k = 0; k < index && at !== -1; k += 1) at = text.indexOf('{', endOfObject(text, at));
  return at === -1 ? null : at;
}

/** After the brace that closes the one at `from`; braces in names and texts of leagues are not looked for. */
function endOfObject(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}
