import type { ReactNode } from "react";
import classes from "./Certificates.module.css";

type CertificateLineProps = {
  name: string;
  /** What stands beside the name, such as a pill. */
  beside?: ReactNode;
  /** Quiet facts, each told by itself. */
  facts: readonly ReactNode[];
  actions?: ReactNode;
};

/** A list of certificates, or of requests for them. */
export function CertificateList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes["list"]} aria-label={label}>
      {children}
    </ul>
  );
}

/** A certificate with its name, what is to be known of it, and what can be done with it. */
export function CertificateLine({ name, beside, facts, actions }: CertificateLineProps) {
  return (
    <li className={classes["line"]}>
      <div className={classes["said"]}>
        <div className={classes["name"]}>
          {name}
          {beside}
        </div>
        <div className={classes["facts"]}>
          {facts.map((fact, index) => (
            <span key={index}>{fact}</span>
          ))}
        </div>
      </div>
      {actions !== undefined && <div className={classes["actions"]}>{actions}</div>}
    </li>
  );
}
