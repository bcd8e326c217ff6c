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

/** The fields as they were sent, after those that something is wrong with: that is what one looks for. */
function SentFields({ fields, request }: { fields: JsonObject; request: RequestDetail }) {
  const problems = new Map<string, string>();
  for (const { path, message } of request.reasons) {
    // The one field that has two names.
    const name = path === 'app_id' && !Object.hasOwn(fields, path) && Object.hasOwn(fields, 'appid') ? 'appid' : path;
    if (path !== '') problems.set(name, describeReason(message));
  }
  const sentValueOf = (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
  const sound = Object.entries(fields).filter(([name]) => !problems.has(name));
  return (
    <dl className="card fields">
      {[...problems].map(([name, problem]) => (
        <FieldRow
          key={name}
          name={name}
          value={sentValueOf(name) ?? ''}
          content={
            sentValueOf(name) === undefined ? <span className="is-missing">{t('event.notSent')}</span> : undefined
          }
          problem={problem}
          isCode
        />
      ))}
      {sound.map(([name, value]) => (
        <FieldRow key={name} name={name} value={value} isCode />
      ))}
    </dl>
  );
}
