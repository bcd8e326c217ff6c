import { fileURLToPath } from 'node:url';

/** Where the pictures go. */
export const pictureFolder = fileURLToPath(new URL('../../dist/screenshots', import.meta.url));

/** @param name its folders and file name, without the extension */
export const pictureFile = (name: string): string => `${pictureFolder}/${name}.png`;

const annotationType = 'picture';

/** How a test declares a picture that it takes. */
export const pictureAnnotation = (name: string) => ({ type: annotationType, description: name });

/** The pictures that a test declares, by name. */
export const picturesIn = (annotations: readonly { type: string; description?: string }[]): string[] =>
  annotations.flatMap(({ type, description }) =>
    type === annotationType && description !== undefined ? [description] : [],
  );
