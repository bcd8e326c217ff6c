import { useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { codePoint, splitDeceiving } from '../../shared/plain-text.ts';

/** Some eight lines: beyond it the rest of the call would be far below. */
const longestShown = 300;
/** Not worth a button of its own. */
const slack = 120;

/** Text as it came, in lines: what cannot be seen of it is marked, and what is long unfolds. */
export function LongText({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > longestShown + slack;
  const shown =
    isLong && !isWhole
      ? `${text
          .slice(0, longestShown)
          .replace(/[\uD800-\uDBFF]$/, '')
          .trimEnd()}…`
      : text;
  return (
    <>
      <bdi className="field-value">
        <MarkedCharacters text={shown} />
      </bdi>
      {isLong ? (
        <button type="button" className="link-button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? t('value.showLess') : t('value.showAll', { count: text.length })}
        </button>
      ) : null}
    </>
  );
}

/** Characters that cannot be seen, and can make a text look like another one, by their number. */
export function MarkedCharacters({ text }: { text: string }) {
  let offset = 0;
  return splitDeceiving(text).map(({ part, isDeceiving }) => {
    offset += part.length;
    if (!isDeceiving) return part;
    return (
      <span key={offset} className="hidden-character" title={t('value.hiddenCharacter')}>
        {codePoint(part)}
      </span>
    );
  });
}
