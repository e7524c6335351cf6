/** Colours, type and densities of the console. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';

const flight: MantineColorsTuple = [
  '#e9f4fc',
  '#d3e6f5',
  '#a4cbec',
  '#71aee3',
  '#4a96dc',
  '#3187d7',
  '#217fd6',
  '#116dbe',
  '#0061ab',
  '#005497',
];

/** Slate instead of neutral grey: quieter beside coloured states. */
const dark: MantineColorsTuple = [
  '#d5dbe2',
  '#b3bcc7',
  '#8d99a7',
  '#66727f',
  '#2e3844',
  '#252e38',
  '#1b222b',
  '#12181f',
  '#0d1218',
  '#080c10',
];

const gray: MantineColorsTuple = [
  '#f7f9fb',
  '#eff2f5',
  '#e3e8ed',
  '#d5dce3',
  '#c3ccd5',
  '#a3afbb',
  '#7d8a97',
  '#566370',
  '#37424d',
  '#1f2831',
];

export const theme = createTheme({
  respectReducedMotion: true,
  primaryColor: 'flight',
  primaryShade: { light: 7, dark: 5 },
  colors: { flight, dark, gray },
  black: '#18202a',
  fontFamily:
    "'Inter', 'Segoe UI Variable', 'Segoe UI', system-ui, -apple-system, Roboto, 'Liberation Sans', sans-serif",
  fontFamilyMonospace:
    "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.5' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.3' },
      h2: { fontSize: '0.9375rem', lineHeight: '1.35' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Alert: {
      defaultProps: { variant: 'light' },
      styles: {
        root: {
          backgroundColor: 'color-mix(in srgb, var(--alert-color) 9%, var(--fl-panel))',
          border: '1px solid color-mix(in srgb, var(--alert-color) 32%, var(--fl-panel))',
        },
        title: { color: 'var(--mantine-color-text)' },
        message: { color: 'var(--mantine-color-text)' },
      },
    },
    Paper: { defaultProps: { withBorder: true, radius: 'md' } },
    Modal: { defaultProps: { centered: true, closeButtonProps: { 'aria-label': 'Close' } } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
  },
});
