/** How a field shows what is wrong with it. Said to be invalid beside it, the field would keep the reason to itself. */
export function invalid(message: string | false | undefined) {
  return {
    validationBehavior: 'aria' as const,
    validate: () => message || null,
  };
}
