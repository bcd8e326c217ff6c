import { once } from 'node:events';
import { createServer } from 'node:http';

/** What ngrok's agent tells of one tunnel. */
export interface NgrokTunnel {
  public_url: string;
  addr: string;
}

/**
 * The local API of an ngrok agent, in ngrok's own form: `GET /api/tunnels`.
 *
 * @param ports tried one after the other, as the agent does; 0 for any
 */
export async function startFakeNgrok(ports: readonly number[] = [4040, 4041, 4042]) {
  let tunnels: NgrokTunnel[] = [];
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    if (request.url !== '/api/tunnels') return response.writeHead(404).end();
    const listed = tunnels.map(({ public_url, addr }, index) => ({
      name: `command_line ${index}`,
      ID: `id-${index}`,
      uri: `/api/tunnels/command_line%20${index}`,
      public_url,
      proto: public_url.split(':')[0],
      config: { addr, inspect: true },
      metrics: { conns: { count: 0 }, http: { count: 0 } },
    }));
    return response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ tunnels: listed, uri: '/api/tunnels' }));
  });
  for (const port of ports) {
    server.listen(port, '127.0.0.1');
    const taken = once(server, 'error').then(() => true);
    if (!(await Promise.race([taken, once(server, 'listening').then(() => false)]))) break;
  }
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port of ngrok’s is free');
  return {
    apiUrl: `http://127.0.0.1:${address.port}`,
    countRequests: () => requests,
    setTunnels(next: NgrokTunnel[]) {
      tunnels = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
