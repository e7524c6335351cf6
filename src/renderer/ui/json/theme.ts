/** Colours of the JSON editor: the console's own, so that both schemes fit. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colors = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--mantine-primary-color-filled)' },
  { tag: tags.string, color: 'light-dark(#2b7a4b, #7fd1a0)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'light-dark(#9a4d00, #f0b072)' },
  { tag: tags.punctuation, color: 'var(--mantine-color-dimmed)' },
]);

const look = EditorView.theme({
  '&': {
    fontSize: '12.5px',
    backgroundColor: 'var(--fl-canvas)',
    border: '1px solid var(--fl-line)',
    borderRadius: '6px',
    color: 'inherit',
  },
  '&.cm-focused': { outline: '2px solid var(--mantine-primary-color-filled)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '1.55' },
  '.cm-content': { padding: '8px 0', caretColor: 'currentColor' },
  '.cm-cursor': { borderLeftColor: 'currentColor' },
  '.cm-gutters': {
    backgroundColor: 'transparent',
    color: 'var(--mantine-color-dimmed)',
    border: 'none',
  },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-primary-color-filled) 25%, transparent) !important',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--fl-panel)',
    border: '1px solid var(--fl-line)',
    color: 'inherit',
    borderRadius: '6px',
    zIndex: '400',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--fl-selected)',
    color: 'inherit',
  },
  '.cm-completionDetail': { color: 'var(--mantine-color-dimmed)', fontStyle: 'normal' },
  '.cm-diagnostic': { fontFamily: 'var(--mantine-font-family)' },
  '.cm-insertedLine, .cm-changedLine': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-color-teal-filled) 14%, transparent) !important',
  },
  '.cm-deletedChunk': {
    backgroundColor: 'color-mix(in srgb, var(--mantine-color-red-filled) 14%, transparent) !important',
  },
  '.cm-collapsedLines': {
    color: 'var(--mantine-color-dimmed)',
    background: 'color-mix(in srgb, currentColor 9%, transparent)',
    fontFamily: 'var(--mantine-font-family)',
  },
  // The package's own sign is in few fonts.
  '.cm-collapsedLines:before, .cm-collapsedLines:after': { content: '"⋯"' },
  '.cm-changedText, .cm-deletedText': {
    background: 'color-mix(in srgb, currentColor 14%, transparent) !important',
  },
});

export const jsonTheme = [look, syntaxHighlighting(colors)];
