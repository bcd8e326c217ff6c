import { Braces } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { t } from '../../../../shared/i18n/translate.ts';

/** The fields a link can name, to be put where the cursor is. Not modal: see the menu that pauses popups. */
export function FieldMenu({ fields, onChoose }: { fields: readonly string[]; onChoose: (field: string) => void }) {
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
          <DropdownMenu.Item key={field} className="menu-item" onSelect={() => onChoose(field)}>
            <code>{field}</code>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
