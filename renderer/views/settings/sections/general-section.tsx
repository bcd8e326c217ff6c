import { type Locale, locales, t } from '../../../../shared/i18n/translate.ts';
import { zoomSteps } from '../../../../shared/zoom.ts';
import { actionCatalogue } from '../../../actions/catalogue.ts';
import { keyName } from '../../../actions/key-names.ts';
import { HomeCountrySetting } from '../home-country-setting.tsx';
import { SelectSetting } from '../select-setting.tsx';
import { SettingsGroup } from '../settings-group.tsx';
import { ToggleSetting } from '../toggle-setting.tsx';
import type { SectionProps } from './section-props.ts';

/** The language and the window itself. */
export function GeneralSection({ settings }: SectionProps) {
  return (
    <SettingsGroup title={t('settings.group.general')}>
      <SelectSetting
        name="language"
        label={t('settings.language.label')}
        description={t('settings.language.description')}
        value={settings.language}
        options={[
          { value: 'system', text: t('settings.language.system') },
          ...locales.map((language) => ({ value: language, text: nameInItself(language), language })),
        ]}
        toPatch={(language) => ({ language })}
        reloads
      />
      <HomeCountrySetting homeCountry={settings.homeCountry} />
      <SelectSetting
        name="zoom"
        label={t('settings.zoom.label')}
        description={t('settings.zoom.description', {
          zoomIn: keyName(actionCatalogue.zoomIn.keys[0]),
          zoomOut: keyName(actionCatalogue.zoomOut.keys[0]),
        })}
        value={String(settings.zoomPercent)}
        options={zoomSteps.map((percent) => ({
          value: String(percent),
          text: t('settings.zoom.percent', { fraction: percent / 100 }),
        }))}
        toPatch={(percent) => ({ zoomPercent: Number(percent) })}
      />
      <ToggleSetting
        label={t('settings.startHidden.label')}
        description={t('settings.startHidden.description')}
        isOn={settings.startHidden}
        toPatch={(startHidden) => ({ startHidden })}
      />
    </SettingsGroup>
  );
}

/** Who does not read the language that is chosen still finds their own. */
const nameInItself = (language: Locale): string =>
  new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
