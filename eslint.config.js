/**
 * What the linter holds to, as far as it needs no types: those rules are oxlint's (.oxlintrc.json), which reads types ten
 * times as fast. Each ban names what to use instead and why. Layers are in .dependency-cruiser.cjs.
 */
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const environmentBan = {
  object: 'process',
  property: 'env',
  message:
    'Read it in src/stack/environment.ts and pass the value: one file shows all that the environment decides.',
};
const openExternalBan = {
  object: 'shell',
  property: 'openExternal',
  message: 'Use openExternalLink of src/main/external-links.ts: an unchecked address can start any program.',
};
const exitBan = {
  object: 'process',
  property: 'exit',
  message:
    'Only a process entry ends its process. Set process.exitCode, or stop what keeps the process alive: exit() drops output and open writes.',
};
const ipcMainBan = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Use handle() of src/main/ipc.ts: it checks the sender and parses the arguments.',
};
const nodeBan = {
  group: ['node:*'],
  message: 'This code also runs in a browser: ask for it by a port (an interface), or through the API.',
};
const barrelBan = {
  selector: 'ExportAllDeclaration',
  message: 'Import from the file that declares it: barrels hide where things are and make cycles.',
};
const consoleBan = {
  selector: "MemberExpression[object.name='console']",
  message:
    'Use the logger that the process was given (src/stack/log.ts): lines have levels, fields and no secrets.',
};
const extensionBan = {
  regex: '^(\\.|#contract).*\\.(js|ts|tsx)$',
  message: 'Leave the suffix out, as everywhere here; the bundler finds the file.',
};

export default defineConfig(
  globalIgnores([
    'out/',
    'out-test/',
    'dist/',
    'coverage/',
    'test-results/',
    'scratch/',
    '.cache/',
    'resources/',
    'test/fixtures/',
    '.dependency-cruiser.cjs',
  ]),
  js.configs.recommended,
  tseslint.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-properties': ['error', environmentBan, openExternalBan, exitBan],
      'no-restricted-syntax': ['error', barrelBan, consoleBan],
      'no-restricted-imports': ['error', { paths: [ipcMainBan], patterns: [extensionBan] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['warn', { max: 4 }],
    },
  },

  // TypeScript itself knows every name; pages of the tests have a browser's.
  { files: ['**/*.{ts,tsx,mjs}', 'test/**/*.js'], rules: { 'no-undef': 'off' } },

  // Browser and worker code has no Node.
  {
    files: ['src/contract/**', 'src/renderer/**'],
    ignores: ['**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-imports': ['error', { paths: [ipcMainBan], patterns: [nodeBan, extensionBan] }] },
  },
  {
    // Components and hooks are in files of these names.
    files: ['src/renderer/**/*.tsx', 'src/renderer/**/use-*.ts'],
    extends: [reactHooks.configs.flat.recommended],
    // Speaks about the React compiler, which this build does not use.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },

  // The one place of each banned thing.
  {
    files: ['src/stack/environment.ts'],
    rules: { 'no-restricted-properties': ['error', openExternalBan, exitBan] },
  },
  {
    files: ['src/main/external-links.ts'],
    rules: { 'no-restricted-properties': ['error', environmentBan, exitBan] },
  },
  {
    files: ['src/workers/runtime/**', 'src/headless/**', 'src/cli/**'],
    rules: { 'no-restricted-properties': ['error', environmentBan, openExternalBan] },
  },
  { files: ['src/main/ipc.ts'], rules: { 'no-restricted-imports': ['error', { patterns: [extensionBan] }] } },

  // Programs of the terminal: what they print is their work.
  { files: ['src/headless/**', 'src/cli/**'], rules: { 'no-restricted-syntax': ['error', barrelBan] } },

  // Tests, scripts and configuration meet the bare machine.
  {
    files: ['test/**', 'scripts/**', '*.config.ts', '**/*.test.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', barrelBan],
      'no-restricted-properties': 'off',
      'no-restricted-imports': 'off',
    },
  },
);
