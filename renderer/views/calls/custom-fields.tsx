import type { CustomField } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { FieldRow } from '../../components/field-row.tsx';

/** What the CRM said about the call: names, values, and which field of TeleCMI's brought them. */
export function CustomFields({ fields }: { fields: CustomField[] }) {
  return (
    <section aria-labelledby="custom-fields-heading">
      <h3 id="custom-fields-heading">{t('customFields.heading')}</h3>
      {fields.length === 0 ? (
        <p className="card card-note">{t('customFields.none')}</p>
      ) : (
        <dl className="card fields">
          {fields.map(({ name, value, source }) => (
            <FieldRow
              key={`${source} ${name}`}
              name={name}
              value={value}
              badge={{ text: t(`customFields.source.${source}`), title: t(`customFields.sourceHint.${source}`) }}
            />
          ))}
        </dl>
      )}
    </section>
  );
}
