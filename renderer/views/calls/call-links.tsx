import { useMutation, useQuery } from '@tanstack/react-query';
import { ChevronDown, ExternalLink } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useState } from 'react';
import type { CallLink } from '../../../shared/call-links.ts';
import type { CallDetail } from '../../../shared/calls.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { actionCatalogue } from '../../actions/catalogue.ts';
import { ariaKeys, keyName } from '../../actions/key-names.ts';
import { useAction } from '../../actions/use-action.ts';
import { bridge } from '../../bridge.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Tooltip } from '../../components/tooltip.tsx';
import { failureOf } from '../../format/failure.ts';
import { settingsQuery } from '../../live/queries.ts';
import '../../styles/call-links.css';

/** The way from a call into the CRM: its first link as a button, the others in a menu, each saying why where it cannot open. */
export function CallLinks({ call }: { call: CallDetail }) {
  // What happened to one call's link is not the next one's.
  return <LinksOfCall key={call.id} call={call} />;
}

function LinksOfCall({ call }: { call: CallDetail }) {
  const announce = useAnnounce();
  const links = useCallLinks(call);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const open = useMutation({
    mutationFn: async (link: CallLink) => {
      if (link.status === 'unavailable') return { ok: false as const, message: link.reason };
      return bridge().openCallLink({ callId: call.id, linkId: link.id });
    },
    onSuccess: (result, link) => announce(result.ok ? t('links.call.opened', { name: link.name }) : result.message),
  });

  const first = links.find(({ status }) => status === 'ready') ?? links[0] ?? null;
  const others = links.filter((link) => link !== first);
  useAction('openCallLink', first === null ? null : () => open.mutate(first));
  useAction('showCallLinks', others.length === 0 ? null : () => setMenuOpen(true));
  if (first === null) return null;

  const failure = failureOf(open.error, open.data);
  const reason = failure ?? (first.status === 'unavailable' ? first.reason : null);
  return (
    <div className="call-links">
      <fieldset className="call-links-buttons" aria-label={t('action.openCallLink')}>
        <OpenButton link={first} onOpen={() => open.mutate(first)} />
        {others.length === 0 ? null : (
          <LinkMenu
            links={others}
            isOpen={isMenuOpen}
            onOpenChange={setMenuOpen}
            onChoose={(link) => open.mutate(link)}
          />
        )}
      </fieldset>
      {reason === null ? null : (
        <p
          className={failure === null ? 'call-links-reason' : 'field-error'}
          role={failure === null ? undefined : 'alert'}
        >
          {reason}
        </p>
      )}
    </div>
  );
}

/** Asked anew when the call, or a link in the settings, has changed. */
function useCallLinks(call: CallDetail): CallLink[] {
  const { data: settings } = useQuery(settingsQuery);
  const { data = [] } = useQuery({
    queryKey: ['callLinks', call.id, call.events.length, settings?.links, settings?.linkSchemes, settings?.homeCountry],
    queryFn: () => bridge().listCallLinks({ id: call.id }),
    enabled: settings !== undefined && settings.links.length > 0,
    gcTime: 0,
  });
  return data;
}

function OpenButton({ link, onOpen }: { link: CallLink; onOpen: () => void }) {
  const isReady = link.status === 'ready';
  return (
    <Tooltip text={isReady ? link.url : link.reason} keys={keyName(actionCatalogue.openCallLink.keys[0])} side="bottom">
      <button
        type="button"
        className={`button ${isReady ? 'button-primary' : ''}`}
        // Not disabled: whoever tries it hears why it does not open.
        aria-disabled={!isReady}
        aria-keyshortcuts={ariaKeys(actionCatalogue.openCallLink.keys)}
        onClick={onOpen}
      >
        <ExternalLink aria-hidden />
        <bdi className="call-link-name">{t('popups.button.openLink', { name: link.name })}</bdi>
      </button>
    </Tooltip>
  );
}

interface MenuProps {
  links: CallLink[];
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onChoose: (link: CallLink) => void;
}

/** Not modal: see the menu that pauses popups. */
function LinkMenu({ links, isOpen, onOpenChange, onChoose }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          className="button call-links-more"
          aria-label={t('links.call.more')}
          title={`${t('action.showCallLinks')} (${keyName(actionCatalogue.showCallLinks.keys[0])})`}
        >
          <ChevronDown aria-hidden />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Content className="menu call-links-menu" align="end" sideOffset={6} collisionPadding={8}>
        {links.map((link) => (
          <DropdownMenu.Item
            key={link.id}
            className={`menu-item ${link.status === 'unavailable' ? 'is-unavailable' : ''}`}
            onSelect={() => onChoose(link)}
          >
            <bdi>{t('popups.button.openLink', { name: link.name })}</bdi>
            <span className="call-link-detail">{link.status === 'ready' ? link.url : link.reason}</span>
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
