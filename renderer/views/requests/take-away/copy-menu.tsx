import { Check, Copy } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import { t } from '../../../../shared/i18n/translate.ts';
import type { CopyFormat } from '../../../../shared/ipc/take-away.ts';
import { tokenPlaceholder } from '../../../../shared/requests.ts';
import { actionCatalogue } from '../../../actions/catalogue.ts';
import { ariaKeys, keyName } from '../../../actions/key-names.ts';
import { useAction } from '../../../actions/use-action.ts';
import { bridge } from '../../../bridge.ts';
import { useToast } from '../../../components/toasts.tsx';
import '../../../styles/take-away.css';
import { failureIn } from '../../../format/failure.ts';

// Spelt out and not imported: the contract's value would bring the schemas into the first paint.
const formats: readonly CopyFormat[] = ['curl', 'fetch', 'python', 'raw_http'];

/** Copies the request in the words of a program that sends it; the token only where that is ticked, and for once. */
export function CopyMenu({ id }: { id: number }) {
  const toast = useToast();
  const [hasToken, setHasToken] = useState(false);
  const copy = async (format: CopyFormat, withToken: boolean) => {
    const failure = await failureIn(() => bridge().copyRequestAs({ id, format, withToken }));
    if (failure !== null) return toast({ text: failure, tone: 'problem' });
    const note = withToken
      ? t('takeAway.copiedWithToken')
      : t('takeAway.copiedWithout', { placeholder: tokenPlaceholder });
    toast({ text: `${t(`takeAway.copied.${format}`)} ${note}` });
  };
  const { keys } = actionCatalogue.copyRequest;
  useAction('copyRequest', () => void copy('curl', false));
  return (
    // Not modal: a modal menu locks scrolling with a style element, which the CSP forbids.
    <DropdownMenu.Root modal={false} onOpenChange={(isOpen) => isOpen && setHasToken(false)}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className="button" aria-keyshortcuts={ariaKeys(keys)}>
          <Copy aria-hidden />
          {t('takeAway.copy')}
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu copy-menu" align="end" sideOffset={4} collisionPadding={8}>
        {formats.map((format) => (
          <DropdownMenu.Item key={format} className="menu-item" onSelect={() => void copy(format, hasToken)}>
            <span>{t(`takeAway.copy.${format}`)}</span>
            {format === 'curl' ? <kbd>{keyName(keys[0])}</kbd> : null}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator className="menu-separator" />
        <DropdownMenu.CheckboxItem
          className="menu-item"
          checked={hasToken}
          onCheckedChange={setHasToken}
          // Ticking it is no choice yet.
          onSelect={(event) => event.preventDefault()}
        >
          <span>{t('takeAway.withToken')}</span>
          <span className="menu-tick">{hasToken ? <Check aria-hidden /> : null}</span>
        </DropdownMenu.CheckboxItem>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
