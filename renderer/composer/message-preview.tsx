import { useQuery } from '@tanstack/react-query';
import { Check, TriangleAlert } from 'lucide-react';
import { type ComposedMessage, type ComposeResult, readComposed } from '../../shared/composer/compose-message.ts';
import type { Draft } from '../../shared/composer/draft.ts';
import { validateEvent } from '../../shared/event-schema.ts';
import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import { tokenPlaceholder } from '../../shared/requests.ts';
import { RawText } from '../components/raw-text.tsx';
import { describeReason } from '../format/reason.ts';
import { statusQuery } from '../live/queries.ts';

interface Props {
  draft: Draft;
  composed: ComposeResult;
}

const longestName = 64;

/** The request as it will be sent, with the token masked, and what the listener will say to it. */
export function MessagePreview({ draft, composed }: Props) {
  const { data: status } = useQuery(statusQuery);
  const port = status?.listener.port ?? null;
  return (
    <section className="composer-preview" aria-label={t('composer.preview')}>
      <Verdict draft={draft} composed={composed} />
      {composed.ok ? <RawText text={writeRequest(composed.message, port)} what={t('composer.preview')} /> : null}
    </section>
  );
}

function Verdict({ draft, composed }: Props) {
  if (!composed.ok) {
    const reasons = composed.problems.map(({ path }) => ({ path, text: t('composer.notJson') }));
    return <Problems title={t('composer.unsendable')} reasons={reasons} />;
  }
  // What custom fields hold decides nothing.
  const result = validateEvent(readComposed(draft), (value) => value);
  if (result.ok) {
    return (
      <p className="composer-verdict is-good">
        <Check aria-hidden />
        {t(`composer.accepted.${result.event.kind}`)}
      </p>
    );
  }
  const reasons = result.reasons.map(({ path, message }) => ({ path, text: describeReason(message) }));
  return <Problems title={t('composer.refused')} reasons={reasons} />;
}

function Problems({ title, reasons }: { title: string; reasons: { path: string; text: string }[] }) {
  return (
    <div className="composer-verdict is-bad">
      <TriangleAlert aria-hidden />
      <div>
        <p>{title}</p>
        <ul>
          {reasons.map(({ path, text }) => (
            <li key={`${path} ${text}`}>
              <code>{toPlainText(path, longestName)}</code> {text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The request as it goes over the connection. */
function writeRequest({ method, contentType, query, body }: ComposedMessage, port: number | null): string {
  const target = `/hook/${tokenPlaceholder}${query === '' ? '' : `?${query}`}`;
  const length = new TextEncoder().encode(body).byteLength;
  return [
    `${method} ${target} HTTP/1.1`,
    `Host: 127.0.0.1${port === null ? '' : `:${port}`}`,
    ...(contentType === null ? [] : [`Content-Type: ${contentType}`, `Content-Length: ${length}`]),
    ...(body === '' ? [] : ['', body]),
  ].join('\n');
}
