/** A browser on this machine that knows the whole webhook URL, token included: nothing it can be made to send is a call. */
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { expect, test } from 'playwright/test';
import { leavingWays, markupWays, scriptWays, speculativeWays, type Way } from '../support/browser-ways.ts';
import { chromiumCommand } from '../support/chromium.ts';
import { startHttp } from '../support/servers.ts';
import { asTexts, sample, send as sendRequest, startWebhook, token, type Webhook } from '../support/webhook-fixture.ts';

/** Path and query of an event that is valid by GET and names the way it was sent. */
function pathOf(way: string): string {
  const fields = asTexts({ ...sample('outgoing-started').fields, cmiuuid: way, conversation_uuid: way });
  return `/hook/${token}?${new URLSearchParams({ way, ...fields })}`;
}

/** What was stored of the requests, by their ways. */
function readOutcomes({ database }: Webhook): Map<string, string> {
  const rows: { query: string; refusal: string | null; outcome: string }[] = database
    .prepare('SELECT query, refusal, outcome FROM requests')
    .all();
  return new Map(
    rows.map(({ query, refusal, outcome }) => [new URLSearchParams(query).get('way') ?? '', refusal ?? outcome]),
  );
}

const expectRefused = (webhook: Webhook, ways: readonly string[]) =>
  expect
    .poll(() => Object.fromEntries(readOutcomes(webhook)), { timeout: 120_000 })
    .toEqual(Object.fromEntries(ways.map((way) => [way, 'from_browser'])));

const expectKept = (webhook: Webhook, way: string) =>
  expect.poll(() => readOutcomes(webhook).has(way), { message: way }).toBe(true);

let webhook: Webhook;
let browser: Browser;
let context: BrowserContext;
test.beforeEach(async () => {
  webhook = await startWebhook();
  browser = await chromium.launch(chromiumCommand());
  context = await browser.newContext();
});
test.afterEach(async () => {
  await browser.close();
  await webhook.stop();
});

test('no page makes a call, whatever it loads, sends, prefetches or leaves for', async () => {
  const urlOf = (way: string): string => `http://127.0.0.1:${webhook.port}${pathOf(way)}`;
  const parts = Object.entries(markupWays).map(([way, write]) => write(urlOf(way).replaceAll('&', '&amp;')));
  const server = await startHttp((request, response) => {
    const way = /^\/redirect-(\d+)$/.exec(request.url ?? '');
    if (way !== null) response.writeHead(Number(way[1]), { Location: urlOf(`redirect-${way[1]}`) });
    else response.writeHead(200, { 'Content-Type': 'text/html' });
    response.end(`<!doctype html><title>A page</title><body>${request.url === '/parts' ? parts.join('\n') : ''}`);
  });
  // A different site than 127.0.0.1, and one on the same site.
  const pages = { other: `http://localhost:${server.port}`, same: server.url };
  const redirects = ['301', '302', '303', '307', '308'];
  const open = async (url: string): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(url, { waitUntil: 'commit' });
    return page;
  };
  const send = async (origin: string, ways: Record<string, Way>, name: (way: string) => string): Promise<void> => {
    const page = await open(origin);
    // A page that leaves takes the result of its script with it.
    for (const [way, run] of Object.entries(ways)) await page.evaluate(run, urlOf(name(way))).catch(() => {});
  };
  for (const [way, speculate] of Object.entries(speculativeWays)) {
    for (const [site, origin] of Object.entries(pages)) {
      await send(origin, { [way]: speculate }, () => `${way}-${site}`);
      await expectKept(webhook, `${way}-${site}`);
    }
  }
  await open(`${pages.other}/parts`);
  await send(pages.other, scriptWays, (way) => `${way}-other`);
  await send(pages.same, scriptWays, (way) => `${way}-same`);
  for (const [way, leave] of Object.entries(leavingWays)) await send(pages.other, { [way]: leave }, () => way);
  for (const status of redirects) await open(`${pages.other}/redirect-${status}`);
  await open(urlOf('typed'));

  await expectRefused(webhook, [
    ...Object.keys(markupWays),
    ...Object.keys({ ...speculativeWays, ...scriptWays }).flatMap((way) => [`${way}-other`, `${way}-same`]),
    ...Object.keys(leavingWays),
    ...redirects.map((status) => `redirect-${status}`),
    'typed',
  ]);
  expect(webhook.history.listEvents(100)).toEqual([]);
  expect(webhook.announced).toEqual([]);

  // The same address is a call when a program requests it, even one that uses Node's fetch.
  expect(await sendRequest(webhook.port, { method: 'GET', path: pathOf('program') })).toMatchObject({ status: 200 });
  expect(await fetch(urlOf('node-fetch'))).toMatchObject({ status: 200 });
  expect(webhook.history.listEvents(100)).toHaveLength(2);
  await server.stop();
});
