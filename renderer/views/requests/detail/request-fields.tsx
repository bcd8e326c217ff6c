import { documentedFieldNames } from '../../../../shared/event-schema.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { isJsonObject, type JsonObject } from '../../../../shared/json.ts';
import type { RequestDetail } from '../../../../shared/requests.ts';
import { FieldRow } from '../../../components/field-row.tsx';
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
  const { value, message } = shown;
  return value === null || !isJsonObject(value) || message.text === '' ? null : (
    <section aria-labelledby="event-fields-heading">
      <h3 id="event-fields-heading" className="beside-tabs">
        {t('request.fieldsSent')}
      </h3>
      <SentFields fields={value} request={request} />
    </section>
  );
}

function SentFields({ fields, request }: { fields: JsonObject; request: RequestDetail }) {
  const problems = new Map<string, string>();
  for (const { path, message } of request.reasons) {
    if (path !== '') problems.set(path, describeReason(message));
  }
  const isThere = (name: string): boolean => fields[name] !== undefined || (name === 'app_id' && 'appid' in fields);
  // What is wrong comes first: that is what one looks for.
  const sorted = Object.entries(fields).toSorted(
    ([one], [other]) => Number(problems.has(other)) - Number(problems.has(one)),
  );
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
      {sorted.map(([name, value]) => (
        <FieldRow key={name} name={name} value={value} problem={problems.get(name)} isCode />
      ))}
    </dl>
  );
}
