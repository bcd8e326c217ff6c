import { describe, expect, test } from 'vitest';
import { createIdRenewal } from '../../../../electron/sending/renew-ids.ts';
import { post, postForm, type RequestContent } from '../../../support/requests.ts';
import { sample } from '../../../support/samples.ts';

let count = 0;
const renewal = (shiftMs = 0) =>
  createIdRenewal({
    randomUuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    shiftMs,
  });
const textOf = (content: RequestContent | null): string => new TextDecoder().decode(content?.body);

describe('an event gets ids that were never there', () => {
  test('blanks, order, long numbers, repeated names and everything else stay to the letter', () => {
    const text = `{ "cmiuuid" : "x-1",\n\t"to": 4420000000010000000000, "cmiuuid":"x-1", "leg":"a", "time" :1650635340436,
      "status":"started","direction":"outbound", "custom": {"cmiuuid":"x-1"}, "call_id":"", "request_id": 77 }\n`;
    const renewed = textOf(renewal(1000)(post(text.replace('4420000000010000000000', '"442"'))));
    const [first] = /00000000-0000-4000-8000-\d{12}/.exec(renewed) ?? [];
    expect(renewed).toBe(
      text
        .replace('4420000000010000000000', '"442"')
        .replace('"cmiuuid" : "x-1"', `"cmiuuid" : "${first}"`)
        .replace('"cmiuuid":"x-1", "leg"', `"cmiuuid":"${first}", "leg"`)
        .replace('1650635340436', '1650635341436')
        .replace('"request_id": 77', `"request_id": ${/"request_id": ("\w+")/.exec(renewed)?.[1]}`),
    );
  });

  test('the same id is the same new one in every event, another one another', () => {
    const renew = renewal();
    const read = (name: string) => JSON.parse(textOf(renew(post(sample(name).text))));
    const [a, b, cdr] = ['outgoing-started', 'outgoing-started-leg-b', 'outgoing-answered-cdr-leg-a'].map(read);
    expect(a.cmiuuid).toBe(a.conversation_uuid);
    expect(b.conversation_uuid).toBe(a.conversation_uuid);
    expect(cdr.cmiuuid).toBe(a.cmiuuid);
    expect(b.cmiuuid).not.toBe(a.cmiuuid);
    expect(cdr.call_id).not.toBe(a.call_id);
    expect(a.request_id).toMatch(/^[0-9]{32}$/);
  });

  test('of a form only those values change, however the others are encoded', () => {
    const form = 'to=%2b442+1&cmiuuid=a%2Db&leg=a&status=started&direction=outbound&time=1650635340436&x=%zz&&';
    expect(textOf(renewal(-436)(postForm(form)))).toMatch(
      /^to=%2b442\+1&cmiuuid=[\w-]{36}&leg=a&status=started&direction=outbound&time=1650635340000&x=%zz&&$/,
    );
  });

  test('what holds no event is left alone', () => {
    expect(renewal()(post('{"cmiuuid":"x"'))).toBeNull();
    expect(renewal()(post('{"a":1}'))).toBeNull();
  });
});
