import { useQuery } from '@tanstack/react-query';
import { t } from '../../../shared/i18n/translate.ts';
import { requestStorageQuery } from '../../live/queries.ts';

const kinds = ['requests', 'traces', 'strays'] as const;

/** At the end of the list: what was there before, and is not any more. */
export function CutNotice() {
  const { data } = useQuery(requestStorageQuery);
  const told = kinds.flatMap((kind) => {
    const cut = data?.cuts[kind] ?? null;
    return cut === null || cut.total === 0 ? [] : [t(`requests.cut.${kind}`, { count: cut.total })];
  });
  return told.length === 0 ? null : <p className="cut-notice">{told.join(' ')}</p>;
}
