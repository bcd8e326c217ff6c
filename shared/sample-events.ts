import type { JsonObject } from './json.ts';

/** The ids of the documented call; leg a's `cmiuuid` is the conversation's id. */
export interface SampleIds {
  call_id: string;
  conversation_uuid: string;
  /** `cmiuuid` of leg b. */
  customerLegId: string;
  request_id: string;
  /** Epoch ms at which leg a started. */
  time: number;
}

/** The ids in TeleCMI's documentation. */
export const documentedIds: SampleIds = {
  call_id: 'e51d5392-d9cf-123b-fe91-3cecefb9bfb6',
  conversation_uuid: 'ccd826f9-67a4-4467-acfb-a53093ff5c9d',
  customerLegId: '81b3d612-0f0e-4d6c-9d0b-7c7e9a2f5b33',
  request_id: 'bvS68LlqtFunYMQO0db6g9klSdfS0UHHDoK9S9Qvaed',
  time: 1_650_635_340_436,
};

/**
 * The documented ids for the first sample, so that it is TeleCMI's documented event to the
 * letter; new ones after that, because a repeat would be a redelivery and not pop.
 *
 * @param isDocumentedUsed whether the documented call is in the history already
 * @param now epoch ms
 */
export function nextSampleIds(isDocumentedUsed: boolean, now: number, randomUuid: () => string): SampleIds {
  if (!isDocumentedUsed) return documentedIds;
  return {
    call_id: randomUuid(),
    conversation_uuid: randomUuid(),
    customerLegId: randomUuid(),
    request_id: randomUuid().replaceAll('-', ''),
    time: now,
  };
}

/**
 * The documented "Outgoing Started" event. Leg b is what TeleCMI sends about 6 s later for
 * the same call, once the agent has picked up.
 *
 * @param to the number called
 */
export function createSampleEvent(leg: 'a' | 'b', ids: SampleIds, to = '442000000001'): JsonObject {
  return {
    call_id: ids.call_id,
    leg,
    type: 'event',
    user: '202_2222223',
    cmiuuid: leg === 'a' ? ids.conversation_uuid : ids.customerLegId,
    direction: 'outbound',
    callerid: '442000000000',
    app_id: 2_223_343,
    time: leg === 'a' ? ids.time : ids.time + 5684,
    custom: '{"crm":"true"}',
    extra_params: '{"click2call":"true"}',
    request_id: ids.request_id,
    status: 'started',
    to,
    conversation_uuid: ids.conversation_uuid,
  };
}
