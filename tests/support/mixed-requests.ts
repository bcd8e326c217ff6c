import type { SendOptions } from './webhook-fixture.ts';
import { asTexts, sample, token } from './webhook-fixture.ts';

/** A valid event of a call of its own, in one of the ways it can come: JSON, odd JSON, a form, a query. */
export function mixedRequest(index: number): SendOptions & { headers: Record<string, string> } {
  const id = `forward-${index}`;
  const fields = { ...sample('outgoing-started').fields, cmiuuid: id, conversation_uuid: id, request_id: id };
  const path = `/hook/${token}`;
  const common = { 'X-Order': String(index), 'x-forwarded-for': `203.0.113.${index % 200}` };
  switch (index % 4) {
    case 0:
      return {
        method: 'POST',
        path,
        headers: { ...common, 'Content-Type': 'application/json' },
        body: JSON.stringify(fields),
      };
    case 1:
      // Spaces, escapes, a byte order mark and text beyond ASCII stay as they are.
      return {
        method: 'POST',
        path: `${path}?from=a%20b&x='"<>|&&y`,
        headers: { ...common, 'content-type': 'text/plain; charset=utf-8', 'X-Odd': 'caf\u00e9 \u00a7' },
        body: Buffer.from(
          `\ufeff  ${JSON.stringify({ ...fields, note: '\u0928\u092e\u0938\u094d\u0924\u0947 \ud83d\ude00' }, null, '\t')}\r\n`,
        ),
      };
    case 2:
      return {
        method: 'POST',
        path,
        headers: { ...common, 'CONTENT-TYPE': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(asTexts(fields)).toString().replaceAll('+', '%20'),
      };
    default:
      return { method: 'GET', path: `${path}?${new URLSearchParams(asTexts(fields))}`, headers: common };
  }
}
