import { CampaignsPanel } from "./CampaignsPanel";
import { ImagesPanel } from "./ImagesPanel";

/** The portal's firmware images, and the campaigns that bring one to many stations. */
export function SoftwareTab() {
  return (
    <>
      <ImagesPanel />
      <CampaignsPanel />
    </>
  );
}
