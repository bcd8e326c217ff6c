import { createContext, useContext } from 'react';

/** Shows a request in the Requests view, from anywhere in the window. */
export const OpenRequestContext = createContext<(id: number) => void>(() => {});

export const useOpenRequest = (): ((id: number) => void) => useContext(OpenRequestContext);
