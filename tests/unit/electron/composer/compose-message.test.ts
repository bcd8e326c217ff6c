import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEvent } from '../../../../electron/events/parse-event.ts';
import { composeMessage, readComposed } from '../../../../shared/composer/compose-message.ts';
import { type Draft, type DraftField, toDraft } from '../../../../shared/composer/draft.ts';
import { sample } from '../../../support/samples.ts';

const draftOf = (fields: DraftField[], encoding: Draft['encoding'] = 'json'): Draft => ({ encoding, fields });
const text = (name: string, value: string): DraftField => ({ name, value: { as: 'text', text: value } });
const json = (name: string, value: string): DraftField => ({ name, value: { as: 'json', text: value } });
const bodyOf = (draft: Draft): string => {
  const composed = composeMessage(draft);
  return composed.ok ? composed.message.body : JSON.stringify(composed.problems);
};

describe('what is sent', () => {
  test('is JSON as it is written: long numbers keep their digits, names may come twice', () => {
    const draft = draftOf([json('time', ' 12345678901234567890 '), text('to', '1"'), text('to', '2')]);
    expect(bodyOf(draft)).toBe('{"time":12345678901234567890,"to":"1\\"","to":"2"}');
  });

  test('has custom fields as an object, or as JSON in a text', () => {
    const rows = [
      { name: 'ticket', value: { as: 'json' as const, text: '4711' } },
      { name: 'plan', value: { as: 'text' as const, text: 'Gold' } },
    ];
    const fields: DraftField[] = [
      { name: 'custom', value: { as: 'object_in_text', rows } },
      { name: 'extra_params', value: { as: 'object', rows } },
    ];
    expect(JSON.parse(bodyOf(draftOf(fields)))).toEqual({
      custom: '{"ticket":4711,"plan":"Gold"}',
      extra_params: { ticket: 4711, plan: 'Gold' },
    });
    const query = composeMessage(draftOf(fields, 'get'));
    expect(query).toMatchObject({ ok: true, message: { method: 'GET', contentType: null, body: '' } });
    const values = new URLSearchParams(query.ok ? query.message.query : '');
    expect(values.get('extra_params')).toBe('{"ticket":4711,"plan":"Gold"}');
  });

  test('is nothing while a value that is to be JSON is none, and each such value is named', () => {
    const custom: DraftField = {
      name: 'custom',
      value: { as: 'object', rows: [{ name: 'ticket', value: { as: 'json', text: '{' } }] },
    };
    expect(composeMessage(draftOf([json('time', 'soon'), custom]))).toEqual({
      ok: false,
      problems: [{ path: 'time' }, { path: 'custom.ticket' }],
    });
  });
});

test.each(['outgoing-started-leg-b', 'piopiy-out-started', 'incoming-agent-leg-started'])(
  'a message that is taken up to be edited is sent as it was: %s',
  (name) => {
    const { fields } = sample(name);
    expect(bodyOf(toDraft(fields, 'json'))).toBe(JSON.stringify(fields));
  },
);

const anyText = fc.string({ unit: 'grapheme', maxLength: 12 });

test('a form and a query are encoded as browsers and Node do it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyText, fc.string({ unit: 'binary' })), { maxLength: 5 }), (pairs) => {
      const draft = draftOf(
        pairs.map(([name, value]) => text(name, value)),
        'form',
      );
      expect(bodyOf(draft)).toBe(new URLSearchParams(pairs).toString());
    }),
  );
});

test('the preview reads what the listener reads', () => {
  const fields = fc.uniqueArray(fc.tuple(anyText, anyText), { selector: ([name]) => name, maxLength: 6 });
  fc.assert(
    fc.property(fields, fc.constantFrom('json', 'form', 'get'), (pairs, encoding) => {
      const draft = draftOf(
        [text('type', 'event'), text('cmiuuid', 'id'), ...pairs.map(([n, v]) => text(n, v))],
        encoding,
      );
      const composed = composeMessage(draft);
      if (!composed.ok) throw new Error('It makes no message');
      const { method, contentType, query, body } = composed.message;
      const parsed = parseEvent({ method, contentType, query, body: new TextEncoder().encode(body) });
      // Fields that TeleCMI documents are put in a normal form on the way; the others stay as they are.
      const unknown = pairs.filter(
        ([name]) => !/^(type|cmiuuid|leg|to|from|user|team|time|status|appid|vn)$/.test(name),
      );
      if (parsed.status !== 'valid') return;
      const read = readComposed(draft);
      for (const [name] of unknown) expect(parsed.event.fields[name]).toEqual(read[name]);
    }),
  );
});
