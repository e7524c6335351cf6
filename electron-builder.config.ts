/** The installers of the desktop: what goes in, how it is hardened, how it is signed. Output: dist/. */
import type { Configuration } from 'electron-builder';

/** Set where the packaged app is tested: Playwright attaches through Node's inspector. */
const allowInspect = process.env.FLIGHTLINE_ENABLE_INSPECT === '1';

/** Unsigned unless the machine has what signing needs. electron-builder finds CSC_LINK and CSC_KEY_PASSWORD itself. */
const azureSigning = process.env.AZURE_CLIENT_ID
  ? {
      publisherName: process.env.AZURE_PUBLISHER_NAME ?? '',
      endpoint: process.env.AZURE_ENDPOINT ?? '',
      certificateProfileName: process.env.AZURE_CERTIFICATE_PROFILE ?? '',
      codeSigningAccountName: process.env.AZURE_SIGNING_ACCOUNT ?? '',
    }
  : null;
const canNotarize = Boolean(process.env.APPLE_API_KEY ?? process.env.APPLE_ID);

/** redis-server of one platform, named as Node names platforms; bootstrap puts it there. */
const redisFor = (platform: 'darwin' | 'linux' | 'win32') => [
  { from: `resources/redis/${platform}-\${arch}`, to: 'redis' },
];

const config: Configuration = {
  appId: 'org.flightline.console',
  productName: 'Flightline',
  copyright: 'MIT licensed',
  artifactName: 'flightline-${version}-${os}-${arch}.${ext}',
  directories: { output: 'dist', buildResources: 'build' },
  files: ['out/**', 'package.json', '!**/*.map', '!out/.stamp'],
  asar: { smartUnpack: false },
  // Native modules are loaded by the system, which cannot look into an archive.
  asarUnpack: ['**/*.node'],
  extraResources: [
    { from: 'resources', to: '.', filter: ['**/*', '!redis/**'] },
    { from: 'LICENSE', to: 'LICENSE' },
  ],
  // No native module of ours is built against Electron.
  npmRebuild: false,
  publish: null,

  electronFuses: {
    runAsNode: false, // the app must not serve others as a Node runtime; children are utility processes
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: allowInspect,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false, // we ship no snapshot of our own
    grantFileProtocolExtraPrivileges: false,
  },

  fileAssociations: [
    {
      ext: 'igc',
      name: 'IGC flight log',
      description: 'Flight recorded by a logger (FAI/IGC)',
      mimeType: 'application/vnd.fai.igc',
      role: 'Viewer',
    },
  ],

  linux: {
    extraResources: redisFor('linux'),
    target: ['deb', 'AppImage', 'tar.gz'].map((target) => ({ target, arch: ['x64', 'arm64'] })),
    category: 'Science',
    icon: 'icon.png',
    synopsis: 'Drop flights in, get their analysis',
    maintainer: 'Flightline <flightline@localhost>',
    executableName: 'flightline',
    syncDesktopName: true,
  },
  deb: {
    // What Electron 45 links against; look again at each upgrade of Electron (ldd on the binary).
    depends: [
      'libgtk-3-0',
      'libnotify4',
      'libnss3',
      'libxss1',
      'libxtst6',
      'xdg-utils',
      'libatspi2.0-0',
      'libuuid1',
      'libsecret-1-0',
    ],
    recommends: ['libappindicator3-1'],
  },

  win: {
    extraResources: redisFor('win32'),
    target: [{ target: 'nsis', arch: ['x64', 'arm64'] }],
    icon: 'icon.png',
    azureSignOptions: azureSigning,
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },

  mac: {
    extraResources: redisFor('darwin'),
    // Updates use the zip.
    target: ['dmg', 'zip'].map((target) => ({ target, arch: ['x64', 'arm64'] })),
    category: 'public.app-category.utilities',
    icon: 'icon.png',
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/entitlements.mac.plist',
    entitlementsInherit: 'build/entitlements.mac.plist',
    notarize: canNotarize,
  },
};

export default config;
