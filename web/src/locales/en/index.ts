import common from "./common.json";
import configuration from "./configuration.json";
import dashboard from "./dashboard.json";
import frame from "./frame.json";
import messages from "./messages.json";
import settings from "./settings.json";
import signIn from "./signIn.json";
import statistics from "./statistics.json";

export default { common, configuration, dashboard, frame, messages, settings, signIn, statistics };
