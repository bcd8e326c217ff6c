import { expect, test } from 'vitest';
import { excerptAround } from '../../../../renderer/views/calls/excerpt.ts';
import { toSearchTerms } from '../../../../shared/search-terms.ts';

const note = 'She asked twice for the annual report and wants a quote for forty seats before Friday evening.';

test('shows the part of a long text where the word was found', () => {
  expect(excerptAround(note, toSearchTerms('quote'), 40)).toMatch(/^….*quote.*…$/);
  expect(excerptAround(note, toSearchTerms('quote'), 40).length).toBeLessThanOrEqual(40);
});

test('begins at the beginning where the word is near it, or is not there', () => {
  expect(excerptAround(note, toSearchTerms('asked'), 20)).toBe('She asked twice for…');
  expect(excerptAround(note, toSearchTerms('nowhere'), 20)).toBe('She asked twice for…');
});
