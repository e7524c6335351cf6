import { expect, it } from 'vitest';
import { captionOf } from './ask';

const caption = { text: 'A red barn {on} a hill.', keywords: ['barn', 'hill'] };
const json = JSON.stringify(caption);

it.each([
  ['alone', json],
  ['in a block of code', `\`\`\`json\n${json}\n\`\`\``],
  ['behind words', `Here it is: ${json} I hope that it helps.`],
])('takes a caption out of an answer: %s', (_, answer) => {
  expect(captionOf(answer)).toEqual(caption);
});

it('takes it from behind thoughts that have braces too', () => {
  const plain = { text: 'A barn.', keywords: [] };
  expect(captionOf(`<think>a barn {or a house}</think>${JSON.stringify(plain)}`)).toEqual(plain);
});

it.each(['', 'I am sorry, I cannot.', '{"text":"A red ba', '{"words":"A barn"}'])(
  'finds no caption in %j',
  (answer) => {
    expect(() => captionOf(answer)).toThrow(expect.objectContaining({ kind: 'nonsense' }));
  },
);
