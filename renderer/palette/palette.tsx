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

interface CommandGroup {
  heading: string;
  commands: PaletteCommand[];
}

const searchId = 'searchCalls';

/** What can be done now, found by a few letters of its name, in this language or in English. */
export default function Palette({ onClose, onOpenSettings }: Props) {
  const [text, setText] = useState('');
  const [chosenId, setChosenId] = useState('');
  const [recentIds] = useState(readRecentCommands);
  const actions = listActions();
  const sections = settingsSections.map(({ id, title }) => ({
    id: `settings.${id}`,
    title,
    keys: [],
    run: () => onOpenSettings(id),
  }));
  const all = [...actions, ...sections];
  const search = text.trim();
  const recent = search === '' ? recentIds.flatMap((id) => all.find((command) => command.id === id) ?? []) : [];
  const rest = (commands: PaletteCommand[]) => commands.filter((command) => !recent.includes(command));
  const groups = rankGroups(
    [
      { heading: t('palette.recent'), commands: recent },
      { heading: t('palette.actions'), commands: rest(actions) },
      { heading: t('palette.settings'), commands: rest(sections) },
    ],
    search,
  );
  const isSearchOffered = search !== '' && isSearchKnown();
  const shownIds = [
    ...groups.flatMap(({ commands }) => commands.map(({ id }) => id)),
    ...(isSearchOffered ? [searchId] : []),
  ];
  const selectedId = shownIds.includes(chosenId) ? chosenId : shownIds[0];

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
      requestSearch(search);
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
      shouldFilter={false}
      value={selectedId ?? ''}
      onValueChange={setChosenId}
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
          onValueChange={(typed) => {
            setText(typed);
            // What fits best is chosen anew.
            setChosenId('');
          }}
        />
      </div>
      <Command.List className="palette-list" label={t('palette.results')}>
        {shownIds.length === 0 ? <p className="palette-empty">{t('palette.none', { text })}</p> : null}
        {groups.map((group) => (
          <Group key={group.heading} group={group} onRun={run} />
        ))}
        {isSearchOffered ? (
          <Command.Group heading={t('palette.search')}>
            <Command.Item className="palette-item" value={searchId} onSelect={searchCalls}>
              <span>{t('palette.searchCalls', { text: search })}</span>
            </Command.Item>
          </Command.Group>
        ) : null}
      </Command.List>
    </Command>
  );
}

function Group({ group, onRun }: { group: CommandGroup; onRun: (command: PaletteCommand) => void }) {
  return (
    <Command.Group heading={group.heading}>
      {group.commands.map((command) => (
        <Command.Item key={command.id} className="palette-item" value={command.id} onSelect={() => onRun(command)}>
          <span>{t(command.title)}</span>
          <KeyList keys={command.keys.slice(0, 1)} />
        </Command.Item>
      ))}
    </Command.Group>
  );
}

/** The commands that fit what was typed, the best first, and so the groups; all in their order without any text. */
function rankGroups(groups: CommandGroup[], search: string): CommandGroup[] {
  const ranked = groups.map(({ heading, commands }) => {
    const scored = commands
      .map((command) => ({ command, score: search === '' ? 1 : scoreOf(command, search) }))
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score);
    return { heading, best: scored[0]?.score ?? 0, commands: scored.map(({ command }) => command) };
  });
  return ranked.filter(({ best }) => best > 0).sort((one, other) => other.best - one.best);
}

/** Both in this language and in English, which people know from elsewhere. */
const scoreOf = ({ title }: PaletteCommand, search: string): number =>
  Math.max(defaultFilter(t(title), search), defaultFilter(en[title], search));

/** Not in the palette: opening what is open already. */
const leftOut: readonly ActionId[] = ['openPalette'];

const listActions = (): PaletteCommand[] =>
  actionEntries
    .filter(([id]) => isActionAvailable(id) && !leftOut.includes(id))
    .map(([id, { keys }]) => ({ id, title: `action.${id}` as const, keys, run: () => void runAction(id) }));
