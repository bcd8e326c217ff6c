import { t } from '../../../../shared/i18n/translate.ts';
import type { Header, RequestDetail } from '../../../../shared/requests.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { FieldRow } from '../../../components/field-row.tsx';

/** The headers in the order and the spelling they came in. */
export function RequestHeaders({ request: { trace } }: { request: RequestDetail }) {
  if (trace === null) return null;
  return (
    <section aria-labelledby="headers-heading">
      <header className="inspector-header">
        <h3 id="headers-heading">{t('request.headers')}</h3>
        {trace.headers.length === 0 ? null : (
          <CopyButton text={writeHeaders(trace.headers)} what={t('request.headersText')} />
        )}
      </header>
      <HeaderList headers={trace.headers} />
    </section>
  );
}

/** Headers, one row each. */
export function HeaderList({ headers }: { headers: readonly Header[] }) {
  if (headers.length === 0) return <p className="card card-note">{t('request.noHeaders')}</p>;
  return (
    <dl className="card fields">
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice with the same value
        <FieldRow key={index} name={name} value={value} isCode />
      ))}
    </dl>
  );
}

const writeHeaders = (headers: readonly Header[]): string =>
  headers.map(([name, value]) => `${name}: ${value}`).join('\n');
