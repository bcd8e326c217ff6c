/** What is wrong with what a person entered or asked for, spoken as it comes; nothing for null. */
export function FieldError({ text, id }: { text: string | null; id?: string | undefined }) {
  if (text === null) return null;
  return (
    <p id={id} className="field-error" role="alert">
      {text}
    </p>
  );
}
