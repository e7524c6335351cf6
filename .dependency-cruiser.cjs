/** Where code may run, checked: the layer rules of docs/architecture.md. */

/** Folders of src a layer may import, itself included. */
const layers = {
  contract: ['contract'],
  engines: ['contract', 'engines'],
  stack: ['contract', 'stack'],
  supervisor: ['contract', 'stack', 'supervisor'],
  workers: ['contract', 'engines', 'stack', 'workers'],
  main: ['contract', 'supervisor', 'main'],
  headless: ['contract', 'supervisor', 'headless'],
  cli: ['contract', 'headless', 'cli'],
  preload: ['contract', 'preload'],
  renderer: ['contract', 'renderer'],
};

/**
 * A shell finds out where its data and settings are, and whether somebody has them, before it can start anything; and it
 * reads the logs when nothing else works.
 */
const settingsFiles =
  '^src/stack/(environment|settings|log|process-identity|logs/log-reader|profiles/[a-z-]+)\\.ts$';
const shells = ['main', 'headless', 'cli'];

const layerRules = Object.entries(layers).map(([layer, allowed]) => ({
  name: `layer-${layer}`,
  comment: `src/${layer} may import from: ${allowed.join(', ')}. Declare what you need as an interface, and let the process entry hand it in.`,
  severity: 'error',
  from: { path: `^src/${layer}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^src/',
    pathNot: [`^src/(${allowed.join('|')})/`, ...(shells.includes(layer) ? [settingsFiles] : [])],
  },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one thing, or hide a third: move the shared part to its own file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'electron-only-in-shell',
      comment: 'Everything else must run and be tested without Electron.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|preload)/' },
      to: { path: '(^|/)electron(/|$)', dependencyTypesNot: ['local'] },
    },
    {
      name: 'no-node-in-contract-and-renderer',
      comment: 'These run in a browser.',
      severity: 'error',
      from: { path: '^src/(contract|renderer)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'features-are-strangers',
      comment: 'A view never imports a sibling: what two need goes to ui/ or state/; they meet by links.',
      severity: 'error',
      from: { path: '^src/renderer/features/([^/]+)/' },
      to: { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    },
    {
      name: 'engines-are-strangers',
      comment:
        'An engine never imports a sibling: what they share, like the IGC reader, is a library folder.',
      severity: 'error',
      from: { path: '^src/engines/([^/]+)/' },
      to: { path: '^src/engines/[^/]+/', pathNot: ['^src/engines/$1/', '^src/engines/(igc|media)/'] },
    },
    {
      name: 'engines-know-no-registry',
      comment: 'The registry names the engines; an engine that asks it knows its siblings after all.',
      severity: 'error',
      from: { path: '^src/engines/[^/]+/' },
      to: { path: '^src/engines/registry' },
    },
    {
      name: 'workers-are-strangers',
      comment: 'One folder is one process: a sibling may run on another machine. Share through runtime/.',
      severity: 'error',
      from: { path: '^src/workers/([^/]+)/' },
      to: { path: '^src/workers/[^/]+/', pathNot: ['^src/workers/$1/', '^src/workers/runtime/'] },
    },
    {
      name: 'source-knows-no-test',
      comment: 'What ships does not depend on test helpers.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^test/|\\.test\\.tsx?$' },
    },
    {
      name: 'everything-resolves',
      comment: 'A package that is not in package.json, or a file that is not there.',
      severity: 'error',
      from: {},
      // geojson is a package of types alone: there is no file to find, and TypeScript checks it. The outlines are made by the
      // build, which a fresh clone has not done yet.
      to: { couldNotResolve: true, pathNot: '^geojson$|resources/geolookup/outlines\\.json' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    cache: { folder: '.cache/depcruise', strategy: 'content' },
  },
};
