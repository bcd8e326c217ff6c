import { t } from '../../shared/i18n/translate.ts';
import { spellDeceiving } from '../../shared/plain-text.ts';
import { CopyButton } from './copy-button.tsx';

/** Text as it came, with its name; what cannot be seen of it is spelled out. The copy is exact. */
export function RawText({ text, what }: { text: string; what: string }) {
  return (
    <figure className="card code-card raw-text">
      <figcaption>{what}</figcaption>
      {text === '' ? (
        <p className="is-missing">{t('request.empty')}</p>
      ) : (
        <>
          {/* Focusable, so that the keys can scroll what is long. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable text must be reachable */}
          <pre tabIndex={0} dir="ltr">
            {spellDeceiving(text)}
          </pre>
          <CopyButton text={text} what={what} className="corner-copy" />
        </>
      )}
    </figure>
  );
}
