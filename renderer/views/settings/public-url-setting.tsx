import { t } from '../../../shared/i18n/translate.ts';
import { settingsPatchSchema } from '../../../shared/settings.ts';
import { TextSetting } from './text-setting.tsx';

const readPublicUrl = (text: string) => {
  const publicUrl = text.replace(/\/+$/, '');
  return settingsPatchSchema.safeParse({ publicUrl }).success
    ? { ok: true as const, patch: { publicUrl } }
    : { ok: false as const, message: t('settings.publicUrl.invalid') };
};

/** The tunnel's public address. */
export function PublicUrlSetting({ publicUrl }: { publicUrl: string }) {
  return (
    <TextSetting
      name="publicUrl"
      label={t('settings.publicUrl.label')}
      description={t('settings.publicUrl.description')}
      placeholder={t('settings.publicUrl.placeholder')}
      value={publicUrl}
      inputMode="url"
      read={readPublicUrl}
    />
  );
}
