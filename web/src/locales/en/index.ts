import common from "./common.json";
import configuration from "./configuration.json";
import dashboard from "./dashboard.json";
import frame from "./frame.json";
import keys from "./keys.json";
import messages from "./messages.json";
import settings from "./settings.json";
import signIn from "./signIn.json";
import software from "./software.json";
import statistics from "./statistics.json";
import templates from "./templates.json";

export default { common, configuration, dashboard, frame, keys, messages, settings, signIn, software, statistics, templates };
