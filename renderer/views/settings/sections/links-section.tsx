import { t } from '../../../../shared/i18n/translate.ts';
import { type SchemeProblem, schemeProblem } from '../../../../shared/link-schemes.ts';
import { ChipsSetting } from '../chips-setting.tsx';
import { LinkList } from '../links/link-list.tsx';
import { SettingsGroup } from '../settings-group.tsx';
import type { SectionProps } from './section-props.ts';
import '../../../styles/link-settings.css';

const maximumSchemes = 20;

const readScheme = (text: string) => {
  const scheme = text.replace(/:(\/\/)?$/, '').toLowerCase();
  const problem: SchemeProblem | null = schemeProblem(scheme);
  return problem === null
    ? { ok: true as const, value: scheme }
    : { ok: false as const, message: t(`links.schemes.${problem}`, { text: scheme }) };
};

/** One click from the CRM: the links of calls, and what they may begin with. */
export function LinksSection({ settings }: SectionProps) {
  return (
    <SettingsGroup title={t('settings.group.links')}>
      <LinkList links={settings.links} linkSchemes={settings.linkSchemes} />
      <ChipsSetting
        name="linkSchemes"
        label={t('links.schemes.label')}
        description={t('links.schemes.description')}
        listName={t('links.schemes.listName')}
        placeholder={t('links.schemes.placeholder')}
        values={settings.linkSchemes}
        valuesOf={({ linkSchemes }) => linkSchemes}
        removeLabel={(scheme) => t('links.schemes.remove', { scheme })}
        read={readScheme}
        maximum={{ count: maximumSchemes, message: t('links.schemes.tooMany', { count: maximumSchemes }) }}
        toPatch={(linkSchemes) => ({ linkSchemes })}
      />
    </SettingsGroup>
  );
}
