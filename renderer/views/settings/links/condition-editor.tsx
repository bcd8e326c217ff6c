import { readFieldName } from '../../../../shared/call-link-fields.ts';
import { describeLinkProblem } from '../../../../shared/call-link-problems.ts';
import type { LinkCondition } from '../../../../shared/call-links.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { Select } from '../../../components/select.tsx';

const kinds = ['always', 'field_exists', 'field_equals'] as const;
const maximumLength = 200;

interface Props {
  condition: LinkCondition;
  /** Id of the list of fields to complete a name with. */
  fieldListId: string;
  onChange: (condition: LinkCondition) => void;
}

/** When a link is offered: always, or where a call has a field, or has it with one value. */
export function ConditionEditor({ condition, fieldListId, onChange }: Props) {
  const field = condition.kind === 'always' ? '' : condition.field;
  const value = condition.kind === 'field_equals' ? condition.value : '';
  return (
    <div className="condition-editor">
      <Select
        label={t('links.condition.label')}
        value={condition.kind}
        options={kinds.map((kind) => ({ value: kind, text: t(`links.condition.${kind}`) }))}
        onChange={(kind) => onChange(toCondition(kind, field, value))}
      />
      {condition.kind === 'always' ? null : (
        <input
          className="input"
          type="text"
          list={fieldListId}
          autoComplete="off"
          spellCheck={false}
          maxLength={maximumLength}
          aria-label={t('links.condition.field')}
          placeholder="custom.ticket"
          aria-invalid={field.trim() !== '' && conditionProblem(condition) !== null}
          value={field}
          onChange={(event) => onChange(toCondition(condition.kind, event.target.value, value))}
        />
      )}
      {condition.kind === 'field_equals' ? (
        <input
          className="input"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={maximumLength}
          aria-label={t('links.condition.value')}
          placeholder={t('links.condition.value')}
          value={value}
          onChange={(event) => onChange(toCondition('field_equals', field, event.target.value))}
        />
      ) : null}
    </div>
  );
}

function toCondition(kind: LinkCondition['kind'], field: string, value: string): LinkCondition {
  if (kind === 'always') return { kind };
  return kind === 'field_exists' ? { kind, field } : { kind, field, value };
}

/** When a link is offered, in words; null for always. */
export function describeCondition(condition: LinkCondition): string | null {
  if (condition.kind === 'always') return null;
  return condition.kind === 'field_exists'
    ? t('links.condition.describe.exists', { field: condition.field })
    : t('links.condition.describe.equals', { field: condition.field, value: condition.value });
}

/** What is wrong with a condition, as a sentence; null where nothing is. */
export function conditionProblem(condition: LinkCondition): string | null {
  if (condition.kind === 'always') return null;
  if (condition.field.trim() === '') return t('links.condition.noField');
  return readFieldName(condition.field.trim()) === null
    ? describeLinkProblem({ kind: 'unknown_field', name: condition.field.trim() })
    : null;
}
