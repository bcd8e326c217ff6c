import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { RawText } from '../../../components/raw-text.tsx';
import { HeaderList } from './request-headers.tsx';

/** What the sender was told. */
export function AnswerGiven({ request: { trace } }: { request: RequestDetail }) {
  if (trace === null) return null;
  const { status, headers, body } = trace.answer;
  return (
    <section className="answer-given" aria-labelledby="answer-heading">
      <header className="inspector-header">
        <h3 id="answer-heading">
          {t('request.answer')} <span className="answer-status">{status}</span>
        </h3>
      </header>
      <HeaderList headers={Object.entries(headers)} />
      {body === '' ? null : <RawText text={body} what={t('request.answerBody')} />}
    </section>
  );
}
