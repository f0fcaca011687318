//! The REST API, a file for each resource or verb. Handlers extract, ask, and answer; conventions are in docs/API-DESIGN.md.

mod alarms;
mod authority;
mod campaigns;
mod certificates;
mod charging_profiles;
mod command_batches;
mod commands;
mod configuration;
mod credential;
mod dashboard;
mod deviations;
mod event_log;
mod events;
mod first_administrator;
mod images;
mod local_list;
mod me;
mod messages;
mod navigator;
mod nodes;
mod parameter;
mod portal;
mod record;
mod reservations;
mod search;
mod security_profile;
mod sessions;
mod settings;
mod sign_in;
mod tags;
mod templates;
mod tokens;
mod transfers;
mod unknown_stations;
mod uploads;
mod users;
mod value;

use crate::access::Routes;

/// Adds every resource.
pub fn routes(routes: Routes) -> Routes {
    let routes = portal::routes(routes);
    let routes = first_administrator::routes(routes);
    let routes = sign_in::routes(routes);
    let routes = me::routes(routes);
    let routes = events::routes(routes);
    let routes = navigator::routes(routes);
    let routes = nodes::routes(routes);
    let routes = credential::routes(routes);
    let routes = commands::routes(routes);
    let routes = command_batches::routes(routes);
    let routes = local_list::routes(routes);
    let routes = reservations::routes(routes);
    let routes = charging_profiles::routes(routes);
    let routes = authority::routes(routes);
    let routes = certificates::routes(routes);
    let routes = security_profile::routes(routes);
    let routes = configuration::routes(routes);
    let routes = images::routes(routes);
    let routes = transfers::routes(routes);
    let routes = uploads::routes(routes);
    let routes = campaigns::routes(routes);
    let routes = messages::routes(routes);
    let routes = deviations::routes(routes);
    let routes = templates::routes(routes);
    let routes = unknown_stations::routes(routes);
    let routes = users::routes(routes);
    let routes = tags::routes(routes);
    let routes = tokens::routes(routes);
    let routes = alarms::routes(routes);
    let routes = dashboard::routes(routes);
    let routes = event_log::routes(routes);
    let routes = search::routes(routes);
    let routes = sessions::routes(routes);
    settings::routes(routes)
}
