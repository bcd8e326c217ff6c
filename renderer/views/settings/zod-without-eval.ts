import { config } from 'zod';

// Zod compiles schemas with eval, which the CSP forbids. To be imported before any schema is made.
config({ jitless: true });
