import { randomInt, randomUUID } from 'node:crypto';
import { sample } from '../../support/samples.ts';

const { fields } = sample('outgoing-started');

/** The documented start of a call, as a body, with a number and ids that no other has. */
export function newEvent(): { body: string; to: string } {
  const id = randomUUID();
  const to = `4420${randomInt(10_000_000, 99_999_999)}`;
  return { body: JSON.stringify({ ...fields, cmiuuid: id, conversation_uuid: id, to, time: Date.now() }), to };
}
