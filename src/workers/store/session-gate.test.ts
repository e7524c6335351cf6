import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionGate } from './session-gate';
import type { GateClient } from './session-gate';

const ready = (state: 'I' | 'T' | 'E') => Buffer.from(`Z\0\0\0\x05${state}`, 'latin1');

/** An engine that answers `begin` with a transaction, `end` without, and everything else as before. */
class FakeEngine {
  readonly ran: string[] = [];
  private state: 'I' | 'T' = 'I';
  failure: Error | null = null;
  isMute = false;

  run = async (messages: Uint8Array, onData: (bytes: Uint8Array) => void): Promise<void> => {
    const text = Buffer.from(messages).toString('latin1');
    this.ran.push(text.includes('rollback') ? 'rollback' : text.includes('deallocate') ? 'deallocate' : text);
    await Promise.resolve();
    if (this.failure !== null) throw this.failure;
    if (text.includes('begin')) this.state = 'T';
    if (/end|rollback/.test(text)) this.state = 'I';
    if (this.isMute) return;
    // In two parts, as long answers come.
    onData(ready(this.state).subarray(0, 3));
    onData(ready(this.state).subarray(3));
  };
}

describe('the session gate', () => {
  let engine: FakeEngine;
  let gate: SessionGate;
  let deaths: unknown[];
  const client = () => ({ send: vi.fn(), evict: vi.fn() }) satisfies GateClient;
  const ask = (who: GateClient, text: string, isWhole?: boolean) =>
    gate.exchange(who, Buffer.from(text), isWhole);

  beforeEach(() => {
    engine = new FakeEngine();
    deaths = [];
    gate = new SessionGate({
      run: engine.run,
      idleInTransactionMs: 1000,
      onDeath: (error) => deaths.push(error),
    });
  });

  it('runs exchanges in the order they come', async () => {
    const [a, b] = [client(), client()];
    await Promise.all([ask(a, 'a1'), ask(b, 'b1'), ask(a, 'a2')]);
    expect(engine.ran).toEqual(['a1', 'b1', 'a2']);
  });

  it('lets nobody into a transaction', async () => {
    const [a, b] = [client(), client()];
    await ask(a, 'begin');
    const others = Promise.all([
      ask(b, 'b1'),
      gate.exclusive(() => Promise.resolve(engine.ran.push('exclusive'))),
    ]);
    await ask(a, 'a1');
    await ask(a, 'end');
    await others;
    expect(engine.ran).toEqual(['begin', 'a1', 'end', 'b1', 'exclusive']);
  });

  it('keeps the session for who has only flushed', async () => {
    const [a, b] = [client(), client()];
    engine.isMute = true;
    await ask(a, 'parse', false);
    const other = ask(b, 'b1');
    engine.isMute = false;
    await ask(a, 'sync');
    await other;
    expect(engine.ran).toEqual(['parse', 'sync', 'b1']);
    expect(deaths).toEqual([]);
  });

  it('rolls back what a client leaves open, drops what it asked, forgets its statements', async () => {
    const [a, b] = [client(), client()];
    await ask(a, 'begin');
    const other = ask(b, 'b1');
    await Promise.all([gate.leave(a, ['c1_one']), other]);
    expect(engine.ran).toEqual(['begin', 'rollback', 'b1', 'deallocate']);
  });

  it('rolls back also when the client leaves while its messages run', async () => {
    const [a, b] = [client(), client()];
    const begun = ask(a, 'begin');
    await Promise.resolve();
    await gate.leave(a, []);
    await begun;
    await ask(b, 'b1');
    expect(engine.ran).toEqual(['begin', 'rollback', 'b1']);
  });

  it('evicts who is silent inside a transaction for too long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const a = client();
      await ask(a, 'begin');
      vi.advanceTimersByTime(900);
      await ask(a, 'still here');
      vi.advanceTimersByTime(900);
      expect(a.evict).not.toHaveBeenCalled();
      vi.advanceTimersByTime(200);
      expect(a.evict).toHaveBeenCalledOnce();
      await gate.leave(a, []);
      vi.advanceTimersByTime(5000);
      expect(a.evict).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it('declares the engine dead when it throws', async () => {
    engine.failure = new Error('unreachable');
    await ask(client(), 'a1');
    expect(deaths).toEqual([engine.failure]);
  });

  it('declares it dead when a whole exchange has no end, and runs nothing more', async () => {
    engine.isMute = true;
    await ask(client(), 'a1');
    expect(deaths).toHaveLength(1);
    void ask(client(), 'a2');
    await new Promise((resolve) => setImmediate(resolve));
    expect(engine.ran).toEqual(['a1']);
  });

  it('runs nothing after its end, not even what a client that left would forget', async () => {
    const a = client();
    await ask(a, 'begin');
    const leaving = gate.leave(a, ['s1', 's2', 's3']);
    await gate.end();
    const ran = [...engine.ran];
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.race([leaving, new Promise((resolve) => setImmediate(resolve))]);
    expect(engine.ran).toEqual(ran);
    expect(ran.slice(0, 2)).toEqual(['begin', 'rollback']);
    expect(deaths).toEqual([]);
  });

  it('tells whether it was used', async () => {
    expect(gate.takeUsed()).toBe(false);
    await ask(client(), 'a1');
    await gate.exclusive(() => Promise.resolve());
    expect([gate.takeUsed(), gate.takeUsed()]).toEqual([true, false]);
  });
});
