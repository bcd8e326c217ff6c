/** A handset with a popup's corner: the application's mark. */
export function BrandMark() {
  return (
    <span className="brand-mark">
      <svg aria-hidden="true" viewBox="0 0 24 24">
        <path d="M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2" />
        <path d="M15 7a2 2 0 0 1 2 2M15 3a6 6 0 0 1 6 6" />
      </svg>
    </span>
  );
}
