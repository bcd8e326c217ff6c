import { Command, defaultFilter } from 'cmdk';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { en } from '../../shared/i18n/en/index.ts';
import { type MessageKey, t } from '../../shared/i18n/translate.ts';
import { type ActionId, actionEntries } from '../actions/catalogue.ts';
import { matchesKey } from '../actions/keys.ts';
import { isSearchKnown, requestSearch } from '../actions/search-request.ts';
import { isActionAvailable, isMac, runAction } from '../actions/use-action.ts';
import { KeyList } from '../components/key-list.tsx';
import { type SettingsSection, settingsSections } from '../views/settings/settings-sections.ts';
import { readRecentCommands, rememberCommand } from './recent-commands.ts';
import '../styles/palette.css';

interface Props {
  onClose: () => void;
  onOpenSettings: (section: SettingsSection) => void;
}

interface PaletteCommand {
  id: string;
  title: MessageKey;
  keys: readonly string[];
  run: () => void;
}

/** What can be done now, found by a few letters of its name, in this language or in English. */
export default function Palette({ onClose, onOpenSettings }: Props) {
  const [text, setText] = useState('');
  const [recentIds] = useState(readRecentCommands);
  const actions = listActions();
  const sections = settingsSections.map(({ id, title }) => ({
    id: `settings.${id}`,
    title,
    keys: [],
    run: () => onOpenSettings(id),
  }));
  const all = [...actions, ...sections];
  const isSearching = text.trim() !== '';
  const recent = isSearching ? [] : recentIds.flatMap((id) => all.find((command) => command.id === id) ?? []);
  const rest = (commands: PaletteCommand[]) => commands.filter((command) => !recent.includes(command));

  // The dialog gives the focus back as it closes; what the command does with it comes after.
  const run = (command: PaletteCommand) => {
    rememberCommand(command.id);
    onClose();
    requestAnimationFrame(command.run);
  };
  const searchCalls = () => {
    onClose();
    requestAnimationFrame(() => {
      runAction('goToCalls');
      requestSearch(text.trim());
    });
  };
  const closeOnSameKey = (event: KeyboardEvent) => {
    if (!matchesKey('Mod+k', event.nativeEvent, isMac)) return;
    event.preventDefault();
    onClose();
  };
  return (
    <Command
      className="palette-command"
      label={t('palette.name')}
      loop
      filter={(_id, search, names = []) => defaultFilter(names.join(' '), search)}
      onKeyDown={closeOnSameKey}
    >
      <div className="palette-box">
        <Search aria-hidden />
        <Command.Input
          // The first time it comes after its dialog has looked for what to focus.
          autoFocus
          className="palette-input"
          placeholder={t('palette.placeholder')}
          value={text}
          onValueChange={setText}
        />
      </div>
      <Command.List className="palette-list" label={t('palette.results')}>
        <Command.Empty className="palette-empty">{t('palette.none', { text })}</Command.Empty>
        <Group heading={t('palette.recent')} commands={recent} onRun={run} />
        <Group heading={t('palette.actions')} commands={rest(actions)} onRun={run} />
        <Group heading={t('palette.settings')} commands={rest(sections)} onRun={run} />
        {isSearching && isSearchKnown() ? (
          <Command.Group heading={t('palette.search')} forceMount>
            <Command.Item className="palette-item" value="searchCalls" forceMount onSelect={searchCalls}>
              <span>{t('palette.searchCalls', { text: text.trim() })}</span>
            </Command.Item>
          </Command.Group>
        ) : null}
      </Command.List>
    </Command>
  );
}

interface GroupProps {
  heading: string;
  commands: PaletteCommand[];
  onRun: (command: PaletteCommand) => void;
}

function Group({ heading, commands, onRun }: GroupProps) {
  if (commands.length === 0) return null;
  return (
    <Command.Group heading={heading}>
      {commands.map((command) => (
        <Command.Item
          key={command.id}
          className="palette-item"
          value={command.id}
          keywords={[t(command.title), en[command.title]]}
          onSelect={() => onRun(command)}
        >
          <span>{t(command.title)}</span>
          <KeyList keys={command.keys.slice(0, 1)} />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** Not in the palette: opening what is open already. */
const leftOut: readonly ActionId[] = ['openPalette'];

const listActions = (): PaletteCommand[] =>
  actionEntries
    .filter(([id]) => isActionAvailable(id) && !leftOut.includes(id))
    .map(([id, { keys }]) => ({ id, title: `action.${id}` as const, keys, run: () => void runAction(id) }));
