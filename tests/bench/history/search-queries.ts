/** A call whose number and ids are searched for. */
export interface ExampleCall {
  number: string | null;
  conversationUuid: string;
  requestId: string | null;
}

/**
 * What people type, letter by letter and pasted, found often, seldom and never.
 *
 * @param example a call in the history
 * @param ticket a value that its custom field has
 */
export function searchQueries(example: ExampleCall | null, ticket: string): string[] {
  const number = example?.number ?? '44';
  return [
    '4',
    'a',
    'é',
    '20',
    'tr',
    'zq',
    '442',
    'tic',
    'xyz',
    '4420',
    '+44 20',
    '+44 20 7',
    '+44 20 7946',
    '+91 98',
    `+${number}`,
    number.slice(-6),
    number.slice(2, 9),
    '0000000',
    '123456789',
    'ticket',
    'renewal',
    'spring offer',
    'crm.example',
    'zürich',
    'दिल्ली',
    'invoice was',
    'gold london',
    'no such call',
    example?.conversationUuid ?? '',
    example?.conversationUuid.slice(9, 23) ?? '',
    example?.requestId ?? 'x',
    `ticket ${ticket}`,
    'deadbeef',
    'ab cd',
    'agent:202',
    'agent:999',
    `custom.ticket:${ticket}`,
    'custom.ticket:*',
    'custom.lead:*',
    'custom.nothing:*',
    'is:click2call',
    'is:dialled',
    'is:unread',
    'is:pinned',
    'popup:failed',
    'popup:shown',
    'day:today',
    'day:yesterday',
    'day:last_30_days',
    'before:2026-01-15',
    'before:2025-12-20 after:2025-12-15',
    'agent:203 +44 20',
    'agent:203 custom.ticket:* renewal',
    'is:unread ticket',
    'is:unread zürich',
    'is:pinned 4',
    'day:yesterday 44',
    'before:2026-01-15 zürich',
    'popup:failed agent:203',
    'agent:203 9999',
    'is:dialled popup:failed silver',
  ].filter((query) => query !== '');
}
