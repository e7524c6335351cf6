/** A JSON editor: line numbers, folding of nothing, errors where they are, words of a schema to complete. */
import { useEffect, useRef } from 'react';
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json, jsonParseLinter } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { type Diagnostic, forceLinting, linter } from '@codemirror/lint';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, drawSelection, keymap, lineNumbers } from '@codemirror/view';
import { completeFrom } from './complete';
import { type JsonPath, spanOf } from './json-path';
import { jsonTheme } from './theme';

export interface JsonIssue {
  path: JsonPath;
  message: string;
}

interface JsonEditorProps {
  label: string;
  value: string;
  onChange(text: string): void;
  /** What does not fit, shown at its place. */
  issues?: readonly JsonIssue[];
  /** JSON schema for completion. */
  schema?: unknown;
  maxHeight?: string;
}

const lintDelayMs = 150;

export default function JsonEditor(props: JsonEditorProps) {
  const { value, label, issues = [], maxHeight = '46vh' } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    if (!place.current) return;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: extensionsFor(latest, label, maxHeight),
      }),
    });
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
  }, [label, maxHeight]);
  useEffect(() => {
    const now = view.current;
    if (!now || now.state.doc.toString() === value) return;
    now.dispatch({ changes: { from: 0, to: now.state.doc.length, insert: value } });
  }, [value]);
  useEffect(() => {
    if (view.current) forceLinting(view.current);
  }, [issues]);
  return <div ref={place} />;
}

function extensionsFor(latest: { current: JsonEditorProps }, label: string, maxHeight: string): Extension[] {
  const parse = jsonParseLinter();
  const lint = (view: EditorView): Diagnostic[] => {
    const broken = parse(view);
    if (broken.length > 0) return broken;
    return (latest.current.issues ?? []).map(({ path, message }) => ({
      ...spanOf(view.state, path),
      severity: 'error',
      message,
    }));
  };
  return [
    lineNumbers(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    json(),
    linter(lint, { delay: lintDelayMs }),
    autocompletion({ override: [completeFrom(() => latest.current.schema)] }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorView.theme({ '.cm-scroller': { maxHeight, overflow: 'auto' } }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange(update.state.doc.toString());
    }),
    jsonTheme,
  ];
}
