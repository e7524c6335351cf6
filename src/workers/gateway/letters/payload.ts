/** A letter's payload: what it is, whether it fits its engine, and what a change makes of it. Pure functions. */
import { applyPatch, createPatch } from 'rfc6902';
import { z } from 'zod';
import type { Engine } from '#contract/engine';
import { LetterPayload } from '#contract/dead-letters';
import type { PayloadChange, PayloadIssue } from '#contract/letter-edits';

export function payloadOf(letter: LetterPayload): LetterPayload {
  return { fileName: letter.fileName, lane: letter.lane, options: letter.options };
}

/** JSON schema of the payload of one engine, for the editor. */
export function schemaOf(engine: Engine): Record<string, unknown> {
  const ways = { io: 'input', unrepresentable: 'any' } as const;
  const schema = z.toJSONSchema(LetterPayload, ways) as Record<string, unknown>;
  const { $schema: _version, ...options } = z.toJSONSchema(engine.options, ways) as Record<string, unknown>;
  return { ...schema, properties: { ...(schema.properties as object), options } };
}

/** What does not fit; empty when all does. */
export function issuesOf(engine: Engine, payload: unknown): PayloadIssue[] {
  const outer = LetterPayload.safeParse(payload);
  const issues = outer.success ? [] : outer.error.issues.map((issue) => toIssue(issue, []));
  const options =
    typeof payload === 'object' && payload !== null && 'options' in payload ? payload.options : {};
  const inner = engine.options.safeParse(options);
  if (!inner.success) issues.push(...inner.error.issues.map((issue) => toIssue(issue, ['options'])));
  return issues;
}

/** One for each key that is not known, so that each can be marked. */
function toIssue(issue: z.core.$ZodIssue, before: readonly string[]): PayloadIssue {
  const path = [...before, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  if (issue.code === 'unrecognized_keys' && issue.keys[0] !== undefined)
    return { path: [...path, issue.keys[0]], message: issue.message };
  return { path, message: issue.message };
}

export type Changed = { after: LetterPayload; changed: boolean } | { problem: string; after: unknown };

/** What a change makes of a payload, or why it cannot be. */
export function changedPayload(engine: Engine, before: LetterPayload, change: PayloadChange): Changed {
  const after: unknown = structuredClone(before);
  const result = change.how === 'merge' ? merged(after, change.patch) : after;
  if (change.how === 'patch') {
    const problem = applyPatch(after, [...change.operations]).find((error) => error !== null);
    if (problem) return { problem: problem.message || problem.name, after };
  }
  const [issue] = issuesOf(engine, result);
  if (issue) return { problem: `${issue.path.join('.')}: ${issue.message}`, after: result };
  return { after: LetterPayload.parse(result), changed: createPatch(before, result).length > 0 };
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** RFC 7386: objects are merged, null removes, everything else replaces. */
export function merged(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch;
  const base = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {};
  const result: Record<string, unknown> = base;
  for (const [key, value] of Object.entries(patch)) {
    if (forbidden.has(key)) continue;
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}
