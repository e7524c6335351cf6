/** The score of a flight: choice of the rule set, figures, legs, and the best of each shape. */
import { Badge, Group, Select, Text, Tooltip } from '@mantine/core';
import type { RuleScore, XcscoreOutput } from '#contract/xcscore';
import { usePreferences } from '../../../state/preferences';
import { Time } from '../../../ui/Time';
import { formatNumber, formatSpan, plural } from '../../../ui/format';
import { LegsTable } from './LegsTable';
import { TypesTable } from './TypesTable';
import { ScoreAgain } from './ScoreAgain';
import type { ShownScore } from './use-shown-score';
import classes from './Score.module.css';

/** A result with so many is one of all of them. */
const manyRuleSets = 10;

interface ScorePanelProps {
  /** The run that made it. */
  jobId: string | null;
  result: XcscoreOutput;
  shown: ShownScore;
  /** Brings a stretch of the flight into view. */
  onChoose?: ((startIso: string, endIso: string) => void) | undefined;
}

function Proof({ score }: { score: RuleScore }) {
  if (score.optimal) {
    return (
      <Tooltip label="Proven: no better score is possible by these rules">
        <Badge size="sm" variant="light" color="teal">
          optimal
        </Badge>
      </Tooltip>
    );
  }
  return (
    <Tooltip label="The time for this rule set ran out; retry with a larger budget for a proof">
      <Badge size="sm" variant="light" color="yellow">
        at most {formatNumber(score.upperBound, 2)}
      </Badge>
    </Tooltip>
  );
}

export function ScorePanel({ jobId, result, shown, onChoose }: ScorePanelProps) {
  const setRuleSet = usePreferences((state) => state.setRuleSet);
  const { score, otherTakeoff } = shown;
  return (
    <div className={classes.panel}>
      <Group gap="xs" wrap="nowrap">
        <Select
          aria-label="Rule set"
          searchable
          allowDeselect={false}
          flex={1}
          value={score.rule}
          onChange={(rule) => rule !== null && setRuleSet(rule)}
          data={result.scores.map(({ rule, name, score: points }) => ({
            value: rule,
            label: `${name} · ${formatNumber(points, 2)}`,
          }))}
        />
        <Proof score={score} />
      </Group>
      {score.type ? <ScoreFigures score={score} /> : <Nothing />}
      {otherTakeoff !== null && (
        <Text size="xs" c="dimmed">
          Reached by the other flight of this file, from <Time at={otherTakeoff} part="minute" />; choose it
          above to see the turnpoints.
        </Text>
      )}
      {score.legs.length > 0 && <LegsTable score={score} onChoose={onChoose} />}
      {score.byType.length > 0 && <TypesTable score={score} />}
      {jobId !== null && result.scores.length < manyRuleSets && <ScoreAgain jobId={jobId} />}
      {result.warnings.map(({ code, message }) => (
        <Text key={code} size="xs" c="dimmed">
          {message}
        </Text>
      ))}
    </div>
  );
}

function Nothing() {
  return (
    <Text size="sm" c="dimmed">
      This flight reaches no shape of these rules: 0 points.
    </Text>
  );
}

function ScoreFigures({ score }: { score: RuleScore }) {
  const closing =
    score.closingKm === null
      ? null
      : `${formatNumber(score.closingKm, 2, 'km')} of ${formatNumber(score.closingLimitKm, 2, 'km')} allowed`;
  const facts = [
    ['Distance', `${formatNumber(score.distanceKm, 2, 'km')} × ${score.multiplier}`],
    ['Route', `${formatSpan(score.routeS)}, ${formatNumber(score.routeSpeedKmh, 1, 'km/h')}`],
    ...(closing === null ? [] : [['Closing', closing]]),
    ...(score.penaltyKm > 0 ? [['Taken off', formatNumber(score.penaltyKm, 2, 'km')]] : []),
  ];
  return (
    <div className={classes.figures}>
      <div className={classes.points}>
        {formatNumber(score.score, 2)} <span>points</span>
      </div>
      <div className={classes.type}>{score.type?.name}</div>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Text size="xs" c="dimmed">
        {plural(score.turnpoints.length, 'turnpoint')}, earth model {score.earth}
      </Text>
    </div>
  );
}
