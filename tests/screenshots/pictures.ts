import { fileURLToPath } from 'node:url';

/** Where the pictures are. */
export const pictureFolder = fileURLToPath(new URL('../../dist/screenshots', import.meta.url));

/** @param name its folders and its file, without the ending */
export const pictureFile = (name: string): string => `${pictureFolder}/${name}.png`;

const annotationType = 'picture';

/** What a test says of a picture that it takes. */
export const pictureAnnotation = (name: string) => ({ type: annotationType, description: name });

/** The pictures that a test says it takes, by name. */
export const picturesIn = (annotations: readonly { type: string; description?: string }[]): string[] =>
  annotations.flatMap(({ type, description }) =>
    type === annotationType && description !== undefined ? [description] : [],
  );
