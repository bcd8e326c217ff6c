import '../views/settings/zod-without-eval.ts';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import { t } from '../../shared/i18n/translate.ts';
import type { Settings } from '../../shared/settings.ts';
import { hasMod, isKey } from '../actions/keys.ts';
import { isMac } from '../actions/use-action.ts';
import { settingsQuery } from '../live/queries.ts';
import { MessagePanel } from './message-panel.tsx';
import { ScenarioPanel } from './scenario-panel.tsx';
import { StartList } from './start-list.tsx';
import { useComposer } from './use-composer.ts';
import '../styles/detail.css';
import '../styles/event-inspector.css';
import '../styles/composer.css';

/** Makes messages and scenarios, and sends them to the listener. */
export default function ComposerDialog({ onClose }: { onClose: () => void }) {
  const { data: settings } = useQuery(settingsQuery);
  return settings === undefined ? null : <Composer settings={settings} onClose={onClose} />;
}

function Composer({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const composer = useComposer(settings.agentIds[0]);
  const sendButton = useRef<HTMLButtonElement>(null);
  const sendByKey = (event: KeyboardEvent) => {
    if (!isKey(event, 'Enter') || !hasMod(event.nativeEvent, isMac)) return;
    event.preventDefault();
    if (!event.repeat) sendButton.current?.click();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key works wherever the focus is in the composer
    <div className="composer" onKeyDown={sendByKey}>
      <header className="composer-header">
        <h2>{t('composer.title')}</h2>
        <button type="button" className="icon-button" aria-label={t('dialog.close')} onClick={onClose}>
          <X aria-hidden />
        </button>
      </header>
      <StartList composer={composer} savedMessages={settings.savedMessages} />
      {composer.start.kind === 'scenario' ? (
        <ScenarioPanel
          key={composer.start.name}
          name={composer.start.name}
          agentId={settings.agentIds[0]}
          sendButton={sendButton}
        />
      ) : (
        <MessagePanel composer={composer} savedMessages={settings.savedMessages} sendButton={sendButton} />
      )}
    </div>
  );
}
