import { z } from 'zod';
import { publicUrlSchema } from '../../shared/settings.ts';
import { getText } from './get-text.ts';

/** ngrok's agent serves its local API on the first of these ports that is free. */
const defaultApiUrls = [4040, 4041, 4042].map((port) => `http://127.0.0.1:${port}`);
const timeoutMs = 1500;
const maximumBodyBytes = 256 * 1024;

const listSchema = z.object({ tunnels: z.array(z.unknown()) });
const tunnelSchema = z.object({ public_url: publicUrlSchema, config: z.object({ addr: z.string() }) });

/** The public URLs of running ngrok tunnels that lead to a port, https first. */
export type FindNgrok = (port: number, signal?: AbortSignal) => Promise<string[]>;

/**
 * Asks the ngrok agents on this machine where they lead.
 *
 * @param apiUrls of the agents' local APIs; ngrok's own unless a test has others
 */
export function createNgrokFinder(apiUrls: readonly string[] = defaultApiUrls): FindNgrok {
  return async (port, signal) => {
    const lists = await Promise.all(apiUrls.map((apiUrl) => listTunnels(apiUrl, signal)));
    return lists
      .flat()
      .filter(({ config }) => localPortOf(config.addr) === port)
      .map(({ public_url }) => public_url)
      .toSorted((one, other) => Number(other.startsWith('https:')) - Number(one.startsWith('https:')));
  };
}

/** No agent, or something else on its port, is no tunnel. */
async function listTunnels(apiUrl: string, signal?: AbortSignal): Promise<z.infer<typeof tunnelSchema>[]> {
  const limit = AbortSignal.timeout(timeoutMs);
  try {
    const { status, body } = await getText(
      `${apiUrl}/api/tunnels`,
      signal === undefined ? limit : AbortSignal.any([signal, limit]),
      maximumBodyBytes,
    );
    if (status !== 200) return [];
    // Some tunnels are no HTTP: their addresses do not fit the schema, the others' do.
    return listSchema.parse(JSON.parse(body)).tunnels.flatMap((tunnel) => {
      const parsed = tunnelSchema.safeParse(tunnel);
      return parsed.success && parsed.data.public_url !== '' ? [parsed.data] : [];
    });
  } catch {
    return [];
  }
}

/** The port of an address on this machine: `http://localhost:3425`, `127.0.0.1:3425` or `3425`; null for another machine's. */
function localPortOf(address: string): number | null {
  const port = /^(?:http:\/\/)?(?:(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0):)?(\d{1,5})\/?$/i.exec(
    address,
  )?.[1];
  return port === undefined ? null : Number(port);
}
