import { expect, test } from 'vitest';
import { createSerialQueue } from '../../../electron/serial-queue.ts';

test('runs one work at a time, in the order they were given, and hands each its own result', async () => {
  const queue = createSerialQueue();
  const first = Promise.withResolvers<string>();
  const begun: string[] = [];
  const results = ['a', 'b', 'c'].map((name) =>
    queue.run(() => {
      begun.push(name);
      return name === 'a' ? first.promise : name;
    }),
  );
  const settled = queue.settle().then(() => begun.push('settled'));
  await Promise.resolve();
  expect(begun).toEqual(['a']);
  first.resolve('the first');
  expect(await Promise.all(results)).toEqual(['the first', 'b', 'c']);
  await settled;
  expect(begun).toEqual(['a', 'b', 'c', 'settled']);
});

test('a work that fails rejects for its caller only, and the next one runs', async () => {
  const queue = createSerialQueue();
  const failing = queue.run(() => Promise.reject(new Error('disk full')));
  const throwing = queue.run(() => {
    throw new Error('closed');
  });
  const next = queue.run(() => 'next');
  await expect(failing).rejects.toThrow('disk full');
  await expect(throwing).rejects.toThrow('closed');
  expect(await next).toBe('next');
  await queue.settle();
});

test('settling waits for what was given before, and for nothing that was given later', async () => {
  const queue = createSerialQueue();
  void queue.run(() => {});
  const settled = queue.settle();
  const never = queue.run(() => new Promise(() => {}));
  await settled;
  expect(await Promise.race([never, Promise.resolve('pending')])).toBe('pending');
});
