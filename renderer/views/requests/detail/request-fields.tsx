import { documentedFieldNames } from '../../../../shared/event-schema.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { FieldRow } from '../../../components/field-row.tsx';
import { fieldsOf } from '../../../format/read-message.ts';
import { describeReason } from '../../../format/reason.ts';
import { EventFields } from '../../calls/event-fields.tsx';
import type { ShownMessage } from './shown-message.ts';

/** The event in normal form; of a refused message its fields, and at each what is wrong with it. */
export function RequestFields({ request, shown }: { request: RequestDetail; shown: ShownMessage }) {
  if (request.fields !== null) {
    const unknown = new Set(Object.keys(request.fields).filter((name) => !documentedFieldNames.has(name)));
    return (
      <section aria-labelledby="event-fields-heading">
        <h3 id="event-fields-heading" className="beside-tabs">
          {t('request.event')}
        </h3>
        <EventFields fields={request.fields} unknownNames={unknown} />
      </section>
    );
  }
  const fields = fieldsOf(shown.message);
  return fields === null || shown.message.text === '' ? null : (
    <section aria-labelledby="event-fields-heading">
      <h3 id="event-fields-heading" className="beside-tabs">
        {t('request.fieldsSent')}
      </h3>
      <SentFields fields={fields} request={request} />
    </section>
  );
}

function SentFields({ fields, request }: { fields: NonNullable<ReturnType<typeof fieldsOf>>; request: RequestDetail }) {
  const problems = new Map<string, string>();
  for (const { path, message } of request.reasons) {
    if (path !== '') problems.set(path, describeReason(message));
  }
  const isThere = (name: string): boolean => fields[name] !== undefined || (name === 'app_id' && 'appid' in fields);
  const missing = [...problems].filter(([name]) => !isThere(name));
  return (
    <dl className="card fields">
      {missing.map(([name, problem]) => (
        <FieldRow
          key={name}
          name={name}
          value=""
          content={<span className="is-missing">{t('event.notSent')}</span>}
          problem={problem}
          isCode
        />
      ))}
      {Object.entries(fields).map(([name, value]) => (
        <FieldRow key={name} name={name} value={value} problem={problems.get(name)} isCode />
      ))}
    </dl>
  );
}
