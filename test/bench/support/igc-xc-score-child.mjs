/**
 * Scores flights with igc-xc-score, for benches: in a process of its own, since the package changes Array.prototype.
 * Arguments: the name of a rule set, then files. Prints a JSON line for each file: score, whether proven, CPU ms.
 */
import { readFileSync } from 'node:fs';
import IGCParser from 'igc-parser';
import { scoringRules, solver } from 'igc-xc-score';

const [rules, ...files] = process.argv.slice(2);

function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

for (const file of files) {
  const before = cpuMs();
  const flight = IGCParser.parse(readFileSync(file, 'utf8'), { lenient: true });
  const { score, optimal } = solver(flight, scoringRules[rules], { trim: true, noflight: true }).next().value;
  process.stdout.write(JSON.stringify({ file, score, optimal, ms: cpuMs() - before }) + '\n');
}
