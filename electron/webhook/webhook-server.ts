import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createProbe } from 'node:net';
import type { ListenerProblem } from '../../shared/status.ts';
import { createNewestRun } from '../newest-run.ts';
import { keepConnections } from './keep-connections.ts';

/** The listener as the server knows it; the URL is added by who knows the token. */
export type ServerStatus =
  | { state: 'starting'; port: number }
  | { state: 'listening'; port: number }
  | { state: 'problem'; port: number; reason: ListenerProblem; detail: string; suggestedPort: number | null };

const host = '127.0.0.1';
/** How often a port that is taken or forbidden is tried again. */
const retryIntervalMs = 2000;
/** How long requests under way may take to end when the server closes. */
const closeGraceMs = 1500;
/** A tunnel's agent keeps a few dozen. */
const maximumConnections = 512;
/** How long a connection may say and take nothing in the middle of something. */
const silenceTimeoutMs = 20_000;

const serverOptions = {
  // TeleCMI and tunnels send a small request at once; who trickles holds a connection.
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  // Longer than what is in front keeps a connection it may reuse: 90 s in Go's default transport (ngrok, frp,
  // cloudflared), 120 s in Caddy, 600 s in Google's load balancers. If we end a connection first, the request that is
  // just using it is reset. The limit on connections bounds how many there are.
  keepAliveTimeout: 620_000,
  // The time-outs above are only looked at this often; Node's default is 30 s.
  connectionsCheckingInterval: 1000,
  // Whatever NODE_OPTIONS say: heads are short, as each may be kept, and what is ambiguous is refused.
  maxHeaderSize: 16 * 1024,
  insecureHTTPParser: false,
};

export type WebhookServer = ReturnType<typeof createWebhookServer>;

/**
 * Listens on 127.0.0.1 and never moves by itself: the tunnel points at this port. A port
 * that cannot be had is named in the status and tried again until it can.
 */
export function createWebhookServer(app: RequestListener, onStatus: (status: ServerStatus) => void) {
  let server: Server | null = null;
  let retryTimer: NodeJS.Timeout | undefined;
  let status: ServerStatus = { state: 'starting', port: 0 };
  /** Only the newest listen() may change the status, and none after the close. */
  const listens = createNewestRun();
  /** Ports being taken and servers that still answer: closing waits for all of them. */
  const underWay = new Set<Promise<void>>();
  let isClosed = false;

  const setStatus = (next: ServerStatus) => {
    status = next;
    onStatus(next);
  };
  const waitedFor = async (work: Promise<void>): Promise<void> => {
    underWay.add(work);
    await work.finally(() => underWay.delete(work));
  };

  const tryListen = async (port: number, signal: AbortSignal): Promise<void> => {
    const candidate = createHttpServer(app);
    const problem = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      candidate.once('error', resolve);
      candidate.listen(port, host, () => resolve(null));
    });
    if (signal.aborted) {
      await closeServer(candidate);
      return;
    }
    if (problem === null) {
      candidate.removeAllListeners('error');
      candidate.on('error', (error) => {
        if (server === candidate) setStatus(problemStatus(port, error, null));
      });
      server = candidate;
      const address = candidate.address();
      setStatus({ state: 'listening', port: typeof address === 'object' && address !== null ? address.port : port });
      return;
    }
    const suggestedPort = await findFreePort(port);
    if (signal.aborted) return;
    setStatus(problemStatus(port, problem, suggestedPort));
    retryTimer = setTimeout(() => void waitedFor(tryListen(port, signal)), retryIntervalMs);
  };

  /** Takes no new requests, and answers those under way. */
  const leave = async (): Promise<void> => {
    clearTimeout(retryTimer);
    const leaving = server;
    server = null;
    if (leaving !== null) await waitedFor(closeServer(leaving));
  };

  return {
    status: () => status,
    /**
     * Listens on a port (0: any free one), after leaving the one it listens on now. Does nothing after the close.
     * Never rejects.
     */
    async listen(port: number): Promise<void> {
      if (isClosed) return;
      const signal = listens.begin();
      await leave();
      if (signal.aborted) return;
      setStatus({ state: 'starting', port });
      await waitedFor(tryListen(port, signal));
    },
    /** Takes no new requests, answers those under way (up to 1.5 s) and ends for good. */
    async close(): Promise<void> {
      isClosed = true;
      listens.end();
      await leave();
      await Promise.all(underWay);
    },
  };
}

function createHttpServer(app: RequestListener): Server {
  const server = createServer(serverOptions);
  const noteRequest = keepConnections(server, maximumConnections);
  const take: RequestListener = (request, response) => {
    noteRequest(request, response);
    app(request, response);
  };
  server.on('request', take);
  // By itself Node asks for every body that a sender offers; the app asks for those it wants.
  server.on('checkContinue', take);
  // Node answers an `Expect` it does not know with 417, bypassing the gatekeeper and its rates. Ignoring it is allowed
  // (RFC 9110, 10.1.1) and loses no call.
  server.on('checkExpectation', take);
  server.setTimeout(silenceTimeoutMs);
  // Who says that nothing more will come may still wait for the answer. Node knows this switch, its types do not.
  return Object.assign(server, { httpAllowHalfOpen: true });
}

function problemStatus(port: number, error: NodeJS.ErrnoException, suggestedPort: number | null): ServerStatus {
  const reasons: Record<string, ListenerProblem> = { EADDRINUSE: 'in_use', EACCES: 'forbidden', EPERM: 'forbidden' };
  const reason = reasons[error.code ?? ''] ?? 'failed';
  return { state: 'problem', port, reason, detail: error.message, suggestedPort };
}

async function closeServer(server: Server): Promise<void> {
  const deadline = setTimeout(() => server.closeAllConnections(), closeGraceMs);
  // A connection is idle, and can be closed, only once its last request was answered.
  const sweep = setInterval(() => server.closeIdleConnections(), 20);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(sweep);
  clearTimeout(deadline);
}

/** A port near the wanted one that is free now; null when twenty in a row are not. */
async function findFreePort(wanted: number): Promise<number | null> {
  // Ports under 1024 are forbidden together, so the search starts above them.
  const first = wanted < 1024 ? 3425 : wanted + 1;
  for (let port = first; port < first + 20 && port <= 65_535; port += 1) {
    if (await isFree(port)) return port;
  }
  return null;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createProbe();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
