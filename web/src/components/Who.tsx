import { useTranslation } from "react-i18next";
import type { Session } from "../api/types";

/** Who charges, as far as the viewer may know: the person, else their tag, else how the session was authorised. */
export function Who({ session }: { session: Session }) {
  const { t } = useTranslation();
  const who = session.email ?? session.tag ?? t(`authentication.${session.authentication}`);
  return <span title={who}>{who}</span>;
}
