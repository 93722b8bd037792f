/** The people of a test cluster. Tokens are for a server that lives on loopback for some minutes. */
export const users = {
  admin: { groups: ['system:masters'] },
  alice: { groups: ['team-vision'] },
  bob: { groups: ['team-language'] },
} as const;

export type UserName = keyof typeof users;
