import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FieldRow } from '../../../components/field-row.tsx';
import { MarkedLines, type PointedAt } from './marked-lines.tsx';
import type { ShownMessage } from './shown-message.ts';

interface Props {
  request: RequestDetail;
  shown: ShownMessage;
  pointedAt: PointedAt | null;
}

/** The query as it came, and its parameters where nothing else shows them. */
export function RequestQueryText({ request: { query }, shown, pointedAt }: Props) {
  if (query === '') return null;
  const isMessage = shown.message.part === 'query';
  const parameters = [...new URLSearchParams(query)];
  return (
    <section aria-labelledby="query-heading">
      <h3 id="query-heading">{t('request.query')}</h3>
      <div className="card code-card raw-text">
        <MarkedLines text={query} marks={isMessage ? shown.marks : []} pointedAt={pointedAt} />
        <CopyButton text={query} what={t('request.query')} className="corner-copy" />
      </div>
      {isMessage ? null : (
        <dl className="card fields">
          {parameters.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a parameter may come twice with the same value
            <FieldRow key={index} name={name} value={value} isCode />
          ))}
        </dl>
      )}
    </section>
  );
}
