import { Check, Copy } from 'lucide-react';
import { t } from '../../shared/i18n/translate.ts';
import { useCopy } from '../hooks/use-copy.ts';

interface Props {
  /** What lands on the clipboard. */
  text: string;
  /** What is copied, for the button's name: "Copy {what}". */
  what: string;
  /** Shows words beside the icon. */
  caption?: string;
  className?: string;
}

/** Copies on one click; the icon turns into a tick for a moment. */
export function CopyButton({ text, what, caption, className }: Props) {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  const shape = caption === undefined ? 'icon-button' : 'button';
  return (
    <button
      type="button"
      className={`${shape} copy-button ${copied ? 'is-copied' : ''} ${className ?? ''}`}
      // For a moment the words beside the icon say "Copied"; a name of its own would hide that.
      aria-label={copied && caption !== undefined ? undefined : t('copy.name', { what })}
      title={caption === undefined ? t('copy.name', { what }) : undefined}
      onClick={() => void copy(text)}
    >
      <Icon aria-hidden />
      {caption === undefined ? null : <span>{copied ? t('copy.done') : caption}</span>}
    </button>
  );
}
