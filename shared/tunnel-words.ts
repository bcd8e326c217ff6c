import { t } from './i18n/translate.ts';
import { hostOf, type TunnelStatus } from './tunnel.ts';

type Problem = Extract<TunnelStatus, { state: 'problem' }>;

/** A login page that nobody signed is the host's own. */
const valuesOf = ({ url, detail }: Problem) => {
  const host = hostOf(url);
  return { host, detail, service: detail === '' ? host : detail };
};

/** What is wrong with the tunnel, in one sentence. */
export const describeTunnelProblem = (status: Problem): string =>
  t(`tunnel.problem.${status.problem}`, valuesOf(status));

/**
 * How to mend it, in one or two sentences.
 *
 * @param port the tunnel must lead to
 */
export const mendTunnelProblem = (status: Problem, port: number): string =>
  t(`tunnel.mend.${status.problem}`, { ...valuesOf(status), port: String(port) });
