import { useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useId } from 'react';
import { saysSomething } from '../../../../shared/custom-fields.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';
import { ReorderList } from '../../../components/reorder-list.tsx';
import { Select } from '../../../components/select.tsx';
import { typedTexts, useKeptDraft } from '../../../hooks/kept-drafts.ts';
import { useCustomFieldNames } from '../../../hooks/use-custom-field-names.ts';
import { lastCallQuery } from '../../../hooks/use-last-call.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { Setting } from '../setting.tsx';

const maximumFields = 20;
const maximumNameLength = 200;

/** Which custom fields a popup tells, and in what order. */
export function PopupFieldsSetting({ fields }: { fields: string[] | null }) {
  const id = useId();
  const { isSaved, failure, change } = useSettingsChange();
  const names = useCustomFieldNames();
  const client = useQueryClient();
  const save = (toNext: (fields: string[]) => string[] | null) =>
    change(({ popups }) => ({ popups: { ...popups, fields: toNext(popups.fields ?? []) } }));
  /** The choice begins with what the last call's popup told anyway, also where that call is still being read. */
  const choose = async (value: string): Promise<void> => {
    if (value === 'all') return void save(() => null);
    const call = await client.ensureQueryData(lastCallQuery).catch(() => null);
    const spoken = call?.customFields.filter(saysSomething) ?? [];
    const firstNames = [...new Set(spoken.map(({ name }) => name))].slice(0, 4);
    void save(() => firstNames);
  };
  return (
    <Setting
      label={t('popups.fields.label')}
      controlId={id}
      description={t('popups.fields.description')}
      isSaved={isSaved}
      error={failure}
    >
      <Select
        id={id}
        describedBy={`${id}-description`}
        value={fields === null ? 'all' : 'chosen'}
        options={[
          { value: 'all', text: t('popups.fields.all') },
          { value: 'chosen', text: t('popups.fields.chosen') },
        ]}
        onChange={(value) => void choose(value)}
      />
      {fields === null ? null : (
        <>
          {fields.length === 0 ? (
            <p className="setting-note">{t('popups.fields.none')}</p>
          ) : (
            <ReorderList
              label={t('popups.fields.listName')}
              items={fields}
              keyOf={(name) => name}
              nameOf={(name) => toPlainText(name, 80)}
              onReorder={(next) => void save(() => next)}
            >
              {(name) => ({
                content: <bdi className="field-chosen">{toPlainText(name, 80)}</bdi>,
                actions: (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t('popups.fields.remove', { name })}
                    title={t('popups.fields.remove', { name })}
                    onClick={(event) => {
                      moveFocusBeside(event.currentTarget);
                      void save((all) => all.filter((other) => other !== name));
                    }}
                  >
                    <X aria-hidden />
                  </button>
                ),
              })}
            </ReorderList>
          )}
          <AddField
            names={names.filter((name) => !fields.includes(name))}
            isFull={fields.length >= maximumFields}
            onAdd={(name) => save((all) => [...new Set([...all, name])])}
          />
        </>
      )}
    </Setting>
  );
}

/** The row goes away with its button; the focus stays in the setting. */
function moveFocusBeside(button: HTMLElement): void {
  button.closest('.setting-control')?.querySelector<HTMLElement>('form input')?.focus();
}

interface AddFieldProps {
  names: string[];
  isFull: boolean;
  /** Returns whether it was saved. */
  onAdd: (name: string) => Promise<boolean>;
}

function AddField({ names, isFull, onAdd }: AddFieldProps) {
  const id = useId();
  const [draft = '', setDraft] = useKeptDraft(typedTexts, 'popupField');
  const name = draft.trim();
  const add = useOneAtATime(async () => {
    if (name === '') return;
    const isDone = await onAdd(name);
    // Unless something was typed since.
    if (isDone && typedTexts.get('popupField') === draft) setDraft(undefined);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void add();
  };
  return (
    <form className="inline-form" onSubmit={submit}>
      <input
        className="input"
        type="text"
        list={id}
        autoComplete="off"
        spellCheck={false}
        maxLength={maximumNameLength}
        aria-label={t('popups.fields.name')}
        placeholder={t('popups.fields.placeholder')}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
      />
      <datalist id={id}>
        {names.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <button type="submit" className="button" disabled={name === '' || isFull}>
        <Plus aria-hidden />
        {t('popups.fields.add')}
      </button>
    </form>
  );
}
