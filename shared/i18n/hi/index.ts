import { hiActions } from './actions.ts';
import { hiCall } from './call.ts';
import { hiData } from './data.ts';
import { hiLinks } from './links.ts';
import { hiPopups } from './popups.ts';
import { hiSearch } from './search.ts';
import { hiTunnel } from './tunnel.ts';
import { hiWelcome } from './welcome.ts';

/** The same in Hindi. */
export const hi = {
  ...hiActions,
  ...hiCall,
  ...hiData,
  ...hiLinks,
  ...hiPopups,
  ...hiSearch,
  ...hiTunnel,
  ...hiWelcome,
} as const;
