import type keys from "../../../locales/en/keys.json";

/** How a key's value is entered: a switch, a whole number with its unit, or text such as a list. */
export type KeyFact = { input: "switch" } | { input: "figure"; unit: string } | { input: "text" };
export type KnownKey = Extract<keyof (typeof keys)["key"], string>;

const on: KeyFact = { input: "switch" };
const text: KeyFact = { input: "text" };
const figure = (unit = ""): KeyFact => ({ input: "figure", unit });

/** The widely known keys of OCPP 1.6; what each is for stands among the words, under its name. */
const facts: Record<KnownKey, KeyFact> = {
  AllowOfflineTxForUnknownId: on,
  AuthorizationCacheEnabled: on,
  AuthorizationKey: text,
  AuthorizeRemoteTxRequests: on,
  BlinkRepeat: figure(),
  ClockAlignedDataInterval: figure("s"),
  ConnectionTimeOut: figure("s"),
  ConnectorPhaseRotation: text,
  GetConfigurationMaxKeys: figure(),
  HeartbeatInterval: figure("s"),
  LightIntensity: figure("%"),
  LocalAuthListEnabled: on,
  LocalAuthorizeOffline: on,
  LocalPreAuthorize: on,
  MaxEnergyOnInvalidId: figure("Wh"),
  MeterValuesAlignedData: text,
  MeterValuesSampledData: text,
  MeterValueSampleInterval: figure("s"),
  MinimumStatusDuration: figure("s"),
  NumberOfConnectors: figure(),
  ResetRetries: figure(),
  SecurityProfile: figure(),
  StopTransactionOnEVSideDisconnect: on,
  StopTransactionOnInvalidId: on,
  StopTxnAlignedData: text,
  StopTxnSampledData: text,
  SupportedFeatureProfiles: text,
  TransactionMessageAttempts: figure(),
  TransactionMessageRetryInterval: figure("s"),
  UnlockConnectorOnEVSideDisconnect: on,
  WebSocketPingInterval: figure("s"),
};

const byName = new Map(Object.entries(facts).map(([key, fact]) => [key.toLowerCase(), { name: key as KnownKey, ...fact }]));

/** What is known of a key; undefined for vendors' own. A value that does not fit the kind of input is entered as text. */
export function factOf(key: string, value: string): (KeyFact & { name: KnownKey }) | undefined {
  const fact = byName.get(key.trim().toLowerCase());
  if (fact === undefined) return undefined;
  const fits = fact.input === "text" || (fact.input === "switch" ? /^(true|false)$/i.test(value.trim()) : /^-?\d*$/.test(value.trim()));
  return fits ? fact : { name: fact.name, input: "text" };
}
