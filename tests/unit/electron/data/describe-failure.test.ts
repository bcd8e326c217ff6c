import { expect, test } from 'vitest';
import { describeFailure } from '../../../../electron/data/describe-failure.ts';

test.each([
  ['ENOSPC', /disk is full/],
  ['EDQUOT', /disk is full/],
  ['EACCES', /not allowed .*\/calls\.csv/],
  ['EROFS', /not allowed/],
  ['ENOENT', /not there any more: \/calls\.csv/],
  ['not_a_backup', /no DialPop backup/],
  ['damaged', /damaged/],
  ['newer_version', /newer DialPop/],
  ['EIO', /It did not work: i\/o error/],
])('%s is told in a sentence', (code, words) => {
  expect(describeFailure({ code, detail: 'i/o error' }, '/calls.csv')).toMatch(words);
});
