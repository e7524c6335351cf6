/** Keeps schedules going: rings of Redis, a look each minute beside it, and everything anew after a start. */
import { messageOf } from '#contract/errors';
import * as schedules from '../../../stack/database/schedules';
import { ScheduleBell } from '../../../stack/queue/schedule-bell';
import type { GatewayParts } from '../parts';
import type { ScheduleRunner } from './runner';

/** Also finds what a sleep of the machine or a loss of Redis has held up. */
const lookEveryMs = 60_000;

export interface Clockwork {
  /** A schedule was changed: Redis is told, and what is due is begun. */
  changed(): Promise<void>;
  stop(): Promise<void>;
}

export function startClockwork(parts: GatewayParts, runner: ScheduleRunner): Clockwork {
  const { database, log, hub, queues, init } = parts;
  let told: Promise<void> = Promise.resolve();

  async function settle(id: string): Promise<void> {
    if (await schedules.settleDue(database, id, Date.now())) runner.poke();
    hub.publish({ type: 'changed', part: 'schedules' });
  }

  const bell = new ScheduleBell({
    address: init.redis,
    onRing: settle,
    onError: (error) => log.warn('schedule-bell', { message: messageOf(error) }),
  });

  async function tell(): Promise<void> {
    try {
      const live = (await schedules.list(database)).filter(({ paused }) => !paused);
      for (const { id } of live) if (await schedules.settleDue(database, id, Date.now())) runner.poke();
      await bell.setAll(live);
    } catch (error) {
      log.warn('schedules-wait', { message: messageOf(error) });
    }
  }
  const changed = () => (told = told.then(tell));

  const timer = setInterval(() => void changed(), lookEveryMs);
  timer.unref();
  const onReady = () => void changed();
  queues.redis.on('ready', onReady);
  runner.poke();
  void changed();
  return {
    changed,
    async stop() {
      clearInterval(timer);
      queues.redis.off('ready', onReady);
      await told;
      await bell.close();
      await runner.stop();
    },
  };
}
