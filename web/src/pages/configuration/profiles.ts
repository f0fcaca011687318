/** The numbers of the security profiles, the least secure first; each has its words in `configuration:securityProfile`. */
export const profileNumbers = ["0", "1", "2", "3"] as const;
export type ProfileNumber = (typeof profileNumbers)[number];
