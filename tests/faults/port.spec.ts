import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test, waitFor } from '../support/desktop.ts';

test('a taken port: the app starts, says which and why, offers another, and uses it when told', async ({ launch }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const app = await launch({ hidden: false, listens: false, args: ['--port', String(port)] });
  const page = await app.window();
  await expect(page.getByRole('contentinfo')).toContainText(`${port}`);
  await expect(page.getByRole('contentinfo')).toContainText(/another program/);
  await page.screenshot({ path: 'dist/screenshots/port-taken.png' });
  await page
    .getByRole('button', { name: /^Use port \d+ instead$/ })
    .first()
    .click();
  await expect(page.getByRole('contentinfo')).toContainText(/Listening on 127\.0\.0\.1:\d+/);
  other.close();
});

test('a port that becomes free is had without a restart', async ({ launch }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const app = await launch({ listens: false, args: ['--port', String(port)] });
  expect(app.stdout()).toBe('');
  other.close();
  await waitFor('the app to listen', () =>
    app.stdout().includes(`DialPop is listening: http://127.0.0.1:${port}/hook/`),
  );
});
