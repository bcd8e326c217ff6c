import { useId } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import { readWhence, type RequestWhence as Whence } from '../../../../shared/request-whence.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { FieldRow } from '../../../components/field-row.tsx';

/** Which way a request came, as its headers tell; of what DialPop sent itself there is nothing to tell. */
export function RequestWhence({ request: { trace, origin } }: { request: RequestDetail }) {
  const id = useId();
  if (trace === null || (origin !== 'received' && origin !== 'imported')) return null;
  const whence = readWhence(trace.headers);
  const { carrier, clientAddress, host } = whence;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{t('whence.heading')}</h3>
      <dl className="card">
        <FieldRow name={t('whence.carrier')} value={t(`whence.carrier.${carrier}`)} />
        {carrier === 'local' ? null : <Client address={clientAddress} />}
        {host === null ? null : <FieldRow name={t('whence.host')} value={addressOf(whence)} isCode />}
      </dl>
    </section>
  );
}

function Client({ address }: { address: string | null }) {
  if (address === null) {
    const untold = <span className="is-missing">{t('whence.client.untold')}</span>;
    return <FieldRow name={t('whence.client')} value="" content={untold} />;
  }
  return <FieldRow name={t('whence.client')} value={address} note={t('whence.client.note')} isCode />;
}

const addressOf = ({ scheme, host }: Whence): string => (scheme === null ? (host ?? '') : `${scheme}://${host}`);
