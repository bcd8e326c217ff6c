import { z } from 'zod';

/** Targets that requests can be forwarded to at one time. */
export const maximumForwardTargets = 20;
const longestUrl = 1000;
const longestName = 60;

/** Why an address cannot be a target. `own_listener`: it leads back to where the requests come from. */
export const forwardUrlProblems = ['not_a_url', 'not_http', 'has_credentials', 'too_long', 'own_listener'] as const;
export type ForwardUrlProblem = (typeof forwardUrlProblems)[number];

const someUrl = z.url();
/** Scheme and the part that names user, host and port, as they are written. */
const readAuthority = (text: string): { scheme: string; authority: string } | null => {
  const [, scheme, authority] = /^([a-z][a-z\d+.-]*):\/\/([^/?#\\]*)/i.exec(text) ?? [];
  return scheme === undefined || authority === undefined ? null : { scheme: scheme.toLowerCase(), authority };
};

/** What is wrong with an address by itself; null for nothing. Whether it is the listener's only the main process knows. */
export function findForwardUrlProblem(text: string): Exclude<ForwardUrlProblem, 'own_listener'> | null {
  if (text.length > longestUrl) return 'too_long';
  const read = readAuthority(text);
  // Spaces at an end would be cut off in silence.
  if (read === null || /\s/.test(text) || !someUrl.safeParse(text).success) return 'not_a_url';
  if (read.scheme !== 'http' && read.scheme !== 'https') return 'not_http';
  return read.authority.includes('@') ? 'has_credentials' : null;
}

/** Where accepted requests are forwarded to, and which of them. */
export const forwardTargetSchema = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  name: z.string().trim().min(1).max(longestName),
  url: z.string().refine((text) => findForwardUrlProblem(text) === null),
  isOn: z.boolean(),
  /** The filter, as typed into the search box of the requests; empty for all. */
  query: z.string().max(500),
  /** Whether it also gets what DialPop itself sent to its listener. */
  forwardsOwn: z.boolean(),
  /** Whether it also gets requests that were delivered before. */
  forwardsRedeliveries: z.boolean(),
});
export type ForwardTarget = z.infer<typeof forwardTargetSchema>;

export const forwardTargetsSchema = z.array(forwardTargetSchema).max(maximumForwardTargets);

/** Where an address leads: to this machine, to one in the same network as far as its name tells, or out of it. */
export type ForwardPlace = 'machine' | 'network' | 'internet';

/** @param url one without a problem */
export function placeOfForwardUrl(url: string): ForwardPlace {
  const authority = (readAuthority(url)?.authority ?? '').toLowerCase();
  const name = authority.replace(/:\d*$/, '').replace(/\.$/, '');
  if (name === 'localhost' || name.endsWith('.localhost') || /^127(\.\d+){3}$/.test(name)) return 'machine';
  if (name === '[::1]' || name === '0.0.0.0' || name === '[::]') return 'machine';
  const isPrivateAddress = /^(\[f[cd]|\[fe[89ab]|(?=[\d.]+$)(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))\.)/.test(
    name,
  );
  const isPrivateName = !/[.:]/.test(name) || /\.(local|lan|home|internal|home\.arpa|test)$/.test(name);
  return isPrivateAddress || isPrivateName ? 'network' : 'internet';
}

/** What a target answered, or why there was no answer. */
export type ForwardOutcome = {
  /** Epoch ms of the attempt. */
  at: number;
  tookMs: number | null;
  /** Null where there was no answer. */
  status: number | null;
  /** Why there was none, in words; empty where there was one. */
  failure: string;
};

/** Where a target stands. */
export interface ForwardTargetState {
  id: string;
  /**
   * `idle`: everything was forwarded. `sending`: on the way. `retrying`: the target does not take requests, they wait
   * in their order. `own_listener`, `came_back`: stopped, because it leads back to the listener. `held`: nothing is
   * forwarded while the history makes room for another.
   */
  activity: 'off' | 'idle' | 'sending' | 'retrying' | 'own_listener' | 'came_back' | 'held';
  /** Requests that wait, up to {@link mostCounted}. */
  waiting: number;
  /** The newest attempt since the start. */
  last: ForwardOutcome | null;
  /** While it is retrying. */
  failing: {
    /** Epoch ms of the first attempt that failed. */
    since: number;
    attempts: number;
    /** Epoch ms. */
    nextTryAt: number;
    /** The request that is at the head. */
    requestId: number;
  } | null;
  /** Requests that were deleted before it could get them. */
  lost: number;
}

/** As many waiting requests are counted. */
export const mostCounted = 1000;

/** `waiting`: tried at least once. `skipped`: passed over by a person, or of a history that was replaced. */
export const forwardStates = ['waiting', 'delivered', 'failed', 'skipped'] as const;
export type ForwardState = (typeof forwardStates)[number];

/** What became of a request at a target. */
export interface RequestForward {
  targetId: string;
  /** `ahead`: its turn has not come, or the target is off. */
  state: ForwardState | 'ahead';
  attempts: number;
  last: ForwardOutcome | null;
  /** The beginning of the answer's body. */
  answerBody: string;
}

/** How an attempt to reach a target by hand ended. */
export type ForwardTest = { ok: true; status: number; tookMs: number; body: string } | { ok: false; message: string };

/** What the status line tells of forwarding. */
export interface ForwardingStatus {
  /** Names of targets that do not take requests now. */
  failing: string[];
  /** Names of targets that are stopped because they lead back to the listener. */
  stopped: string[];
}
