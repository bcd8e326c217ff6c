/** The process of a server that requests are forwarded to. Started by `forward-target.ts` only. */
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { TargetCommand, TargetRecord } from './forward-target.ts';

const [, , file = '', port = '0'] = process.argv;
let behaviour: TargetCommand = { status: 200, delayMs: 0, headers: {}, body: 'taken', refusedBody: null };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const { refusedBody } = behaviour;
    const isRefused = refusedBody !== null && body.includes(refusedBody);
    const status = isRefused ? 422 : behaviour.status;
    const record: TargetRecord = {
      method: request.method ?? '',
      target: request.url ?? '',
      rawHeaders: request.rawHeaders,
      bodyBase64: body.toString('base64'),
      status,
    };
    // Before the answer: what was answered is known also of one that is killed.
    appendFileSync(file, `${JSON.stringify(record)}\n`);
    setTimeout(() => response.writeHead(status, behaviour.headers).end(behaviour.body), behaviour.delayMs);
  });
});
process.on('message', (command: TargetCommand) => {
  behaviour = command;
  process.send?.({ behaves: true });
});
process.on('disconnect', () => process.exit());
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address !== null ? address.port : 0 });
});
