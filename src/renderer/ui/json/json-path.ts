/** Where a path of a JSON document stands in its text, and which path a place in the text belongs to. */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

type SyntaxNode = ReturnType<typeof syntaxTree>['topNode'];

export type JsonPath = readonly (string | number)[];

export interface Span {
  from: number;
  to: number;
}

const values = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);
const parseLimitMs = 200;

function valuesIn(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (values.has(child.name)) found.push(child);
  return found;
}

function nameOf(state: EditorState, property: SyntaxNode): string | null {
  const name = property.getChild('PropertyName');
  if (!name) return null;
  try {
    return String(JSON.parse(state.sliceDoc(name.from, name.to)));
  } catch {
    return null;
  }
}

/** Of the value at the path, or of the nearest thing around it that is there; a property's is its name. */
export function spanOf(state: EditorState, path: JsonPath): Span {
  const tree = ensureSyntaxTree(state, state.doc.length, parseLimitMs) ?? syntaxTree(state);
  let [node] = valuesIn(tree.topNode);
  let span: Span = { from: 0, to: Math.min(1, state.doc.length) };
  for (const part of path) {
    if (!node) return span;
    if (typeof part === 'number') {
      const item: SyntaxNode | undefined = valuesIn(node)[part];
      if (!item) return span;
      [node, span] = [item, item];
      continue;
    }
    const property = node.getChildren('Property').find((one) => nameOf(state, one) === part);
    const name = property?.getChild('PropertyName');
    if (!property || !name) return { from: node.from, to: node.from + 1 };
    span = { from: name.from, to: name.to };
    node = valuesIn(property)[0];
  }
  return span;
}

export interface Place {
  /** Of the object or property the cursor is in. */
  path: (string | number)[];
  /** The cursor is where a property's name goes, or where its value goes. */
  part: 'name' | 'value';
  /** The word under the cursor. */
  word: Span;
}

/** Null where nothing can be completed. */
export function placeAt(state: EditorState, at: number): Place | null {
  let node: SyntaxNode | null = syntaxTree(state).resolveInner(at, -1);
  const isText = node.name === 'String' || node.name === 'PropertyName';
  const word = isText ? { from: node.from, to: node.to } : { from: at, to: at };
  let part: Place['part'] | null =
    node.name === 'PropertyName' ? 'name' : node.name === 'String' ? 'value' : null;
  const path: (string | number)[] = [];
  for (; node; node = node.parent) {
    if (node.name === 'Object') part ??= 'name';
    if (node.name === 'Array') part ??= 'value';
    if (node.name !== 'Property') continue;
    const name = nameOf(state, node);
    const isOwnName = part === 'name' && word.from === node.getChild('PropertyName')?.from;
    part ??= 'value';
    if (!isOwnName && name !== null) path.unshift(name);
  }
  return part === null ? null : { path, part, word };
}
