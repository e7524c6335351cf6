/** `flightline media`, `clusters`, `duplicates`, `folders`: their commands, options and help. */
import { type Command, Option } from 'commander';
import { relationKinds } from '#contract/allocator';
import { WatchedOutcome } from '#contract/media/folders';
import { wholeNumber, withLimit, withShow } from '../show/command-options';
import * as captions from '../show/captions';
import * as clusters from '../show/clusters';
import * as duplicates from '../show/duplicates';
import * as folders from '../show/folders';
import * as layouts from '../show/layouts';
import * as media from '../show/media';
import type { Registrar } from './registrar';

export function addMedia(registrar: Registrar): void {
  addLibrary(registrar);
  addClusters(registrar);
  addDuplicates(registrar);
  addFolders(registrar);
}

function addLibrary({ program, run, runPlain }: Registrar): void {
  const library = program
    .command('media')
    .helpCommand(false)
    .description('the library of photos and videos: search, assets, model')
    .addHelpText('after', mediaHelp);
  withShow(library.command('facts')).description('what the library holds').action(runPlain(media.showFacts));
  withShow(withLimit(library.command('search [words...]')))
    .description('assets by words, by a picture, by examples; why each was found')
    .option('--picture <file>', 'a picture that the results shall resemble; it is not kept')
    .option('--like <id...>', 'assets that they shall resemble')
    .option('--unlike <id...>', 'assets that they shall not resemble')
    .addOption(new Option('--kind <kind>').choices(['image', 'video']))
    .option('--from <day>', 'first day, yyyy-mm-dd')
    .option('--to <day>', 'last day, yyyy-mm-dd')
    .option('--camera <name>', 'only of this camera')
    .option('--cluster <id>', 'only of this cluster')
    .action(run(media.searchMedia));
  withShow(library.command('show <id>'))
    .description('one asset: what is known, its text, where it lies and why')
    .action(run(media.showAsset));
  withShow(library.command('model'))
    .description('which model looks at pictures, and how far a change of it is')
    .action(runPlain(media.showModel));
  withShow(library.command('change-model'))
    .description('look at every asset again with the model of the settings')
    .action(runPlain(media.changeModel));
  withShow(withLimit(library.command('captions')))
    .description('pictures that a vision model was asked about in vain, and why')
    .action(runPlain(captions.listSetAside));
  withShow(library.command('ask-again [ids...]'))
    .description('ask the vision model again about these assets, or about all that were set aside')
    .action(run(captions.askAgain));
  withShow(library.command('ask-now'))
    .description('ask the vision model though it rests after failures')
    .action(runPlain(captions.askNow));
}

function addClusters({ program, run, runPlain }: Registrar): void {
  const board = program
    .command('clusters')
    .helpCommand(false)
    .description('groups of assets that look alike')
    .addHelpText('after', clustersHelp);
  withShow(withLimit(board.command('list')))
    .description('largest first')
    .option('--search <text>', 'only with this in their name')
    .option('--min-size <n>', 'assets at least (default 2)', wholeNumber(1, 1_000_000))
    .addOption(new Option('--sort <order>').choices(['size', 'newest', 'name']).default('size'))
    .action(runPlain(clusters.listClusters));
  withShow(board.command('show <id>')).description('one cluster').action(run(clusters.showCluster));
  withShow(board.command('name <id>'))
    .description('give it a name; no pass takes it apart then')
    .option('--name <text>', 'missing: the name is taken away')
    .action(run(clusters.nameCluster));
  withShow(board.command('pin <id>')).description('keep passes from changing it').action(run(clusters.pin));
  withShow(board.command('unpin <id>')).description('let passes change it').action(run(clusters.unpin));
  withShow(board.command('cover <id>'))
    .description('show it by this asset')
    .requiredOption('--asset <id>', 'one of its assets')
    .action(run(clusters.cover));
  withShow(board.command('merge <id> <others...>'))
    .description('put the others into the first')
    .action((id: string, others: string[], options: unknown) =>
      run(clusters.merge)([id, ...others], options),
    );
  withShow(board.command('move <assets...>'))
    .description('put assets into a cluster, or into a new one')
    .option('--to <id>', 'the cluster; missing: a new one')
    .action(run(clusters.move));
  withShow(board.command('split <id>')).description('into two halves').action(run(clusters.split));
  withShow(board.command('undo [act]'))
    .description('take a merge, move or split back, by the key that it printed; without one: list them')
    .action(run(clusters.undo));
  for (const [kind, text] of [
    ['tidy', 'merge what has grown together, split what has grown apart'],
    ['rebuild', 'allocate everything anew around what is named or pinned'],
  ] as const)
    withShow(board.command(kind))
      .description(`${text}; waits until it is done`)
      .action(runPlain(kind === 'tidy' ? clusters.tidy : clusters.rebuild));
  withShow(board.command('layout <folder>'))
    .description('plan a folder for each cluster; nothing is written without --accept')
    .addOption(new Option('--how <how>').choices(['copy', 'link']).default('copy'))
    .option('--min-size <n>', 'assets at least (default 2)', wholeNumber(1, 1_000_000))
    .option('--accept', 'carry the plan out, and wait')
    .action(run(layouts.layout));
  withShow(board.command('resume-layout [layout]'))
    .description('go on with one that was broken off (default: the last), and wait')
    .action(run(layouts.resumeLayout));
  withShow(board.command('undo-layout [layout]'))
    .description('take away what one wrote (default: the last); what was changed since stays')
    .action(run(layouts.undoLayout));
}

function addDuplicates({ program, run, runPlain }: Registrar): void {
  const pairs = program
    .command('duplicates')
    .helpCommand(false)
    .description('pairs of assets that are copies, edits or neighbours in a burst');
  withShow(withLimit(pairs.command('list')))
    .description('with what was measured, and which one is worth keeping')
    .addOption(new Option('--state <state>').choices(['open', 'kept', 'different']).default('open'))
    .addOption(new Option('--kind <kind>').choices([...relationKinds]))
    .action(runPlain(duplicates.listPairs));
  withShow(pairs.command('keep <pair>'))
    .description('put one of the two away')
    .option('--asset <id>', 'the one that stays (default: the suggested one)')
    .action(run(duplicates.keep));
  withShow(pairs.command('both <pair>'))
    .description('they are no duplicates')
    .action(run(duplicates.keepBoth));
  withShow(pairs.command('undo <pair>')).description('take the decision back').action(run(duplicates.undo));
  for (const [name, text, decide] of [
    ['keep-suggested', 'keep the suggested one of every open pair of some kinds', duplicates.keepSuggested],
    ['both-all', 'keep both of every open pair of some kinds', duplicates.keepBothOfAll],
  ] as const)
    withShow(pairs.command(name))
      .description(text)
      .requiredOption('--kind <kind...>', `of ${relationKinds.join(', ')}`)
      .option('--asset <id>', 'only pairs of this asset')
      .option('-y, --yes', 'do not ask')
      .action(runPlain(decide));
  withShow(pairs.command('undo-all [act]'))
    .description(
      'take back what was decided together, by the key that it printed; without one: list such acts',
    )
    .action(run(duplicates.undoAll));
}

function addFolders({ program, run, runPlain }: Registrar): void {
  const watched = program
    .command('folders')
    .helpCommand(false)
    .description('watched folders, whose new files are taken in by themselves');
  withShow(watched.command('list'))
    .description('with what came of their files')
    .action(runPlain(folders.list));
  withShow(withLimit(watched.command('files <id>')))
    .description('the files that were dealt with last')
    .addOption(new Option('--outcome <outcome>', 'only these').choices(WatchedOutcome.options))
    .action(run(folders.files));
  withShow(watched.command('watch <path>'))
    .description('watch one from now on')
    .option('--flat', 'without the folders inside')
    .action(run(folders.watch));
  for (const [verb, text, action] of [
    ['pause', 'take nothing from it for now', folders.pause],
    ['resume', 'go on with it', folders.resume],
    ['forget', 'watch it no more; what was taken stays', folders.forget],
  ] as const)
    withShow(named(watched, verb)).description(text).action(run(action));
}

function named(parent: Command, verb: string): Command {
  return parent.command(`${verb} <id>`);
}

const mediaHelp = `
Examples:
  flightline media search lifeboat station --kind image
  flightline media search --picture asked.jpg --limit 10 --json
  flightline media change-model`;

const clustersHelp = `
Examples:
  flightline clusters list --sort newest
  flightline clusters merge ID OTHER-ID
  flightline clusters layout /data/by-cluster --how link --accept`;
