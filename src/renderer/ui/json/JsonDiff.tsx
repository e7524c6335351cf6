/** What changed between two JSON texts, line by line, in one column. */
import { useEffect, useRef } from 'react';
import { json } from '@codemirror/lang-json';
import { unifiedMergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { jsonTheme } from './theme';

interface JsonDiffProps {
  label: string;
  before: string;
  after: string;
  maxHeight?: string;
}

export default function JsonDiff({ label, before, after, maxHeight = '46vh' }: JsonDiffProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          json(),
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
          EditorView.theme({ '.cm-scroller': { maxHeight, overflow: 'auto' } }),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            highlightChanges: true,
            gutter: true,
            collapseUnchanged: { margin: 2, minSize: 6 },
          }),
          jsonTheme,
        ],
      }),
    });
    return () => view.destroy();
  }, [label, before, after, maxHeight]);
  return <div ref={place} />;
}
