import { countryCodes } from '../../../shared/countries.ts';
import { getHomeCountry } from '../../../shared/home-country.ts';
import { formatTag } from '../../../shared/i18n/locale.ts';
import { t } from '../../../shared/i18n/translate.ts';
import { countryName, homeCountryOf } from '../../../shared/phone-number.ts';
import { useLastCall } from '../../hooks/use-last-call.ts';
import { SelectSetting } from './select-setting.tsx';

/** The country whose rules apply to numbers without a country code. */
export function HomeCountrySetting({ homeCountry }: { homeCountry: string }) {
  const lastCall = useLastCall();
  const automatic = homeCountryOf(lastCall?.callerid ?? null, { ...getHomeCountry(), chosen: null });
  return (
    <SelectSetting
      name="homeCountry"
      label={t('settings.homeCountry.label')}
      description={t('settings.homeCountry.description')}
      value={homeCountry}
      options={[
        {
          value: 'automatic',
          text:
            automatic === null
              ? t('settings.homeCountry.automatic')
              : t('settings.homeCountry.automaticNow', { country: countryName(automatic) }),
        },
        ...countryOptions(),
      ]}
      toPatch={(chosen) => ({ homeCountry: chosen })}
    />
  );
}

/** All countries by name, sorted as the language does. */
function countryOptions(): { value: string; text: string }[] {
  const { compare } = new Intl.Collator(formatTag);
  return countryCodes
    .map((value) => ({ value, text: countryName(value) }))
    .toSorted((one, other) => compare(one.text, other.text));
}
