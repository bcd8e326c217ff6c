import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { selfSigned } from './self-signed.ts';

/** A server on loopback that is there in a DialPop's place. */
export interface OtherServer {
  port: number;
  url: string;
  stop(): Promise<void>;
}

/** One that answers HTTP. */
export const startHttp = (respond: RequestListener): Promise<OtherServer> => start(createServer(respond), 'http');

/** One whose certificate nobody vouches for. */
export const startSelfSigned = (respond: RequestListener): Promise<OtherServer> =>
  start(createTlsServer(selfSigned, respond), 'https');

/** One that accepts connections and does with them as told: nothing, say. */
export const startSockets = (onConnection: (socket: Socket) => void): Promise<OtherServer> =>
  start(createSocketServer(onConnection), 'http');

async function start(server: Server, scheme: string): Promise<OtherServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    url: `${scheme}://127.0.0.1:${port}`,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
