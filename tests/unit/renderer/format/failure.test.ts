import { expect, test } from 'vitest';
import { describeFailure } from '../../../../renderer/format/failure.ts';

test('a failure in the main process is told without the way it came', () => {
  const remote = new Error(
    "Error invoking remote method 'calls:delete': SqliteError: database disk image is malformed",
  );
  expect(describeFailure(remote)).toBe('database disk image is malformed');
  expect(describeFailure(new Error("Error invoking remote method 'x': The disk is full"))).toBe('The disk is full');
  expect(describeFailure(new Error('Open this page in DialPop.'))).toBe('Open this page in DialPop.');
  expect(describeFailure('nothing')).toBe('nothing');
});
