import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Keeps the number of connections bounded by ending those that owe us something: past the limit the one goes
 * that has been without an answered request for the longest. One whose request is whole and not answered yet
 * never goes. So who opens connections and stalls, trickles, idles or does not fetch answers takes room from
 * their like, and a request always finds a place.
 *
 * @param limit must be more than the requests that can be under way, or wait for a chosen answer, at one time
 * @returns what has to be told of each request
 */
export function keepConnections(server: Server, limit: number): RequestListener {
  // The one that was answered the longest ago, or came the longest ago, stands first.
  const connections = new Map<Socket, Set<ServerResponse<IncomingMessage>>>();

  const endOne = (): void => {
    for (const [socket, responses] of connections) {
      if ([...responses].some((response) => response.req.complete && !response.writableEnded)) continue;
      connections.delete(socket);
      socket.destroy();
      return;
    }
  };

  server.on('connection', (socket: Socket) => {
    connections.set(socket, new Set());
    socket.once('close', () => connections.delete(socket));
    if (connections.size > limit) endOne();
  });

  return ({ socket }, response) => {
    const responses = connections.get(socket);
    if (responses === undefined) return;
    responses.add(response);
    response.once('close', () => {
      responses.delete(response);
      if (!connections.delete(socket) || socket.destroyed) return;
      connections.set(socket, responses);
    });
  };
}
