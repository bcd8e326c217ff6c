import { forLocale } from '../../shared/i18n/locale.ts';
import { t } from '../../shared/i18n/translate.ts';
import { toPlainText } from '../../shared/plain-text.ts';
import { findRepeatedNames } from '../format/repeated-names.ts';

const mostNamed = 5;
const listOf = forLocale((tag) => new Intl.ListFormat(tag));

/** Says of a body which of its fields came more than once, and which of them counts. */
export function RepeatedNames({ body }: { body: string }) {
  const names = findRepeatedNames(body);
  if (names.length === 0) return null;
  const told = names.slice(0, mostNamed).map((name) => toPlainText(name, 32) || '""');
  return (
    <p className="card card-note">
      {t('request.repeatedFields', { names: listOf().format([...told, ...(names.length > mostNamed ? ['…'] : [])]) })}
    </p>
  );
}
