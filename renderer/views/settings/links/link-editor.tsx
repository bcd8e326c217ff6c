import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { plainFieldNames } from '../../../../shared/call-link-fields.ts';
import { describeLinkProblem } from '../../../../shared/call-link-problems.ts';
import { parseLinkTemplate } from '../../../../shared/call-link-template.ts';
import type { LinkTemplate } from '../../../../shared/call-links.ts';
import type { CallDetail } from '../../../../shared/calls.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { isKey } from '../../../actions/keys.ts';
import { FieldError } from '../../../components/field-error.tsx';
import { useCustomFieldNames } from '../../../hooks/use-custom-field-names.ts';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { EditorActions } from '../editor-actions.tsx';
import { ConditionEditor, conditionProblem } from './condition-editor.tsx';
import { FieldMenu } from './field-menu.tsx';
import { LinkPreview } from './link-preview.tsx';

const maximumNameLength = 60;
const maximumTemplateLength = 2000;

interface Props {
  draft: LinkTemplate;
  /** Its name for screen readers, which tells it from others that are open. */
  label: string;
  /** It was just opened. */
  takesFocus: boolean;
  /** The newest call, to try the link on. */
  call: CallDetail | null | undefined;
  linkSchemes: string[];
  onDraft: (draft: LinkTemplate) => void;
  onSave: (link: LinkTemplate) => Promise<unknown>;
  onCancel: () => void;
}

/** A link's name, address and condition, with what becomes of it for the last call while it is typed. */
export function LinkEditor(props: Props) {
  const { draft, label, takesFocus, call, linkSchemes, onDraft: setDraft, onSave, onCancel } = props;
  const id = useId();
  const [isTried, setTried] = useState(false);
  const nameInput = useRef<HTMLInputElement>(null);
  const templateInput = useRef<HTMLInputElement>(null);
  const fields = [...plainFieldNames, ...useCustomFieldNames().map((name) => `custom.${name}`)];
  useEffect(() => {
    if (!takesFocus) return;
    nameInput.current?.focus();
    // The whole of it: what becomes of the link is at its end.
    nameInput.current?.form?.scrollIntoView({ block: 'nearest' });
  }, [takesFocus]);
  const save = useOneAtATime(onSave);

  const nameProblem = draft.name.trim() === '' ? t('links.editor.noName') : null;
  const parsed = parseLinkTemplate(draft.template.trim(), linkSchemes);
  const problem = nameProblem ?? (parsed.ok ? conditionProblem(draft.condition) : describeLinkProblem(parsed.problem));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problem !== null) {
      const wrong = nameProblem === null ? templateInput.current : nameInput.current;
      const conditionInput = nameInput.current?.form?.querySelector<HTMLElement>('.condition-editor input');
      (nameProblem === null && parsed.ok ? conditionInput : wrong)?.focus();
      return;
    }
    const condition =
      draft.condition.kind === 'always' ? draft.condition : { ...draft.condition, field: draft.condition.field.trim() };
    void save({ ...draft, name: draft.name.trim(), template: draft.template.trim(), condition });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isKey(event, 'Escape')) return;
    event.preventDefault();
    onCancel();
  };
  /** A field chosen from the list stands where the cursor is. */
  const insert = (field: string) => {
    const input = templateInput.current;
    const at = input?.selectionStart ?? draft.template.length;
    const variable = `{{${field}}}`;
    setDraft({ ...draft, template: `${draft.template.slice(0, at)}${variable}${draft.template.slice(at)}` });
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(at + variable.length, at + variable.length);
    });
  };
  const isTemplateWrong = !parsed.ok && (isTried || draft.template !== '');
  return (
    <form className="link-editor" onSubmit={submit} noValidate aria-label={label}>
      <label htmlFor={`${id}-name`}>{t('links.editor.nameLabel')}</label>
      <input
        ref={nameInput}
        id={`${id}-name`}
        className="input"
        type="text"
        autoComplete="off"
        maxLength={maximumNameLength}
        placeholder={t('links.editor.namePlaceholder')}
        value={draft.name}
        aria-invalid={isTried && nameProblem !== null}
        onChange={(event) => setDraft({ ...draft, name: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <label htmlFor={`${id}-template`}>{t('links.editor.templateLabel')}</label>
      <div className="template-input">
        <input
          ref={templateInput}
          id={`${id}-template`}
          className="input is-code"
          type="text"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={maximumTemplateLength}
          // The braces belong to the template and are no message's.
          placeholder={'https://crm.example/contact?phone={{to}}'}
          value={draft.template}
          aria-invalid={isTemplateWrong}
          aria-describedby={`${id}-preview`}
          onChange={(event) => setDraft({ ...draft, template: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <FieldMenu fields={fields} call={call} onChoose={insert} />
      </div>
      <span className="link-editor-label">{t('links.condition.label')}</span>
      <ConditionEditor
        condition={draft.condition}
        fieldListId={`${id}-fields`}
        onChange={(condition) => setDraft({ ...draft, condition })}
      />
      <datalist id={`${id}-fields`}>
        {fields.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
      <LinkPreview id={`${id}-preview`} draft={draft} call={call} linkSchemes={linkSchemes} />
      <FieldError text={isTried ? problem : null} />
      <EditorActions onCancel={onCancel} />
    </form>
  );
}
