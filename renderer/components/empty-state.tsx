import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing here yet: says why, and what to do next. */
export function EmptyState({ icon: Icon, title, children, actions }: Props) {
  return (
    <div className="empty-state">
      <span className="empty-icon" aria-hidden>
        <Icon />
      </span>
      <h2>{title}</h2>
      {children}
      {actions === undefined ? null : <div className="empty-actions">{actions}</div>}
    </div>
  );
}
