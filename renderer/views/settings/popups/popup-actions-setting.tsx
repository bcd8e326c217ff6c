import { useId } from 'react';
import type { LinkTemplate } from '../../../../shared/call-links.ts';
import { t } from '../../../../shared/i18n/translate.ts';
import type { PopupAction, PopupRules } from '../../../../shared/popup-rules.ts';
import { Select } from '../../../components/select.tsx';
import { useSettingsChange } from '../../../hooks/use-settings-change.ts';
import { SelectSetting } from '../select-setting.tsx';
import { Setting } from '../setting.tsx';
import { actionOptions, fromChoice, toChoice } from './popup-action-options.ts';

const none = 'none';
const buttonPlaces = [0, 1, 2];

interface Props {
  rules: PopupRules;
  links: LinkTemplate[];
  hasAgentIds: boolean;
}

/** What a popup's click and its buttons do, and the link that opens by itself. */
export function PopupActionsSetting({ rules, links, hasAgentIds }: Props) {
  return (
    <>
      <SelectSetting
        name="popup-click"
        label={t('popups.click.label')}
        description={t('popups.click.description')}
        value={toChoice(rules.click)}
        options={actionOptions(links)}
        toPatch={(choice, { popups }) => ({ popups: { ...popups, click: fromChoice(choice) ?? popups.click } })}
      />
      <ButtonsSetting buttons={rules.buttons} links={links} />
      <SelectSetting
        name="open-at-start"
        label={t('popups.openAtStart.label')}
        description={t(hasAgentIds ? 'popups.openAtStart.description' : 'popups.openAtStart.everyAgent')}
        value={rules.openLinkAtStart ?? none}
        options={[
          { value: none, text: t('popups.openAtStart.none') },
          ...links.map(({ id, name }) => ({ value: id, text: t('popups.button.openLink', { name }) })),
        ]}
        toPatch={(choice, { popups }) => ({ popups: { ...popups, openLinkAtStart: choice === none ? null : choice } })}
      />
    </>
  );
}

function ButtonsSetting({ buttons, links }: { buttons: PopupAction[]; links: LinkTemplate[] }) {
  const id = useId();
  const { isSaved, failure, change } = useSettingsChange();
  const setButton = (place: number, choice: string) =>
    change(({ popups }) => {
      const choices = buttonPlaces.map((index) => popups.buttons[index]).map((one) => (one ? toChoice(one) : none));
      const next = choices.with(place, choice).map(fromChoice);
      return { popups: { ...popups, buttons: next.filter((action) => action !== null) } };
    });
  return (
    <Setting
      id={id}
      label={t('popups.buttons.label')}
      description={t('popups.buttons.description')}
      isSaved={isSaved}
      error={failure}
    >
      {buttonPlaces.map((place) => {
        const action = buttons[place];
        // The next one can be chosen once this one is.
        if (place > buttons.length) return null;
        return (
          <Select
            key={place}
            label={t('popups.buttons.one', { number: place + 1 })}
            describedBy={`${id}-description`}
            value={action === undefined ? none : toChoice(action)}
            options={[{ value: none, text: t('popups.buttons.none') }, ...actionOptions(links)]}
            onChange={(choice) => void setButton(place, choice)}
          />
        );
      })}
    </Setting>
  );
}
