import { useQuery } from '@tanstack/react-query';
import { Check, TriangleAlert } from 'lucide-react';
import type { ComposedMessage } from '../../shared/composer/compose-message.ts';
import type { Verdict } from '../../shared/composer/judge-draft.ts';
import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import { tokenPlaceholder } from '../../shared/requests.ts';
import { RawText } from '../components/raw-text.tsx';
import { describeReason } from '../format/reason.ts';
import { statusQuery } from '../live/queries.ts';

const longestName = 64;

/** What the listener will say. */
export function VerdictNote({ verdict }: { verdict: Verdict }) {
  switch (verdict.state) {
    case 'accepted':
      return (
        <p className="composer-verdict is-good">
          <Check aria-hidden />
          {t(`composer.accepted.${verdict.kind}`)}
        </p>
      );
    case 'refused':
      return (
        <Problems
          title={t('composer.refused')}
          problems={verdict.reasons.map(({ path, message }) => ({ path, text: describeReason(message) }))}
        />
      );
    case 'unsendable':
      return (
        <Problems
          title={t('composer.unsendable')}
          problems={verdict.paths.map((path) => ({ path, text: t('composer.notJson') }))}
        />
      );
  }
}

function Problems({ title, problems }: { title: string; problems: { path: string; text: string }[] }) {
  return (
    <div className="composer-verdict is-bad">
      <TriangleAlert aria-hidden />
      <div>
        <p>{title}</p>
        <ul>
          {problems.map(({ path, text }) => (
            <li key={`${path} ${text}`}>
              <code>{toPlainText(path, longestName)}</code> {text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The request as it will be sent, with the token masked. */
export function MessagePreview({ message }: { message: ComposedMessage }) {
  const { data: status } = useQuery(statusQuery);
  return <RawText text={writeRequest(message, status?.listener.port ?? null)} what={t('composer.preview')} />;
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
