/** A vision model's address on this machine, which answers as it is told. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ModelHandler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export interface ModelServer {
  url: string;
  close(): void;
}

export async function startModelServer(handler: ModelHandler): Promise<ModelServer> {
  const listening = createServer((request, response) => {
    let body = '';
    request
      .on('data', (piece: Buffer) => (body += piece.toString()))
      .on('end', () => handler(request, response, body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    close: () => {
      listening.close();
      listening.closeAllConnections();
    },
  };
}

export const answerJson = (response: ServerResponse, status: number, value: unknown, headers = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

export const geminiAnswer = (text: string) => ({
  candidates: [{ content: { parts: [{ text }] }, finishReason: 'STOP' }],
});

export const openAiAnswer = (content: string) => ({
  choices: [{ message: { role: 'assistant', content } }],
});
