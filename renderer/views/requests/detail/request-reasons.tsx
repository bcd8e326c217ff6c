import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { describeReason } from '../../../format/reason.ts';
import type { TextMark } from '../../../format/text-lines.ts';

interface Props {
  request: RequestDetail;
  /** The places that can be pointed at. */
  marks: readonly TextMark[];
  onPoint: (id: string) => void;
}

/** Why it was refused; each reason leads to the place it is about. */
export function RequestReasons({ request: { reasons }, marks, onPoint }: Props) {
  if (reasons.length === 0) return null;
  return (
    <section aria-labelledby="reasons-heading">
      <h3 id="reasons-heading">{t('request.reasons')}</h3>
      <ul className="card reasons">
        {reasons.map(({ path, message }) => (
          <li key={`${path} ${message}`}>
            {path === '' ? null : <code>{toPlainText(path, 64)}</code>}
            <span>{describeReason(message)}</span>
            {marks.some(({ id }) => id === path) ? (
              <button
                type="button"
                className="link-button"
                aria-label={path === '' ? undefined : t('request.showField', { field: path })}
                onClick={() => onPoint(path)}
              >
                {t('request.showPlace')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
