import { useQuery } from "@tanstack/react-query";
import { reservationsQuery } from "../../../../api/operations";
import { runningSessionsQuery } from "../../../../api/sessions";
import { useTreeStructure } from "../../../../live/LiveProvider";
import type { SectionProps } from "../sections";
import { OutletCard } from "./OutletCard";
import { StationCard } from "./StationCard";

/** What can be asked of each outlet, and of the station as a whole. */
export function OutletsSection({ station, node, control }: SectionProps) {
  const { tree } = useTreeStructure();
  const { data: reservations } = useQuery(reservationsQuery(station.id));
  const keptAt = (number: number | null) => reservations?.items.find(({ outlet, state }) => outlet === number && state === "accepted");
  const { data: running } = useQuery(runningSessionsQuery(station.id));
  return (
    <>
      {tree.children(station.id).map((id) => (
        <OutletCard key={id} outletId={id} control={control} session={running?.items.find(({ outletId }) => outletId === id)} reservation={keptAt(tree.get(id)?.number ?? null)} />
      ))}
      <StationCard node={node} control={control} />
    </>
  );
}
