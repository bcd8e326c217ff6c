/** Finding calls: the search box, filters, the strip of today, the list. */
export const hiSearch = {} as const;
