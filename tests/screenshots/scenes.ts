import { expect, type Page } from 'playwright/test';
import { type MessageKey, t } from '../../shared/i18n/translate.ts';

export interface Scene {
  /** Of the picture's file. */
  name: string;
  /** What the history holds. */
  history: 'day' | 'empty';
  /** Where the page begins; the newest call stands for `{call}`. */
  route: string;
  /** What is done there, in words of the language that is spoken; the picture is of what is there then. */
  show: (page: Page) => Promise<unknown>;
  /** The page's size in CSS pixels; that of a new window when left out. */
  size?: { width: number; height: number };
}

/** The smallest window at twice the size. */
const tiny = { width: 320, height: 240 };
const wide = { width: 1680, height: 1000 };
const smallest = { width: 640, height: 480 };

const listed = (page: Page) => expect(page.getByRole('option').first()).toBeVisible();
const opened = (page: Page) => expect(page.locator('.detail-title')).toBeVisible();
const section =
  (id = 'connection') =>
  (page: Page) =>
    expect(page.locator(`#settings-${id} h2`).first()).toBeInViewport();

const diagnosticsTold = (page: Page) => expect(page.getByRole('list', { name: t('diagnostics.groups') })).toBeVisible();

/** Every view and every state of it that looks different, one line each. */
export const scenes: Scene[] = [
  { name: 'calls', history: 'day', route: '#/calls/{call}', show: opened },
  { name: 'calls-nothing-selected', history: 'day', route: '#/calls', show: listed },
  { name: 'calls-json', history: 'day', route: '#/calls/{call}', show: (page) => pickTab(page, 'parsed') },
  { name: 'calls-as-received', history: 'day', route: '#/calls/{call}', show: (page) => pickTab(page, 'original') },
  { name: 'calls-smallest', history: 'day', route: '#/calls', show: listed, size: smallest },
  { name: 'call-smallest', history: 'day', route: '#/calls/{call}', show: opened, size: smallest },
  { name: 'calls-tiny', history: 'day', route: '#/calls', show: listed, size: tiny },
  { name: 'call-tiny', history: 'day', route: '#/calls/{call}', show: opened, size: tiny },
  { name: 'search', history: 'day', route: '#/calls', show: (page) => search(page, 'gold agent:202 ') },
  { name: 'search-completion', history: 'day', route: '#/calls', show: (page) => search(page, 'custom.') },
  { name: 'search-problem', history: 'day', route: '#/calls', show: (page) => search(page, 'after:soon ') },
  { name: 'search-no-match', history: 'day', route: '#/calls', show: (page) => search(page, 'nothing like it') },
  { name: 'search-tiny', history: 'day', route: '#/calls', show: (page) => search(page, 'gold '), size: tiny },
  { name: 'filters', history: 'day', route: '#/calls', show: openFilters },
  { name: 'call-earlier', history: 'day', route: '#/calls/{call}', show: (page) => scrollTo(page, 'earlier.heading') },
  { name: 'calls-empty', history: 'empty', route: '#/calls', show: (page) => shows(page, t('noCalls.title')) },
  { name: 'requests', history: 'day', route: '#/requests', show: (page) => openRequest(page, 'accepted') },
  { name: 'request-copy', history: 'day', route: '#/requests', show: openCopyMenu },
  { name: 'requests-export', history: 'day', route: '#/requests', show: openRequestExport },
  { name: 'requests-export-smallest', history: 'day', route: '#/requests', show: openRequestExport, size: smallest },
  {
    name: 'requests-wide',
    history: 'day',
    route: '#/requests',
    show: (page) => openRequest(page, 'accepted'),
    size: wide,
  },
  { name: 'requests-invalid', history: 'day', route: '#/requests', show: showField, size: wide },
  {
    name: 'requests-malformed',
    history: 'day',
    route: '#/requests',
    show: (page) => findRequest(page, 'reason:malformed status:400 to '),
  },
  { name: 'requests-hex', history: 'day', route: '#/requests', show: (page) => findRequest(page, 'utf ') },
  { name: 'requests-own', history: 'day', route: '#/requests', show: (page) => findRequest(page, 'from:replayed ') },
  { name: 'requests-turned-away', history: 'day', route: '#/requests', show: (page) => findRequest(page, 'wp-login ') },
  { name: 'requests-selected', history: 'day', route: '#/requests', show: selectRequests },
  { name: 'requests-filters', history: 'day', route: '#/requests', show: openRequestFilters },
  { name: 'requests-no-match', history: 'day', route: '#/requests', show: (page) => search(page, 'nothing like it') },
  { name: 'requests-smallest', history: 'day', route: '#/requests', show: listed, size: smallest },
  { name: 'request-smallest', history: 'day', route: '#/requests', show: showField, size: smallest },
  { name: 'requests-tiny', history: 'day', route: '#/requests', show: listed, size: tiny },
  { name: 'request-tiny', history: 'day', route: '#/requests', show: showField, size: tiny },
  { name: 'composer', history: 'day', route: '#/requests', show: openComposer },
  { name: 'composer-scenario', history: 'day', route: '#/requests', show: chooseScenario },
  { name: 'composer-smallest', history: 'day', route: '#/requests', show: openComposer, size: smallest },
  { name: 'composer-tiny', history: 'day', route: '#/requests', show: openComposer, size: tiny },
  {
    name: 'requests-empty',
    history: 'empty',
    route: '#/requests',
    show: (page) => shows(page, t('requests.emptyTitle')),
  },
  { name: 'request-editor', history: 'day', route: '#/requests', show: editRefused },
  { name: 'request-editor-tiny', history: 'day', route: '#/requests', show: editRefused, size: tiny },
  { name: 'request-compare', history: 'day', route: '#/requests', show: compareRequest },
  { name: 'request-compare-tiny', history: 'day', route: '#/requests', show: compareRequest, size: tiny },
  { name: 'settings-connection', history: 'day', route: '#/settings/connection', show: section('connection') },
  { name: 'settings-links', history: 'day', route: '#/settings/links', show: section('links') },
  { name: 'settings-popups', history: 'day', route: '#/settings/popups', show: section('popups') },
  { name: 'settings-forwarding', history: 'day', route: '#/settings/forwarding', show: section('forwarding') },
  { name: 'settings-forwarding-editor', history: 'day', route: '#/settings/forwarding', show: addForwardTarget },
  {
    name: 'settings-forwarding-tiny',
    history: 'day',
    route: '#/settings/forwarding',
    show: addForwardTarget,
    size: tiny,
  },
  { name: 'export', history: 'day', route: '#/calls', show: openExport },
  { name: 'settings-data', history: 'day', route: '#/settings/data', show: section('data') },
  { name: 'settings-general', history: 'day', route: '#/settings/general', show: section('general') },
  { name: 'settings-diagnostics', history: 'day', route: '#/settings/diagnostics', show: diagnosticsTold },
  {
    name: 'diagnostics-smallest',
    history: 'day',
    route: '#/settings/diagnostics',
    show: diagnosticsTold,
    size: smallest,
  },
  { name: 'report', history: 'day', route: '#/settings/diagnostics', show: openReport },
  { name: 'report-tiny', history: 'day', route: '#/settings/diagnostics', show: openReport, size: tiny },
  { name: 'settings-smallest', history: 'day', route: '#/settings', show: section(), size: smallest },
  { name: 'settings-tiny', history: 'day', route: '#/settings', show: section(), size: tiny },
  { name: 'settings-replace-token', history: 'day', route: '#/settings', show: askToReplaceToken },
  ...(['agent', 'tunnel', 'check', 'telecmi'] as const).map(
    (step): Scene => ({
      name: `welcome-${step}`,
      history: 'empty',
      route: '#/welcome',
      show: (page) => goToStep(page, step),
    }),
  ),
  {
    name: 'welcome-tiny',
    history: 'empty',
    route: '#/welcome',
    show: (page) => goToStep(page, 'tunnel'),
    size: tiny,
  },
  {
    name: 'welcome-smallest',
    history: 'empty',
    route: '#/welcome',
    show: (page) => goToStep(page, 'telecmi'),
    size: smallest,
  },
  { name: 'pause-menu', history: 'day', route: '#/calls', show: openPauseMenu },
  { name: 'palette', history: 'day', route: '#/calls/{call}', show: (page) => openPalette(page) },
  {
    name: 'palette-searching',
    history: 'day',
    route: '#/calls',
    show: (page) => openPalette(page, t('action.zoomIn')),
  },
  { name: 'palette-tiny', history: 'day', route: '#/calls', show: (page) => openPalette(page), size: tiny },
  { name: 'keys', history: 'day', route: '#/calls', show: openKeys },
  { name: 'keys-tiny', history: 'day', route: '#/calls', show: openKeys, size: tiny },
  // The last one of its group, because it adds a call.
  { name: 'settings-test-call', history: 'day', route: '#/settings', show: startTestCall },
];

/**
 * Has a page begin each scene where its route says: settings remember their place for the page that is loaded next at
 * the same address.
 */
export async function forgetPlaces(page: Page): Promise<void> {
  await page.addInitScript(() => sessionStorage.removeItem('settingsPlace'));
}

/** Goes to where a scene begins. */
export async function goToScene(page: Page, { route }: Pick<Scene, 'route'>, callId: number | null): Promise<void> {
  await page.evaluate((to) => history.replaceState(null, '', to), route.replace('{call}', String(callId)));
  await page.reload();
  await page.locator('.status-line').waitFor();
}

/**
 * The scenes in groups that one test can take, each with its own app: those of a view, and those of an empty history.
 */
export function groupScenes(): Map<string, Scene[]> {
  const groupOf = ({ history, route }: Scene): string =>
    history === 'empty' ? 'an empty history' : (/^#\/(\w+)/.exec(route)?.[1] ?? route);
  return Map.groupBy(scenes, groupOf);
}

const shows = (page: Page, text: string) => expect(page.getByText(text).first()).toBeVisible();

async function search(page: Page, text: string): Promise<void> {
  await listed(page);
  await page.locator('.search-input').pressSequentially(text);
  await expect(page.locator('.is-turning')).toHaveCount(0);
  await expect(
    page.locator('mark, .completions:not([hidden]), .empty-state, .field-error, .filter-chip.is-on').first(),
  ).toBeVisible();
}

async function openFilters(page: Page): Promise<void> {
  await listed(page);
  await page.keyboard.press('f');
  await expect(page.getByText(t('filter.group.origin'))).toBeVisible();
}

async function scrollTo(page: Page, heading: MessageKey): Promise<void> {
  await page.getByRole('heading', { name: t(heading) }).scrollIntoViewIfNeeded();
}

async function pickTab(page: Page, tab: 'parsed' | 'original'): Promise<void> {
  await page.getByRole('tab', { name: t(`event.tab.${tab}`), exact: true }).click();
  await page.getByRole('tabpanel').scrollIntoViewIfNeeded();
}

async function openRequest(page: Page, outcome: 'accepted'): Promise<void> {
  await page.locator(`.request-row:has(.outcome-icon.outcome-${outcome})`).first().click();
  await opened(page);
}

/** The first request that a text finds. */
async function findRequest(page: Page, text: string): Promise<void> {
  await search(page, text);
  await expect(page.locator('.request-row').first()).toBeVisible();
  await page.locator('.request-row').first().click();
  await opened(page);
}

async function showField(page: Page): Promise<void> {
  await findRequest(page, 'reason:invalid ');
  await page.locator('.reasons .link-button').first().click();
  await expect(page.locator('.field-mark:focus')).toBeVisible();
}

async function selectRequests(page: Page): Promise<void> {
  await page.locator('.request-row').first().click();
  for (let count = 0; count < 4; count += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect(page.locator('.selection-bar')).toBeVisible();
}

async function openRequestFilters(page: Page): Promise<void> {
  await listed(page);
  await page.keyboard.press('f');
  await expect(page.getByText(t('requestFilter.group.outcome'))).toBeVisible();
}

async function openComposer(page: Page): Promise<void> {
  await listed(page);
  await page.keyboard.press('Control+n');
  await shows(page, t('composer.accepted.outgoing_started'));
}

async function chooseScenario(page: Page): Promise<void> {
  await openComposer(page);
  await page.getByRole('button', { name: t('composer.scenario.click2call.name'), exact: true }).click();
  await shows(page, t('composer.run.steps'));
}

async function addForwardTarget(page: Page): Promise<void> {
  await page.getByRole('button', { name: t('forwarding.add') }).click();
  await expect(page.getByRole('form', { name: t('forwarding.editor.name') })).toBeVisible();
}

/** Its content is refused again, so that the reasons are there. */
async function editRefused(page: Page): Promise<void> {
  await findRequest(page, 'outcome:refused ');
  await page.keyboard.press('e');
  await expect(page.locator('.draft-preview strong')).toBeVisible();
}

async function compareRequest(page: Page): Promise<void> {
  await openRequest(page, 'accepted');
  await page.keyboard.press('Shift+C');
  await expect(page.locator('.compare-table').first()).toBeVisible();
}

async function askToReplaceToken(page: Page): Promise<void> {
  await page.getByRole('button', { name: t('settings.token.replace') }).click();
  await shows(page, t('settings.token.replaceTitle'));
}

async function openExport(page: Page): Promise<void> {
  await listed(page);
  await page.keyboard.press('Control+e');
  await shows(page, t('export.all'));
}

async function openCopyMenu(page: Page): Promise<void> {
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: t('takeAway.copy') }).click();
  await shows(page, t('takeAway.withToken'));
}

async function openRequestExport(page: Page): Promise<void> {
  // Nothing is selected: in a small window the request would be there instead of the list.
  await listed(page);
  await page
    .getByRole('button', { name: t('action.exportRequests') })
    .first()
    .click();
  await shows(page, t('takeAway.format.jsonl'));
}

async function openReport(page: Page): Promise<void> {
  await diagnosticsTold(page);
  await page.getByRole('button', { name: t('diagnostics.report.button') }).click();
  await shows(page, `# ${t('report.title')}`);
}

async function openPauseMenu(page: Page): Promise<void> {
  await listed(page);
  await page.getByRole('button', { name: t('pause.name'), exact: true }).click();
  await expect(page.getByRole('menu')).toBeVisible();
}

async function openPalette(page: Page, text = ''): Promise<void> {
  await page.locator('.rail').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: t('palette.name') }).fill(text);
}

async function openKeys(page: Page): Promise<void> {
  await page.locator('.rail').waitFor();
  await page.keyboard.press('F1');
  await expect(page.getByRole('textbox', { name: t('keys.filter') })).toBeVisible();
}

async function goToStep(page: Page, step: 'agent' | 'tunnel' | 'check' | 'telecmi'): Promise<void> {
  await page
    .locator('.welcome-header')
    .getByRole('button', { name: t(`welcome.step.${step}`) })
    .click();
  await expect(page.getByRole('heading', { name: t(`welcome.${step}.title`) })).toBeVisible();
}

async function startTestCall(page: Page): Promise<void> {
  await section()(page);
  await page.getByRole('button', { name: t('action.startTestCall') }).click();
  await shows(page, t('testCall.click.running'));
}
