import type { Page } from 'playwright/test';
import { projectRoot } from './desktop.ts';

/** The Calls view as a person finds its parts. */
export function callsPage(page: Page) {
  const list = page.getByRole('listbox', { name: 'Calls, newest first' });
  return {
    box: page.getByRole('combobox', { name: 'Search calls' }),
    list,
    options: list.getByRole('option'),
    /** Filters that are set. */
    chips: page.getByRole('list', { name: 'Filters that are set' }).getByRole('button'),
    completions: page.getByRole('listbox', { name: 'Filters that fit' }).getByRole('option'),
    detail: page.getByRole('region', { name: 'Call', exact: true }),
    note: page.getByRole('textbox', { name: 'Note' }),
    today: page.getByRole('region', { name: 'Today', exact: true }),
    screenshot: (name: string) => page.screenshot({ path: `${projectRoot}/dist/screenshots/${name}.png` }),
  };
}
