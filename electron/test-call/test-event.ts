import type { JsonObject } from '../../shared/json.ts';
import { createSampleEvent, nextSampleIds } from '../../shared/sample-events.ts';
import type { Settings } from '../../shared/settings.ts';

/** What makes a test call known for one, in the popup and in the history. */
const testFields = { test: 'DialPop test call' };
/** The app id of agents who gave only their extension, as in TeleCMI's documentation. */
const documentedAppId = '2222223';

/**
 * A call start as TeleCMI sends it for a dialled call, of the person's own first agent id and on
 * the leg that pops, so that nothing but the rules they would miss calls by holds it back.
 *
 * @param now epoch ms
 */
export function createTestEvent(
  { agentIds, popups }: Pick<Settings, 'agentIds' | 'popups'>,
  now: number,
  randomUuid: () => string,
): JsonObject {
  const ids = nextSampleIds(true, now, randomUuid);
  const {
    extra_params: _extraParams,
    request_id: _requestId,
    ...event
  } = createSampleEvent(popups.leg === 'customer' ? 'b' : 'a', ids);
  const [agent] = agentIds;
  const user = agent === undefined || agent.includes('_') ? agent : `${agent}_${documentedAppId}`;
  return { ...event, time: now, custom: JSON.stringify(testFields), ...(user === undefined ? {} : { user }) };
}
