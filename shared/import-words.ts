import { t } from './i18n/translate.ts';
import type { ImportedFile, SkipReason } from './ipc/take-away.ts';

/** At most so many places are listed for each reason, then an ellipsis. */
const mostPlaces = 5;

/** What could not be read of a file, in sentences: one for each reason, with how many entries and where. */
export function describeLeftOut({ format, partial, skipped }: Omit<ImportedFile, 'file' | 'imported'>): string[] {
  const byReason = Map.groupBy(skipped, ({ reason }) => reason);
  const sentences = [...byReason].map(([reason, entries]) => {
    const places = describePlaces(
      format,
      entries.map(({ index }) => index),
    );
    return `${t(`takeAway.skipped.${reason satisfies SkipReason}`, { count: entries.length })} ${places}`;
  });
  return partial === 0 ? sentences : [...sentences, t('takeAway.partial', { count: partial })];
}

/** Where entries are: in the HAR's own notation, or by line. */
function describePlaces(format: ImportedFile['format'], indexes: readonly number[]): string {
  const named = indexes.slice(0, mostPlaces).map((index) => (format === 'har' ? `log.entries[${index}]` : index + 1));
  const places = `${named.join(', ')}${indexes.length > mostPlaces ? ' …' : ''}`;
  return t(`takeAway.skippedAt.${format}`, { places, count: indexes.length });
}
