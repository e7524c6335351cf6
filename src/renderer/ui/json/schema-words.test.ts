import { describe, expect, it } from 'vitest';
import { namesAt, valuesAt } from './schema-words';

const schema = {
  type: 'object',
  properties: {
    lane: { type: 'string', enum: ['batch', 'normal'], description: 'The queue.' },
    options: {
      anyOf: [
        { type: 'object', properties: { strict: { type: 'boolean', default: false } } },
        { type: 'object', properties: { kind: { const: 'free' } } },
      ],
    },
    points: { type: 'array', items: { type: 'object', properties: { x: { type: ['number', 'null'] } } } },
  },
};

describe('what a schema suggests', () => {
  it('properties with type, default and description', () => {
    expect(namesAt(schema, []).map(({ label }) => label)).toEqual(['lane', 'options', 'points']);
    expect(namesAt(schema, ['options'])).toEqual([
      { label: 'strict', detail: 'boolean = false', info: '' },
      { label: 'kind', detail: '', info: '' },
    ]);
    expect(namesAt(schema, ['points', 3])).toMatchObject([{ label: 'x', detail: 'number or null' }]);
    expect(namesAt(schema, ['nowhere', 'at all'])).toEqual([]);
  });

  it('values where it knows them all', () => {
    expect(valuesAt(schema, ['lane'])).toEqual(['"batch"', '"normal"']);
    expect(valuesAt(schema, ['options', 'strict'])).toEqual(['true', 'false']);
    expect(valuesAt(schema, ['options', 'kind'])).toEqual(['"free"']);
    expect(valuesAt(schema, ['points'])).toEqual([]);
  });
});
