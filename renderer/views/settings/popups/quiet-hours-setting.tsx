import { Plus, Trash2 } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { QuietHours } from '../../../../shared/popup-rules.ts';
import { weekdayName } from '../../../format/weekday.ts';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { Setting } from '../setting.tsx';

const weekdays = [1, 2, 3, 4, 5, 6, 7];
const maximumRows = 20;
const firstHours: QuietHours = { days: weekdays, from: '20:00', to: '08:00' };

/** Hours of the week without popups, a row for each stretch of time. */
export function QuietHoursSetting({ quietHours }: { quietHours: QuietHours[] }) {
  const { isSaved, failure, change } = useSettingsChange();
  const rows = useRef<HTMLDivElement>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const save = (toNext: (hours: QuietHours[]) => QuietHours[]) =>
    change(({ popups }) => ({ popups: { ...popups, quietHours: toNext(popups.quietHours) } }));

  const isAdding = useRef(false);
  useEffect(() => {
    if (!isAdding.current) return;
    isAdding.current = false;
    rows.current?.lastElementChild?.querySelector('button')?.focus();
  });
  return (
    <Setting
      label={t('popups.quietHours.label')}
      description={t('popups.quietHours.description')}
      isSaved={isSaved}
      error={failure}
    >
      <div className="quiet-hours" ref={rows}>
        {quietHours.map((hours, index) => (
          <QuietHoursRow
            // Rows have nothing of their own that stays; they are told apart by their place.
            // biome-ignore lint/suspicious/noArrayIndexKey: as said above.
            key={index}
            hours={hours}
            number={index + 1}
            onChange={(toNext) => void save((all) => all.map((one, other) => (other === index ? toNext(one) : one)))}
            onRemove={() => {
              addButton.current?.focus();
              void save((all) => all.filter((_one, other) => other !== index));
            }}
          />
        ))}
      </div>
      <button
        ref={addButton}
        type="button"
        className="button"
        disabled={quietHours.length >= maximumRows}
        onClick={() => {
          isAdding.current = true;
          void save((all) => [...all, firstHours]);
        }}
      >
        <Plus aria-hidden />
        {t('popups.quietHours.add')}
      </button>
    </Setting>
  );
}

interface RowProps {
  hours: QuietHours;
  number: number;
  onChange: (toNext: (hours: QuietHours) => QuietHours) => void;
  onRemove: () => void;
}

function QuietHoursRow({ hours, number, onChange, onRemove }: RowProps) {
  const id = useId();
  const toggle = (day: number) =>
    onChange((current) => {
      const days = current.days.includes(day)
        ? current.days.filter((other) => other !== day)
        : [...current.days, day].toSorted((one, other) => one - other);
      // Hours of no day would be none; they are removed with their own button.
      return days.length === 0 ? current : { ...current, days };
    });
  return (
    <fieldset className="quiet-hours-row" aria-describedby={`${id}-length`}>
      <legend className="visually-hidden">{t('popups.quietHours.row', { number })}</legend>
      <div className="weekdays">
        {weekdays.map((day) => {
          const isOn = hours.days.includes(day);
          return (
            <button
              key={day}
              type="button"
              className="weekday"
              aria-pressed={isOn}
              aria-label={weekdayName(day, 'long')}
              title={isOn && hours.days.length === 1 ? t('popups.quietHours.lastDay') : weekdayName(day, 'long')}
              onClick={() => toggle(day)}
            >
              {weekdayName(day, 'narrow')}
            </button>
          );
        })}
      </div>
      <div className="quiet-times">
        <TimeInput
          label={t('popups.quietHours.from')}
          value={hours.from}
          onChange={(from) => onChange((current) => ({ ...current, from }))}
        />
        <span aria-hidden>–</span>
        <TimeInput
          label={t('popups.quietHours.to')}
          value={hours.to}
          onChange={(to) => onChange((current) => ({ ...current, to }))}
        />
        <span className="quiet-length" id={`${id}-length`}>
          {describeEnd(hours)}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t('popups.quietHours.remove', { number })}
          title={t('popups.quietHours.remove', { number })}
          onClick={onRemove}
        >
          <Trash2 aria-hidden />
        </button>
      </div>
    </fieldset>
  );
}

function describeEnd({ from, to }: QuietHours): string {
  if (from === to) return t('popups.quietHours.wholeDay');
  return to < from ? t('popups.quietHours.nextDay') : '';
}

/** A time while it is typed is none for a moment; what was there stays until there is another one. */
function TimeInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <input
      type="time"
      className="input time-input"
      aria-label={label}
      required
      value={draft ?? value}
      onChange={(event) => {
        setDraft(event.target.value);
        if (event.target.value !== '') onChange(event.target.value.slice(0, 'HH:MM'.length));
      }}
      onBlur={() => setDraft(null)}
    />
  );
}
