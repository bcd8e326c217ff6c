import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createNoteSaver } from '../../../../renderer/views/calls/note-saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A history that fails as long as the test wants. */
function history() {
  const stored = new Map<number, string>();
  const told: string[] = [];
  const disk = { isFull: false };
  const notes = createNoteSaver({
    save: async (id, text) => {
      if (disk.isFull) throw new Error('disk gone');
      stored.set(id, text);
    },
    onSaved: () => {},
    onFailed: (reason) => told.push(reason),
  });
  return { notes, stored, told, disk };
}

test('a note is saved a moment after the last letter, and at once when it goes out of sight', async () => {
  const { notes, stored } = history();
  notes.enter(1);
  notes.write(1, 'a');
  await vi.advanceTimersByTimeAsync(400);
  notes.write(1, 'ab');
  await vi.advanceTimersByTimeAsync(400);
  expect(stored.get(1)).toBeUndefined();
  await vi.advanceTimersByTimeAsync(200);
  expect(stored.get(1)).toBe('ab');
  expect(notes.drafts.get(1)).toEqual({ text: 'ab', isSaved: true, failure: null });
  notes.write(1, 'abc');
  notes.leave(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(stored.get(1)).toBe('abc');
  // Its call tells it from now on.
  expect(notes.drafts.get(1)).toBeUndefined();
});

test('one that cannot be saved is kept out of sight, tried again, and told once', async () => {
  const { notes, stored, told, disk } = history();
  disk.isFull = true;
  notes.enter(1);
  notes.write(1, 'call back');
  notes.leave(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(notes.drafts.get(1)).toEqual({ text: 'call back', isSaved: false, failure: 'disk gone' });
  await vi.advanceTimersByTimeAsync(60_000);
  notes.enter(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(told).toEqual(['disk gone']);
  notes.write(1, 'call back on Monday');
  notes.leave(1);
  disk.isFull = false;
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(stored.get(1)).toBe('call back on Monday');
  expect(notes.drafts.get(1)).toBeUndefined();
});

test('what is typed while an older text is saved is saved after it', async () => {
  const { notes, stored } = history();
  notes.enter(1);
  notes.write(1, 'a');
  void notes.saveNow(1);
  notes.write(1, 'ab');
  await vi.advanceTimersByTimeAsync(0);
  expect(stored.get(1)).toBe('a');
  expect(notes.drafts.get(1)?.isSaved).toBe(false);
  await vi.advanceTimersByTimeAsync(500);
  expect(stored.get(1)).toBe('ab');
});
