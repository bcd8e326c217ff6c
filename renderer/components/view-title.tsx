/** A view's name where it is seen. The heading that screen readers find is the window's own, which is always there. */
export function ViewTitle({ text }: { text: string }) {
  return (
    <p className="view-title" aria-hidden>
      {text}
    </p>
  );
}
