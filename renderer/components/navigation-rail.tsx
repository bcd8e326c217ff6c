import { Code, Keyboard, type LucideIcon, Phone, SlidersHorizontal } from 'lucide-react';
import { t } from '../../shared/i18n/translate.ts';
import type { View } from '../../shared/ipc-contract.ts';
import { actionCatalogue } from '../actions/catalogue.ts';
import { ariaKeys, keyName } from '../actions/key-names.ts';
import { runAction } from '../actions/use-action.ts';
import { useStatus } from '../hooks/use-status.ts';
import { BrandMark } from './brand-mark.tsx';
import { PauseMenu } from './pause-menu.tsx';
import { Tooltip } from './tooltip.tsx';

interface Props {
  view: View;
  onGoTo: (view: View) => void;
}

/** The way to every view, and popups on and off. */
export function NavigationRail({ view, onGoTo }: Props) {
  const status = useStatus();
  const badge = describeUnread(status?.unread ?? 0);
  const link = (target: RailView, icon: LucideIcon, name: string, badge: string | null) => (
    <RailButton
      icon={icon}
      name={name}
      view={target}
      badge={badge}
      isCurrent={view === target}
      onClick={() => onGoTo(target)}
    />
  );
  return (
    <nav className="rail" aria-label={t('rail.name')}>
      <BrandMark />
      {link('calls', Phone, badge === null ? t('rail.calls') : t('rail.callsUnread', { unread: badge }), badge)}
      {link('requests', Code, t('rail.requests'), null)}
      <span className="rail-gap" />
      <KeysButton />
      <PauseMenu pausedUntil={status?.pausedUntil ?? null} />
      {link('settings', SlidersHorizontal, t('rail.settings'), null)}
    </nav>
  );
}

/** For those who do not know yet that `?` lists every key. */
function KeysButton() {
  const { keys } = actionCatalogue.showKeys;
  return (
    <Tooltip text={t('action.showKeys')} keys={keyName(keys[0])} side="right">
      <button
        type="button"
        className="rail-button"
        aria-label={t('action.showKeys')}
        aria-keyshortcuts={ariaKeys(keys)}
        onClick={() => runAction('showKeys')}
      >
        <Keyboard aria-hidden />
      </button>
    </Tooltip>
  );
}

type RailView = keyof typeof viewKeys;

interface RailButtonProps {
  icon: LucideIcon;
  name: string;
  view: RailView;
  /** Shown on the icon, and part of the name; null for none. */
  badge: string | null;
  isCurrent: boolean;
  onClick: () => void;
}

/** The key each view opens with. */
const viewKeys = {
  calls: actionCatalogue.goToCalls.keys[0],
  requests: actionCatalogue.goToRequests.keys[0],
  settings: actionCatalogue.goToSettings.keys[0],
};

/** More than two digits do not fit, and do not matter. */
const largestBadge = 99;

function describeUnread(unread: number): string | null {
  if (unread === 0) return null;
  return unread > largestBadge ? t('rail.manyUnread', { count: largestBadge }) : t('rail.unread', { count: unread });
}

function RailButton({ icon: Icon, name, view, badge, isCurrent, onClick }: RailButtonProps) {
  return (
    <Tooltip text={t(`rail.${view}`)} keys={keyName(viewKeys[view])} side="right">
      <button
        type="button"
        className="rail-button"
        aria-label={name}
        aria-current={isCurrent ? 'page' : undefined}
        aria-keyshortcuts={ariaKeys([viewKeys[view]])}
        onClick={onClick}
      >
        <Icon aria-hidden />
        {badge === null ? null : (
          <span className="rail-badge" aria-hidden>
            {badge}
          </span>
        )}
      </button>
    </Tooltip>
  );
}
