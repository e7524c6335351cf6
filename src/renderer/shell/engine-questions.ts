/** Puts queries and acts of engines: what they answer is parsed with the contract's schema of that engine. */
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { ZodType } from 'zod';
import { FlightlineError } from '#contract/errors';
import { client, trpc } from './api';
import { newKey } from './idempotency-key';
import { tellProblem } from './job-acts';

interface Question<Answer> {
  engine: string;
  name: string;
  input?: unknown;
  schema: ZodType<Answer>;
  enabled?: boolean;
}

function parsed<Answer>(schema: ZodType<Answer>, answer: unknown): Answer {
  const found = schema.safeParse(answer);
  if (found.success) return found.data;
  throw new FlightlineError('ENGINE_FAILED', 'The answer is not of the shape this console knows.');
}

export function useEngineQuery<Answer>(question: Question<Answer>): UseQueryResult<Answer> {
  const { engine, name, input = {}, schema, enabled = true } = question;
  return useQuery({
    queryKey: [...trpc.engines.query.queryKey({ engine, name, input })],
    queryFn: async ({ signal }) =>
      parsed(schema, await client.engines.query.query({ engine, name, input }, { signal })),
    enabled,
  });
}

interface EngineAct<Answer> {
  act(input: unknown): void;
  busy: boolean;
  answer: Answer | undefined;
  error: Error | null;
}

/** Afterwards everything that engines were asked is asked again. */
export function useEngineAct<Answer>(
  { engine, name, schema }: Omit<Question<Answer>, 'input' | 'enabled'>,
  { onDone, failure }: { onDone?: (answer: Answer) => void; failure: string },
): EngineAct<Answer> {
  const cache = useQueryClient();
  const mutation = useMutation({
    mutationFn: async (input: unknown) =>
      parsed(schema, await client.engines.act.mutate({ engine, name, input, key: newKey() })),
    onSuccess: (answer) => {
      void cache.invalidateQueries({ queryKey: trpc.engines.pathKey() });
      onDone?.(answer);
    },
    onError: (error) => tellProblem(failure, error),
  });
  return {
    act: (input) => mutation.mutate(input),
    busy: mutation.isPending,
    answer: mutation.data,
    error: mutation.error,
  };
}
