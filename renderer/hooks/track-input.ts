/**
 * Notes on the page whether it is used by mouse or by keys. Focus that is moved by code
 * after a click counts as visible to the browser; a mouse user needs no ring around a list.
 */
export function trackInput(): void {
  const { dataset } = document.documentElement;
  window.addEventListener(
    'pointerdown',
    () => {
      dataset['input'] = 'pointer';
    },
    true,
  );
  window.addEventListener(
    'keydown',
    () => {
      dataset['input'] = 'keys';
    },
    true,
  );
}
