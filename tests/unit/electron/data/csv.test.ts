import { describe, expect, test } from 'vitest';
import { csvHeader, csvLines, defuseFormula } from '../../../../electron/data/csv.ts';
import type { IdentifiedCall } from '../../../../electron/history/rows.ts';
import { callSummary } from '../../../support/calls.ts';

const call = (changes: Partial<IdentifiedCall> = {}): IdentifiedCall => ({
  ...callSummary(),
  conversationUuid: 'one',
  callerid: null,
  appId: null,
  requestId: null,
  ...changes,
});
/** The last cells of a call's line: its note and the custom fields named. */
const tail = (changes: Partial<IdentifiedCall>, names: string[] = []): string =>
  csvLines([call(changes)], names, false)
    .split(',yes,no,')
    .at(-1) ?? '';

describe('a cell that a spreadsheet would compute', () => {
  test.each([
    ['=1+1'],
    ['=HYPERLINK("https://evil.example";"x")'],
    ['@SUM(1)'],
    ['+cmd|calc'],
    ['+1+1'],
    ['-2+3'],
    ['-cmd'],
    ['\t=1+1'],
    ['\r=1'],
    ['\n=1'],
    ['  =1+1'],
    ['\uFF1D1+1'],
    ['+44 20 7946'],
    ['+'],
  ])('%j becomes text', (text) => {
    expect(defuseFormula(text)).toBe(`'${text}`);
  });

  test.each([
    ['+442079460018'],
    ['442079460018'],
    ['-12.5'],
    ['0,5'],
    ['a=b'],
    ['x@example.com'],
    [''],
    ["'quoted"],
    ['नमस्ते'],
  ])('%j stays as it is', (text) => {
    expect(defuseFormula(text)).toBe(text);
  });
});

describe('the file', () => {
  test('begins with the mark that tells Excel it is UTF-8, and ends lines as Windows does', () => {
    const header = csvHeader(['ticket'], false);
    expect(Buffer.from(header).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(header).toBe(
      '\uFEFFreceived_at,received_local,number,agent,status,status_leg,is_over,origin,callerid,app_id,request_id,conversation_uuid,deliveries,popup,popup_reason,unread,pinned,note,custom.ticket\r\n',
    );
  });

  test('quotes what has quotes, commas and line breaks', () => {
    expect(tail({ note: 'say "hi", twice\nand again\rnow' })).toBe('"say ""hi"", twice\nand again\rnow"\r\n');
  });

  test('keeps every script', () => {
    expect(tail({ note: 'ग्राहक 😀 Ünïcode' })).toBe('ग्राहक 😀 Ünïcode\r\n');
  });

  test('defuses names of custom fields and their values as well', () => {
    expect(csvHeader(['=1+1'], false)).toContain(',custom.=1+1\r\n');
    const customFields = [{ name: 'x', value: '=1+1', source: 'custom' as const }];
    expect(tail({ customFields }, ['x'])).toBe(",'=1+1\r\n");
  });

  test('writes nested values as JSON, and a field that both sources have as the first has it', () => {
    const customFields = [
      { name: 'who', value: { id: 1 }, source: 'extra_params' as const },
      { name: 'who', value: 'other', source: 'custom' as const },
      { name: 'vip', value: true, source: 'custom' as const },
    ];
    expect(tail({ customFields }, ['vip', 'who'])).toBe(',true,"{""id"":1}"\r\n');
  });

  test('puts custom fields without a column of their own together', () => {
    const customFields = [
      { name: 'a', value: '1', source: 'custom' as const },
      { name: 'b', value: 2, source: 'custom' as const },
    ];
    expect(csvLines([call({ customFields })], ['a'], true).endsWith(',,1,"{""b"":2}"\r\n')).toBe(true);
  });
});
