import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import type { SavedMessage } from '../../shared/composer/draft.ts';
import { type PresetName, presetNames } from '../../shared/composer/presets.ts';
import { type ScenarioName, scenarioNames } from '../../shared/composer/scenarios.ts';
import { t } from '../../shared/i18n/translate.ts';
import { describeStep } from './describe-start.ts';
import { SavedList } from './saved-list.tsx';
import type { ComposerState } from './use-composer.ts';

interface Props {
  composer: ComposerState;
  savedMessages: SavedMessage[];
}

/** What can be begun with. One stop of the Tab key; the arrow keys go on from there. */
export function StartList({ composer, savedMessages }: Props) {
  const list = useRef<HTMLElement>(null);
  const { start } = composer;
  const isPresetChosen = (name: PresetName) => start.kind === 'preset' && start.name === name;
  const isScenarioChosen = (name: ScenarioName) => start.kind === 'scenario' && start.name === name;
  // Where what was begun with is deleted, the keys reach the list all the same.
  const isGone = start.kind === 'saved' && !savedMessages.some(({ id }) => id === start.id);
  // The dialog looked for what to focus before this was there.
  useEffect(() => list.current?.querySelector<HTMLElement>('[aria-current="true"]')?.focus(), []);
  const savedId = start.kind === 'saved' ? start.id : null;
  useEffect(() => {
    if (savedId !== null) list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [savedId]);
  const moveFocus = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('.start-button') ?? [])];
    const focused = document.activeElement;
    const at = focused instanceof HTMLElement ? buttons.indexOf(focused) : -1;
    buttons[at + step]?.focus();
  };
  return (
    <nav className="composer-start" aria-label={t('composer.start')} ref={list} onKeyDown={moveFocus}>
      <StartGroup title={t('composer.messages')}>
        {presetNames.map((name) => (
          <li key={name}>
            <StartButton
              text={describeStep(name)}
              isChosen={isPresetChosen(name)}
              isTabStop={isPresetChosen(name) || (isGone && name === presetNames[0])}
              onChoose={() => composer.choosePreset(name)}
            />
          </li>
        ))}
      </StartGroup>
      <StartGroup title={t('composer.scenarios')}>
        {scenarioNames.map((name) => (
          <li key={name}>
            <StartButton
              text={t(`composer.scenario.${name}.name`)}
              isChosen={isScenarioChosen(name)}
              isTabStop={isScenarioChosen(name)}
              onChoose={() => composer.chooseScenario(name)}
            />
          </li>
        ))}
      </StartGroup>
      <SavedList composer={composer} savedMessages={savedMessages} />
    </nav>
  );
}

/** A heading and what is under it. */
export function StartGroup({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="start-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ul>{children}</ul>
    </section>
  );
}

interface StartButtonProps {
  text: string;
  isChosen: boolean;
  /** The one of the list that the Tab key goes to. */
  isTabStop: boolean;
  onChoose: () => void;
}

export function StartButton({ text, isChosen, isTabStop, onChoose }: StartButtonProps) {
  return (
    <button
      type="button"
      className="start-button"
      aria-current={isChosen}
      tabIndex={isTabStop ? 0 : -1}
      onClick={onChoose}
    >
      <bdi>{text}</bdi>
    </button>
  );
}
