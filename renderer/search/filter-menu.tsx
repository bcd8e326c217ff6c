import { Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import { useAction } from '../actions/use-action.ts';

/** The way to a form of filters. */
export function FilterMenu({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  useAction('addFilter', () => setOpen(true));
  return (
    // Not modal: a modal popover locks scrolling with a style element, which the CSP forbids.
    <Popover.Root modal={false} open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="filter-chip is-menu">
          <Plus aria-hidden />
          {t('filter.add')}
        </button>
      </Popover.Trigger>
      <Popover.Content
        className="filter-popover"
        align="start"
        sideOffset={6}
        collisionPadding={8}
        aria-label={t('filter.menu')}
      >
        {children}
      </Popover.Content>
    </Popover.Root>
  );
}
