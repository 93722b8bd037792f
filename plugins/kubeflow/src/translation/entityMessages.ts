/** Texts of the tab and the card on an entity's page. */
export const entityMessages = {
  title: 'Training',
} as const;
