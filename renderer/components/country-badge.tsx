import { Hash } from 'lucide-react';

/** A country's two letters; a neutral sign where the number tells none. */
export function CountryBadge({ country, title }: { country: string | null; title: string | null }) {
  return (
    <span className="country-badge" title={title ?? undefined} aria-hidden>
      {country ?? <Hash />}
    </span>
  );
}
