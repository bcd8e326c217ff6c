import { Bell, BellOff } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { t } from '../../shared/i18n/translate.ts';
import type { PauseLength } from '../../shared/ipc/settings.ts';
import { bridge } from '../bridge.ts';
import { formatUntil } from '../format/time.ts';
import { useAttempt } from '../hooks/use-attempt.ts';
import { useNow } from '../hooks/use-now.ts';
import { Tooltip } from './tooltip.tsx';

// Spelt out and not imported: the contract's value would bring the schemas into the first paint.
const lengths: readonly PauseLength[] = ['15_minutes', '1_hour', 'until_tomorrow'];

/** Pauses popups for a while, or resumes them. Not modal: a modal menu locks scrolling with a style element, which the CSP forbids. */
export function PauseMenu({ pausedUntil }: { pausedUntil: number | null }) {
  const now = useNow();
  const attempt = useAttempt();
  const isPaused = pausedUntil !== null && pausedUntil > now;
  const Icon = isPaused ? BellOff : Bell;
  const name = isPaused ? t('pause.pausedName', { until: formatUntil(pausedUntil, now) }) : t('pause.name');
  return (
    <DropdownMenu.Root modal={false}>
      <Tooltip text={name} side="right">
        <DropdownMenu.Trigger asChild>
          <button type="button" className={`rail-button ${isPaused ? 'is-paused' : ''}`} aria-label={name}>
            <Icon aria-hidden />
          </button>
        </DropdownMenu.Trigger>
      </Tooltip>
      <DropdownMenu.Content className="menu" side="right" align="end" sideOffset={8} collisionPadding={8}>
        <DropdownMenu.Label className="menu-label">
          {isPaused ? t('pause.label', { until: formatUntil(pausedUntil, now) }) : t('pause.name')}
        </DropdownMenu.Label>
        {isPaused ? (
          <>
            <DropdownMenu.Item className="menu-item" onSelect={() => attempt(() => bridge().resumePopups())}>
              {t('pause.resume')}
            </DropdownMenu.Item>
            <DropdownMenu.Separator className="menu-separator" />
          </>
        ) : null}
        {lengths.map((length) => (
          <DropdownMenu.Item
            key={length}
            className="menu-item"
            onSelect={() => attempt(() => bridge().pausePopups({ length }))}
          >
            {t(`pause.${length}`)}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
