/** What makes a password long and mixed enough; the portal also refuses those known to have leaked, which only it can tell. */
export const passwordRules = [
  { name: "length", holds: (password: string) => [...password].length >= 8 },
  { name: "letter", holds: (password: string) => /\p{L}/u.test(password) },
  { name: "digit", holds: (password: string) => /\p{Nd}/u.test(password) },
] as const;

export function isAcceptable(password: string): boolean {
  return passwordRules.every(({ holds }) => holds(password));
}
