import { Braces } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { type LinkCall, readFieldName, readFieldValue } from '../../../../shared/call-link-fields.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { toPlainText } from '../../../../shared/plain-text.ts';

interface Props {
  fields: readonly string[];
  /** Whose values are shown beside the names. */
  call: LinkCall | null | undefined;
  onChoose: (field: string) => void;
}

/** The fields a link can name, to be put where the cursor is. Not modal: see the menu that pauses popups. */
export function FieldMenu({ fields, call, onChoose }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className="button">
          <Braces aria-hidden />
          {t('links.editor.insertField')}
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content
        className="menu field-menu"
        align="end"
        sideOffset={4}
        collisionPadding={8}
        // The cursor goes back into the template, not to the button.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        {fields.map((field) => (
          <DropdownMenu.Item key={field} className="menu-item" textValue={field} onSelect={() => onChoose(field)}>
            <code>{toPlainText(field, 64)}</code>
            <bdi className="field-example">{exampleOf(field, call)}</bdi>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}

/** What the last call has there, so that nobody has to guess what a name means. */
function exampleOf(field: string, call: LinkCall | null | undefined): string {
  const name = readFieldName(field);
  if (name === null || call === null || call === undefined) return '';
  const value = readFieldValue(call, name);
  return value.status === 'text' ? toPlainText(value.text, 80) : '';
}
