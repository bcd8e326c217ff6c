import { Plus } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import type { CallFilter } from '../../../../shared/call-query.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import { useAction } from '../../../actions/use-action.ts';
import { FilterForm } from './filter-form.tsx';

interface Props {
  filters: CallFilter[];
  onToggle: (filter: CallFilter) => void;
  onChange: (filters: CallFilter[]) => void;
}

/** Everything calls can be filtered by, for those who do not type it. */
export function FilterMenu(props: Props) {
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
        <FilterForm {...props} />
      </Popover.Content>
    </Popover.Root>
  );
}
