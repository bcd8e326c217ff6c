import { isCallTime, toEpochMs } from '../../../shared/event-time.ts';
import { t } from '../../../shared/i18n/translate.ts';
import type { JsonObject, JsonValue } from '../../../shared/json.ts';
import { FieldRow } from '../../components/field-row.tsx';
import { formatDayAndClock } from '../../format/time.ts';

/** The fields of TeleCMI's page, in the order one looks for them. */
const documentedFields = [
  'to',
  'callerid',
  'user',
  'status',
  'leg',
  'type',
  'direction',
  'time',
  'custom',
  'extra_params',
  'call_id',
  'cmiuuid',
  'conversation_uuid',
  'request_id',
  'app_id',
] as const;

interface Props {
  /** In normal form. */
  fields: JsonObject;
  /** Those that TeleCMI does not document. */
  unknownNames: ReadonlySet<string>;
}

/** Every documented field of an event, sent or not, then those the page does not know. */
export function EventFields({ fields, unknownNames }: Props) {
  const known = new Set<string>(documentedFields);
  const others = Object.entries(fields).filter(([name]) => !known.has(name));
  // Seen in real traffic, such as a CDR's hang-up reason, though not on the page of the start event.
  const seen = others.filter(([name]) => !unknownNames.has(name));
  const unknown = others.filter(([name]) => unknownNames.has(name));
  return (
    <>
      <dl className="card fields">
        {documentedFields.map((name) => {
          const value = fields[name];
          return value === undefined || value === null || value === '' ? (
            <div key={name} className="field-row">
              <dt>{name}</dt>
              <dd>
                <span className="field-content is-missing">{t('event.notSent')}</span>
              </dd>
            </div>
          ) : (
            <FieldRow key={name} name={name} value={value} note={noteOf(name, value)} isCode />
          );
        })}
        {seen.map(([name, value]) => (
          <FieldRow key={name} name={name} value={value} isCode />
        ))}
      </dl>
      {unknown.length === 0 ? null : (
        <>
          <h4>{t('event.unknownFields')}</h4>
          <dl className="card fields">
            {unknown.map(([name, value]) => (
              <FieldRow key={name} name={name} value={value} isCode />
            ))}
          </dl>
        </>
      )}
    </>
  );
}

function noteOf(name: string, value: JsonValue): string | undefined {
  // An older version may have stored the time in seconds.
  if (name === 'time' && typeof value === 'number' && isCallTime(toEpochMs(value)))
    return formatDayAndClock(toEpochMs(value));
  if (name === 'leg' && value === 'a') return t('event.legA');
  if (name === 'leg' && value === 'b') return t('event.legB');
  return undefined;
}
