import type { Page } from 'playwright/test';

/** The Requests view as a person finds its parts. */
export function requestsPage(page: Page) {
  const list = page.getByRole('listbox', { name: 'Requests, newest first' });
  return {
    open: () => page.getByRole('button', { name: 'Requests', exact: true }).click(),
    box: page.getByRole('combobox', { name: 'Search requests' }),
    list,
    options: list.getByRole('option'),
    selected: list.getByRole('option', { selected: true }),
    chips: page.getByRole('list', { name: 'Filters that are set' }).getByRole('button'),
    completions: page.getByRole('listbox', { name: 'Filters that fit' }).getByRole('option'),
    detail: page.getByRole('region', { name: 'Request', exact: true }),
    tab: (name: string) => page.getByRole('tab', { name, exact: true }),
  };
}
