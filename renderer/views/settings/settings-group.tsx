import type { ReactNode } from 'react';

/** Settings that belong together, under a heading. */
export function SettingsGroup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="setting-group" aria-label={title}>
      <h2>{title}</h2>
      <div className="card">{children}</div>
    </section>
  );
}
