import { describe, expect, test } from 'vitest';
import { csvHeader, csvLines, defuseFormula, toCell } from '../../../../electron/data/csv.ts';
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

describe('a number that a spreadsheet would change', () => {
  test.each([
    ['1234567890123456'],
    ['12345678901234567890'],
    ['+1234567890123456'],
    ['-1234567890123456'],
    ['0000000000000001'],
    ['1234567890123456.5'],
    ['1,234,567,890,123,456'],
    ['1.234.567.890.123.456'],
    ['1 234 567 890 123 456'],
    ['1\u00A0234\u00A0567\u00A0890\u00A0123\u00A0456'],
    ['(1234567890123456)'],
    ['$1234567890123456'],
    ['₹ 1234567890123456'],
    ['1234567890123456 €'],
    ['1234567890123456%'],
    [' 1234567890123456 '],
    // As a power of ten.
    ['12E34'],
    ['202e4711'],
    ['1.5e10'],
    ['+1E5'],
    ['1e-7'],
  ])('%j stays what it is, as text', (text) => {
    expect(toCell(text)).toBe(`'${text}`);
  });

  test.each([
    ['123456789012345'],
    ['+442079460018'],
    ['04066001234'],
    ['00442079460018'],
    ['0.1234567890123456789'],
    ['2222223'],
    ['0e51d-5392'],
    ['e51d5392'],
    ['12e34f'],
    ['1234567890123456a'],
    ['4111-1111-1111-1111'],
    ['2026-11-24 13:05:09'],
    ['2026-11-24T13:05:09.123Z'],
    ['1234567890 and 1234567890'],
  ])('%j stays as it is', (text) => {
    expect(toCell(text)).toBe(text);
  });

  test('is text in each column', () => {
    const long = '12345678901234567';
    const customFields = [
      { name: 'id', value: long, source: 'custom' as const },
      { name: 'n', value: 1_234_567_890_123_456, source: 'custom' as const },
    ];
    const line = csvLines([call({ requestId: long, callerid: long, appId: long, customFields })], ['id', 'n'], false);
    expect(line.split(',').filter((cell) => cell.trim() === `'${long}`)).toHaveLength(4);
    expect(line.endsWith(",'1234567890123456\r\n")).toBe(true);
    expect(line).not.toContain(`,${long}`);
  });
});

describe('the number called', () => {
  const numberCells = (number: string | null, callerid: string | null) =>
    csvLines([call({ number, callerid })], [], false)
      .split(',')
      .slice(2, 5);

  test('is told as it came, and with its country where that is known', () => {
    expect(numberCells('04066001234', '914440000000')).toEqual(['04066001234', '+914066001234', 'IN']);
    expect(numberCells('442079460018', null)).toEqual(['442079460018', '+442079460018', 'GB']);
    expect(numberCells('1860123', '914440000000')).toEqual(['1860123', '', '']);
    expect(numberCells(null, null)).toEqual(['', '', '']);
  });
});

describe('the file', () => {
  test('begins with the mark that tells Excel it is UTF-8, and ends lines as Windows does', () => {
    const header = csvHeader(['ticket'], false);
    expect(Buffer.from(header).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(header).toBe(
      '\uFEFFreceived_at,received_local,number,number_e164,country,agent,status,status_leg,is_over,origin,callerid,app_id,request_id,conversation_uuid,deliveries,popup,popup_reason,unread,pinned,note,custom.ticket\r\n',
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
