import { basename } from 'node:path';
import { historyFile } from '../../electron/user-data.ts';
import { countCallsBefore, overwrite, setAsideFiles, writeCallsBefore } from '../support/damaged-history.ts';
import { expect, test, waitFor } from '../support/desktop.ts';
import { holdHistory } from '../support/history-holder.ts';
import { startLoad } from '../support/load-generator.ts';
import { patienceMs } from '../support/patience.ts';
import { missingEvents, readStoredEvents } from '../support/stored-events.ts';
import { sendCall } from '../support/webhook-answer.ts';

test('held by another program under load: told to come again, nothing lost, and then as before', async ({
  launch,
  userData,
}) => {
  const app = await launch({ hidden: false });
  const page = await app.window();
  const notice = page.getByRole('status').filter({ hasText: /Calls cannot be stored/ });
  const load = await startLoad({ url: app.url, ratePerSecond: 50, connections: 20 });
  await waitFor('the first answer', () => load.progress().acknowledged > 0);

  const release = await holdHistory(userData, 'writers');
  await waitFor('a refusal', () => load.progress().shed > 0);
  await expect(notice).toBeVisible();
  await release();
  const before = load.progress().acknowledged;
  await waitFor('calls to be stored again', () => load.progress().acknowledged > before + 20);
  await expect(notice).toBeHidden();
  load.stop();

  const { statuses, acknowledged, uncertain, shedWithoutRetryAfter } = await load.result;
  expect(Object.keys(statuses).toSorted()).toEqual(['200', '503']);
  expect({ shedWithoutRetryAfter, uncertain }).toEqual({ shedWithoutRetryAfter: 0, uncertain: [] });
  const stored = readStoredEvents(historyFile(userData));
  expect(missingEvents(stored, acknowledged)).toEqual([]);
  expect(stored.deliveries.size).toBe(acknowledged.length);
});

test('damaged while it runs: set aside, stored anew, and what can be read of it comes back', async ({
  launch,
  userData,
}) => {
  const calls = 3000;
  writeCallsBefore(userData, calls);
  const app = await launch({ hidden: false });
  const page = await app.window();
  const load = await startLoad({ url: app.url, ratePerSecond: 50, connections: 20 });
  await waitFor('the first answers', () => load.progress().acknowledged > 20);
  overwrite(historyFile(userData), { share: 0.5 }, { share: 0.3 });

  const [file = ''] = await waitFor(
    'the damaged file to be set aside',
    () => {
      const files = setAsideFiles(userData);
      return files.length > 0 && files;
    },
    // Found by the check of all pages at the latest, half a minute after the start.
    2 * patienceMs,
  );
  await expect(page.getByRole('status').filter({ hasText: basename(file) })).toBeVisible();
  load.stop();
  const { statuses, acknowledged, shedWithoutRetryAfter } = await load.result;
  expect(Object.keys(statuses).filter((status) => status !== '200' && status !== '503')).toEqual([]);
  expect(shedWithoutRetryAfter).toBe(0);

  const after = await waitFor('a call to be stored', async () => {
    const sent = await sendCall(app.url);
    return sent.status === 200 && sent;
  });
  await waitFor('calls to be back', () => countCallsBefore(userData) >= calls / 2);
  const stored = readStoredEvents(historyFile(userData));
  expect(stored.damage).toEqual([]);
  expect(missingEvents(stored, [after.id])).toEqual([]);
  // What was acknowledged last lies in the log, which is whole, or in the new history.
  expect(missingEvents(stored, acknowledged.slice(-20))).toEqual([]);
});
