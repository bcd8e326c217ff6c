import { memo } from 'react';
import type { CustomField } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { FieldRow } from '../../components/field-row.tsx';
import { toText } from '../../format/json-text.ts';
import { classifyValue } from '../../format/value-kind.ts';
import { TypedValue } from './typed-value.tsx';

/** What the CRM said about the call: names, values, and which field of TeleCMI's brought them. */
export const CustomFields = memo(function CustomFields({ fields }: { fields: CustomField[] }) {
  return (
    <section aria-labelledby="custom-fields-heading">
      <h3 id="custom-fields-heading">{t('customFields.heading')}</h3>
      {fields.length === 0 ? (
        <p className="card card-note">{t('customFields.none')}</p>
      ) : (
        <dl className="card fields">
          {fields.map(({ name, value, source }) => {
            const kind = classifyValue(name, value);
            return (
              <FieldRow
                key={`${source} ${name}`}
                name={name}
                value={value}
                content={kind.kind === 'plain' ? undefined : <TypedValue kind={kind} text={toText(value)} />}
                badge={{ text: t(`customFields.source.${source}`), title: t(`customFields.sourceHint.${source}`) }}
              />
            );
          })}
        </dl>
      )}
    </section>
  );
});
