// Written by `npm run generate` from crates/server/openapi.json: edit the server's handlers instead.

export interface paths {
    "/api/v1/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The alarms that the viewer may see, the newest first
         * @description Needs the capability `viewAlarms`.
         */
        get: operations["getAlarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/alarms/{id}/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Clear an alarm
         * @description One that has ended already stays as it is. It is raised anew when its condition is reported again.
         *
         *     Needs the capability `clearAlarms`.
         */
        post: operations["postAlarmsByIdClear"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The portal's certificate authority, its TLS certificate and the roots that it trusts
         * @description Needs the capability `editSettings`.
         */
        get: operations["getAuthority"];
        put?: never;
        /**
         * Make a new certificate authority
         * @description The first one, or one that takes the place of the present. What earlier ones signed still opens until it ends.
         *
         *     Needs the capability `editSettings`.
         */
        post: operations["postAuthority"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authority/certificate.pem": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The certificate of the authority in use, as a PEM file
         * @description Needs the capability `editSettings`.
         */
        get: operations["getAuthorityCertificatePem"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authority/roots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trust a root of others: a station whose client certificate leads to it and names its charge box id is let in
         * @description Needs the capability `editSettings`.
         */
        post: operations["postAuthorityRoots"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/authority/roots/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Trust a root no longer
         * @description Needs the capability `editSettings`.
         */
        delete: operations["deleteAuthorityRootsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The campaigns that have a station within reach, the newest first
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getCampaigns"];
        put?: never;
        /**
         * Make a firmware campaign
         * @description Needs the capability `configureStations`.
         */
        post: operations["postCampaigns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A campaign with its stations within reach
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getCampaignsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a campaign
         * @description Stations that wait are not asked any more; whoever is under way goes on.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postCampaignsByIdCancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a campaign
         * @description No wave goes out until it is resumed; whoever is under way goes on.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postCampaignsByIdPause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a campaign go on that was paused or has halted
         * @description After a halt the failures so far are forgiven: it halts again after as many more.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postCampaignsByIdResume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificate-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Requests for certificates that wait for a person, of all stations
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getCertificateRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificate-requests/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve a request: the certificate is signed and sent to the station
         * @description Needs the capability `configureStations`.
         */
        post: operations["postCertificateRequestsByIdApprove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/certificate-requests/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse a request
         * @description Needs the capability `configureStations`.
         */
        post: operations["postCertificateRequestsByIdRefuse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/command-batches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The newest commands that were given to many stations
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getCommandBatches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/command-batches/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a command for many stations has come
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getCommandBatchesById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/command-batches/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a command for many stations at each
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getCommandBatchesByIdResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give many stations a command
         * @description Some tens are asked at once. What became of it at each station is told by the batch's results, and live by `command` events.
         *
         *     Needs the capability `controlStations`.
         */
        post: operations["postCommands"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A command and how it went
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getCommandsById"];
        put?: never;
        post?: never;
        /**
         * Take back a command that still waits
         * @description One that was sent, or has ended, is a conflict.
         *
         *     Needs the capability `controlStations`.
         */
        delete: operations["deleteCommandsById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The templates, by name
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getConfigurationTemplates"];
        put?: never;
        /**
         * Make a template
         * @description Needs the capability `editTemplates`.
         */
        post: operations["postConfigurationTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/configuration-templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A template
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getConfigurationTemplatesById"];
        put?: never;
        post?: never;
        /**
         * Delete a template; stations that had it keep their configuration
         * @description Needs the capability `editTemplates`.
         */
        delete: operations["deleteConfigurationTemplatesById"];
        options?: never;
        head?: never;
        /**
         * Change a template
         * @description Stations are not changed by that: apply it to them, or let the portal keep them to it at each boot.
         *
         *     Needs the capability `editTemplates`.
         */
        patch: operations["patchConfigurationTemplatesById"];
        trace?: never;
    };
    "/api/v1/configuration-templates/{id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write what stations lack of a template
         * @description By their configurations as last read. The answer tells for each station what became of it.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postConfigurationTemplatesByIdApply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dashboard/energy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Energy now against before
         * @description Each earlier period counts up to the same moment in it. Energy counts when it flows, a session when it begins.
         *
         *     Needs the capability `viewSessions`.
         */
        get: operations["getDashboardEnergy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/event-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lines that the viewer may see, the newest first
         * @description Needs the capability `viewEventLog`.
         */
        get: operations["getEventLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen to what changes
         * @description Server-sent events. Each has an `id`; who comes back with `Last-Event-ID` gets what was missed, or `reset` when that is too long ago.
         *     The events `outlet`, `station`, `session`, `reservation`, `alarm`, `command`, `configuration`, `topology`, `reset` and `goodbye` are described in
         *     docs/API-DESIGN.md. Only what the viewer may see is told.
         *
         *     Needs the capability `viewNodes`.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/first-administrator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the first administrator
         * @description With the one-time link that the program prints at its first start. Whoever makes it is signed in.
         */
        post: operations["postFirstAdministrator"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All firmware images, the newest first
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getImages"];
        put?: never;
        /**
         * Upload a firmware image
         * @description The body is the file. It is there whole or not at all; size and SHA-256 are computed here.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postImages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A firmware image
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getImagesById"];
        put?: never;
        post?: never;
        /**
         * Delete an image that nothing under way needs
         * @description Who does not see the whole portal deletes only images that they uploaded themselves.
         *
         *     Needs the capability `configureStations`.
         */
        delete: operations["deleteImagesById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/images/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An image's bytes
         * @description Needs the capability `configureStations`.
         */
        get: operations["getImagesByIdContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is signed in
         * @description Needs the capability `ownAccount`.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the viewer's own names, language, time zone or theme
         * @description Needs the capability `ownAccount`.
         */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the viewer's own password
         * @description Ends the viewer's other sign-ins. Wrong guesses of the current one slow down further attempts as at sign-in.
         *
         *     Needs the capability `ownAccount`.
         */
        post: operations["postMePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/preferences/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A preference of the viewer
         * @description `null` when it was never set.
         *
         *     Needs the capability `ownAccount`.
         */
        get: operations["getMePreferencesByKey"];
        /**
         * Set a preference of the viewer
         * @description Needs the capability `ownAccount`.
         */
        put: operations["putMePreferencesByKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/navigator": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole tree that the viewer may see, flat
         * @description A parent stands before its children. A parent's state is for the client to sum over the outlets below it. The event stream goes
         *     on from `eventId`.
         *
         *     Needs the capability `viewNodes`.
         */
        get: operations["getNavigator"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a node
         * @description A station may be made with its outlets at once.
         *
         *     Needs the capability `editTopology`.
         */
        post: operations["postNodes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/nodes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A node with all that is configured and known of it
         * @description Needs the capability `viewNodes`.
         */
        get: operations["getNodesById"];
        put?: never;
        post?: never;
        /**
         * Delete a node with nothing below it
         * @description Its history stays. A site needs `editSystem`; the system cannot be deleted.
         *
         *     Needs the capability `editTopology`.
         */
        delete: operations["deleteNodesById"];
        options?: never;
        head?: never;
        /**
         * Change a node
         * @description The system, sites and floors need more than `configureStations`: `editSystem` or `editTopology`.
         *
         *     Needs the capability `configureStations`.
         */
        patch: operations["patchNodesById"];
        trace?: never;
    };
    "/api/v1/nodes/{id}/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a station or a grid controller
         * @description Past sessions stay where they ran. `If-Match` may be sent; without it the node is moved wherever it stands now.
         *
         *     Needs the capability `editTopology`.
         */
        post: operations["postNodesByIdMove"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/portal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What anyone may know of the portal */
        get: operations["getPortal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The reservations that the viewer may see, the newest first
         * @description Needs the capability `viewSessions`.
         */
        get: operations["getReservations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sites, floors, stations, outlets, users, tags and sessions that the viewer may see and that have `q` in them
         * @description Needs the capability `viewNodes`.
         */
        get: operations["getSearch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions
         * @description Those that still run show their energy and power of this moment.
         *
         *     Needs the capability `viewSessions`.
         */
        get: operations["getSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A session
         * @description Needs the capability `viewSessions`.
         */
        get: operations["getSessionsById"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/curve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A session's power, energy, current and state of charge over time
         * @description Needs the capability `viewSessions`.
         */
        get: operations["getSessionsByIdCurve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The protocol messages behind a session, in order
         * @description Those of its station around its time, without heartbeats and without what is about other outlets or other sessions.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getSessionsByIdMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A session's meter readings, as sent and in base units
         * @description Needs the capability `viewSessions`.
         */
        get: operations["getSessionsByIdReadings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{id}/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the station told of its outlet, and of itself, around a session
         * @description Needs the capability `viewSessions`.
         */
        get: operations["getSessionsByIdStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions as CSV
         * @description RFC 4180 in UTF-8 with a byte order mark, of any length. Text that a spreadsheet would take for a formula gets an apostrophe in front.
         *
         *     Needs the capability `viewSessions`.
         */
        get: operations["getSessionsExportCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/export.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sessions as an Excel workbook
         * @description Just what is filtered, in the order asked for, with typed cells: times in `timeZone`, energy in kWh, durations that can be
         *     summed and are shown as `1 h 33 min 1 s`. At most 1,048,575 rows, which is what Excel holds.
         *
         *     Needs the capability `viewSessions`.
         */
        get: operations["getSessionsExportXlsx"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sums of sessions
         * @description Needs the capability `viewSessions`.
         */
        get: operations["getSessionsTotals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The portal's settings
         * @description Needs the capability `editSettings`.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the portal's settings
         * @description Needs the capability `editSettings`.
         */
        patch: operations["patchSettings"];
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail address and password
         * @description The answer sets the cookie. It is the same, and takes as long, whether the account exists or not. Failures slow down further
         *     attempts, per account and per address: `too-many-attempts`, with `Retry-After`.
         */
        post: operations["postSignIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out
         * @description The cookie is worth nothing from then on, and its event streams end.
         */
        post: operations["postSignOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/station-certificates/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke a station's certificate: it opens nothing any more, and the station is disconnected
         * @description Needs the capability `configureStations`.
         */
        post: operations["postStationCertificatesByIdRevoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station's certificates
         * @description Send the command `getInstalledCertificateIds` to ask the station anew which roots it has.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdCertificates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/charging-profiles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The charging profiles that a station has taken
         * @description As far as the portal knows: those that it installed and that were neither replaced nor removed since.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdChargingProfiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station's commands, the newest first
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdCommands"];
        put?: never;
        /**
         * Give a station a command
         * @description It is queued and sent when its turn comes. With `wait` the answer tells how it ended, where that is known in time. With
         *     `expiresInS` it waits for a station that is offline, survives a restart of the portal, and is sent once the station is back.
         *
         *     Needs the capability `controlStations`.
         */
        post: operations["postStationsByIdCommands"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station's configuration as last read
         * @description Send the command `getConfiguration` to read it anew; a station that does not list its keys is then asked for those that are known.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdConfiguration"];
        put?: never;
        /**
         * Write several configuration keys into a station
         * @description Each is a command `changeConfiguration` with an answer of its own, delivered when the one before has ended. With `wait` the answer
         *     tells how they ended, where that is known in time.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postStationsByIdConfiguration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/configuration/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a station's configuration, as last read, lacks of its template
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdConfigurationDifferences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/credential": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a station's Basic password
         * @description It is shown this once. The station is disconnected and must come back with it. Length as in *Improved security for OCPP 1.6-J*,
         *     A00.FR.205.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postStationsByIdCredential"];
        /**
         * Remove a station's Basic password
         * @description A station whose security profile asks for one is then refused.
         *
         *     Needs the capability `configureStations`.
         */
        delete: operations["deleteStationsByIdCredential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/deviations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a station does not say as OCPP has it, by message, kind and member; the last one first
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdDeviations"];
        put?: never;
        post?: never;
        /**
         * Count a station's deviations anew
         * @description Needs the capability `configureStations`.
         */
        delete: operations["deleteStationsByIdDeviations"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/local-list": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The list of tags that a station holds
         * @description As far as the portal knows: what it sent last, and the version that the station told last.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdLocalList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station's protocol messages, the newest first
         * @description Passwords and keys in them are masked. A search looks through some ten thousand messages at a time: a page may then hold few, or none,
         *     and yet have a `nextCursor`.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/messages/export.zip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Take a station's log away for a support case
         * @description A zip archive: `messages.jsonl` with a message in each line, oldest first, `station.json`, `configuration.json` and `deviations.json`.
         *     Passwords and keys are masked.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdMessagesExportZip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/messages/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen to a station's messages
         * @description Server-sent events: `messages` holds a list of messages as they are logged, oldest first; `reset` says that too many were missed, and
         *     that the list is to be read anew; `goodbye` that access was lost. Who reads too slowly is disconnected and comes back with `Last-Event-ID`.
         *
         *     Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdMessagesStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/security-profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station's security profile, and how raising it goes or went
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdSecurityProfile"];
        put?: never;
        /**
         * Raise a station's security profile
         * @description The steps go on in the background; follow the event `security` and read the profile again. Until the station has come back with the
         *     new profile, the present one lets it in as well.
         *
         *     Needs the capability `configureStations`.
         */
        post: operations["postStationsByIdSecurityProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station's transfers, the newest first
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdTransfers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A station's uploaded files, the newest first
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdUploads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stations/{id}/uploads/{upload}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An uploaded file's bytes
         * @description Needs the capability `viewMessages`.
         */
        get: operations["getStationsByIdUploadsByUpload"];
        put?: never;
        post?: never;
        /**
         * Delete an uploaded file
         * @description Needs the capability `controlStations`.
         */
        delete: operations["deleteStationsByIdUploadsByUpload"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The tags that the viewer may see: a driver their own
         * @description Needs the capability `viewTags`.
         */
        get: operations["getTags"];
        put?: never;
        /**
         * Make a tag
         * @description The answer's `warnings` tell when stations could take it for another one.
         *
         *     Needs the capability `editTags`.
         */
        post: operations["postTags"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A tag
         * @description Needs the capability `viewTags`.
         */
        get: operations["getTagsById"];
        put?: never;
        post?: never;
        /**
         * Delete a tag; its sessions stay
         * @description Needs the capability `editTags`.
         */
        delete: operations["deleteTagsById"];
        options?: never;
        head?: never;
        /**
         * Change a tag
         * @description Needs the capability `editTags`.
         */
        patch: operations["patchTagsById"];
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All API tokens, also those that have expired
         * @description Needs the capability `editSettings`.
         */
        get: operations["getTokens"];
        put?: never;
        /**
         * Make an API token
         * @description Needs the capability `editSettings`.
         */
        post: operations["postTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete an API token: it no longer holds
         * @description Needs the capability `editSettings`.
         */
        delete: operations["deleteTokensById"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unknown-stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stations that tried to connect and are not configured, the last one first
         * @description Needs the capability `editSystem`.
         */
        get: operations["getUnknownStations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/unknown-stations/{chargeBoxId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Forget an unknown station and clear its alarm
         * @description It comes back when it knocks again.
         *
         *     Needs the capability `editSystem`.
         */
        delete: operations["deleteUnknownStationsByChargeBoxId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The users that the viewer may see
         * @description Needs the capability `viewUsers`.
         */
        get: operations["getUsers"];
        put?: never;
        /**
         * Make a user
         * @description Needs the capability `editUsers`.
         */
        post: operations["postUsers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A user
         * @description Needs the capability `viewUsers`.
         */
        get: operations["getUsersById"];
        put?: never;
        post?: never;
        /**
         * Delete a user
         * @description Their sign-ins and streams end at once. Their tags stay and belong to nobody; their sessions stay without the name. The last
         *     administrator cannot be deleted.
         *
         *     Needs the capability `editUsers`.
         */
        delete: operations["deleteUsersById"];
        options?: never;
        head?: never;
        /**
         * Change a user
         * @description A new role, other sites or a new password end the user's sign-ins and streams at once; they sign in anew.
         *
         *     Needs the capability `editUsers`.
         */
        patch: operations["patchUsersById"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An alarm. */
        Alarm: {
            clearedAt: components["schemas"]["Time"] | null;
            /** @description Who ended it; null for the condition itself. */
            clearedBy: string | null;
            /** @description The error code, or what else tells conditions of one type apart. */
            code: string | null;
            /**
             * Format: int64
             * @description How often it was reported.
             */
            count: number;
            /** @description When it was raised. */
            createdAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description When it was last reported. */
            lastAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The station or outlet; null for unknown stations.
             */
            nodeId: number | null;
            /** @description The node's name when it was raised, or the unknown charge box id. */
            nodeName: string;
            /**
             * Format: int32
             * @description The outlet's number, where it is about one.
             */
            outlet: number | null;
            /** @description The station's own words. */
            text: string | null;
            /** @description What kind of condition. */
            type: components["schemas"]["AlarmType"];
        };
        /** @enum {string} */
        AlarmChange: "raised" | "counted" | "cleared";
        /** @description `alarm`: an alarm was raised, counted or cleared. */
        AlarmDelta: {
            /** @description The alarm as it stands. */
            alarm: components["schemas"]["Alarm"];
            /** @description How. */
            change: components["schemas"]["AlarmChange"];
        };
        /** @enum {string} */
        AlarmType: "notRegistered" | "noNetworkContact" | "hardwareFailure" | "hardwareConfigurationFailure" | "fuse" | "temperature" | "unknownStation" | "security" | "reconnectStorm" | "configurationLoop";
        /** @description What a program proves itself with; the secret is shown once, when it is made. */
        ApiToken: {
            /** @description When it was made. */
            createdAt: components["schemas"]["Time"];
            /** @description Who made it. */
            createdBy: string;
            expiresAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it is for. */
            name: string;
            /** @description What it may do. */
            role: components["schemas"]["Role"];
            /** @description A site administrator's sites. */
            siteIds: number[];
            /** @description Whether it may change anything. */
            write: boolean;
        };
        /**
         * @description What became of a template at a station.
         * @enum {string}
         */
        ApplicationOutcome: "writing" | "same" | "offline" | "neverRead" | "notFound";
        /** @enum {string} */
        Authentication: "anonymous" | "rfid" | "app" | "remote" | "plugAndCharge" | "externalService";
        /** @enum {string} */
        AuthorisationStatus: "accepted" | "blocked" | "expired" | "invalid" | "concurrentTx";
        /** @description By what stations and the portal know each other. */
        Authority: {
            current: components["schemas"]["PortalCertificate"] | null;
            /** @description Earlier authorities, the newest first; what they signed still opens. */
            earlier: components["schemas"]["PortalCertificate"][];
            tls: components["schemas"]["PortalCertificate"] | null;
            /** @description Roots of others by which stations may prove themselves. */
            trusted: components["schemas"]["TrustedRoot"][];
        };
        /** @description How many stations are in a state. */
        BatchCount: {
            /** @description The state. */
            state: components["schemas"]["CommandState"];
            /**
             * Format: int64
             * @description How many.
             */
            stations: number;
        };
        /** @description A command for many stations. Only for the document. */
        BatchRequest: {
            /** @description The command. */
            command: components["schemas"]["CommandRequest"];
            /**
             * Format: int64
             * @description Let the command wait for stations that are offline, so many seconds: 30 to 2592000.
             */
            expiresInS?: number;
            /**
             * Format: int64
             * @description Or every station at or below this node.
             */
            node?: number;
            /** @description These stations. */
            stationIds?: number[];
        };
        /** @description A batch's command at one station. */
        BatchResult: {
            /** @description The command there. */
            command: components["schemas"]["Command"];
            /** @description The station's name; null when it is gone. */
            stationName: string | null;
        };
        /** @enum {string} */
        CallbackFault: "none" | "invalid" | "local" | "private";
        /** @description A firmware campaign. */
        Campaign: {
            /** @description Who made it. */
            by: string;
            /** @description How many of its stations stand how. */
            counts: components["schemas"]["CampaignCounts"];
            /** @description When it was made. */
            createdAt: components["schemas"]["Time"];
            endedAt: components["schemas"]["Time"] | null;
            haltAfter: components["schemas"]["HaltAfter"] | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: int64
             * @description The image.
             */
            imageId: number;
            /** @description The image's version. */
            imageVersion: string;
            /** @description What people call it. */
            name: string;
            /** @description Whether stations are sent a signed update. */
            signed: boolean;
            /** @description When it begins, or began. */
            startsAt: components["schemas"]["Time"];
            /** @description How it stands. */
            state: components["schemas"]["CampaignState"];
            /**
             * Format: int64
             * @description How long a station may take, seconds.
             */
            timeLimitS: number;
            /**
             * Format: int64
             * @description How many waves have gone out.
             */
            wave: number;
            /**
             * Format: int32
             * @description How many stations at once.
             */
            waveSize: number;
        };
        /** @description How many stations of a campaign stand how. */
        CampaignCounts: {
            /**
             * Format: int64
             * @description Were not asked any more.
             */
            cancelled: number;
            /**
             * Format: int64
             * @description Failed.
             */
            failed: number;
            /**
             * Format: int64
             * @description Run the new firmware.
             */
            installed: number;
            /**
             * Format: int64
             * @description Take no part.
             */
            skipped: number;
            /**
             * Format: int64
             * @description Are under way.
             */
            updating: number;
            /**
             * Format: int64
             * @description Wait for their turn.
             */
            waiting: number;
        };
        /** @description `campaign`: a firmware campaign, or a station of it, went on; read it again. */
        CampaignDelta: {
            /**
             * Format: int64
             * @description Which one.
             */
            id: number;
        };
        /** @description A firmware campaign with its stations. */
        CampaignDetail: components["schemas"]["Campaign"] & {
            /** @description Its stations in the order of their turn. */
            targets: components["schemas"]["CampaignTarget"][];
        };
        /** @description A campaign to be made. */
        CampaignRequest: {
            /** @description When it halts; never when absent. */
            haltAfter?: components["schemas"]["HaltAfter"];
            /**
             * Format: int64
             * @description The image.
             */
            imageId: number;
            /** @description What people call it. */
            name: string;
            /** @description Stations, and nodes whose stations take part; those whom the image does not fit are skipped. */
            nodeIds: number[];
            /** @description Whether stations are sent a signed update. */
            signed?: boolean;
            /** @description When it begins; at once when absent. */
            startsAt?: components["schemas"]["Time"];
            /**
             * Format: int32
             * @description How long a station may take, seconds; four hours when absent.
             */
            timeLimitS?: number;
            /**
             * Format: int32
             * @description How many stations at once.
             */
            waveSize: number;
        };
        /** @enum {string} */
        CampaignState: "waiting" | "running" | "paused" | "halted" | "done" | "cancelled";
        /** @description A station of a campaign. */
        CampaignTarget: {
            /**
             * Format: int64
             * @description How much of the file has gone over the line, bytes.
             */
            bytes: number | null;
            endedAt: components["schemas"]["Time"] | null;
            /** @description Whether it is connected. */
            online: boolean;
            reason: components["schemas"]["SkipReason"] | null;
            /** @description Its site. */
            siteName: string;
            startedAt: components["schemas"]["Time"] | null;
            /** @description How it stands. */
            state: components["schemas"]["TargetState"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
            /** @description Its name. */
            stationName: string;
            /**
             * Format: int64
             * @description How much there is, bytes.
             */
            totalBytes: number | null;
            /**
             * Format: int64
             * @description Its transfer.
             */
            transferId: number | null;
            transferState: components["schemas"]["TransferState"] | null;
            /**
             * Format: int64
             * @description With which wave its turn came.
             */
            wave: number | null;
            /** @description The station's last word on it, or why it ended. */
            word: string | null;
        };
        /** @enum {string} */
        Capability: "viewNodes" | "viewSessions" | "viewPersonalData" | "viewAlarms" | "clearAlarms" | "viewEventLog" | "viewMessages" | "editSystem" | "editTopology" | "configureStations" | "editTemplates" | "controlStations" | "viewUsers" | "editUsers" | "viewTags" | "editTags" | "editSettings" | "ownAccount";
        /** @description What names a certificate on a station. */
        CertificateHash: {
            /** @description How the hashes were made. */
            algorithm: components["schemas"]["HashAlgorithm"];
            /** @description Of the issuer's public key. */
            issuerKeyHash: string;
            /** @description Of the issuer's name. */
            issuerNameHash: string;
            /** @description The certificate's serial number. */
            serialNumber: string;
        };
        /** @description A station's request for a certificate. */
        CertificateRequest: {
            /** @description The request, PEM. */
            csr: string;
            decidedAt: components["schemas"]["Time"] | null;
            /** @description Who decided; null for the portal. */
            decidedBy: string | null;
            /** @description What is wrong with it, where something is. */
            fault: string | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description Kind and strength of its key. */
            keyKind: string;
            /** @description When it came. */
            receivedAt: components["schemas"]["Time"];
            /** @description How far it has come. */
            state: components["schemas"]["RequestState"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
            /** @description The station's name. */
            stationName: string;
            /** @description The subject that it names. */
            subject: string;
        };
        /** @enum {string} */
        CertificateSigning: "automatic" | "approval";
        /** @enum {string} */
        CertificateState: "issued" | "installed" | "rejected" | "replaced" | "revoked";
        /** @enum {string} */
        CertificateUse: "centralSystemRoot" | "manufacturerRoot";
        /** @description A limit from a moment on. */
        ChargingPeriod: {
            /**
             * Format: double
             * @description The limit, in the profile's unit; at most one decimal.
             */
            limit: number;
            /**
             * Format: int32
             * @description How many phases may be used, 1 to 3.
             */
            phases?: number;
            /**
             * Format: int32
             * @description Seconds from the start of the schedule; the first is 0.
             */
            startS: number;
        };
        /** @description How much may be drawn, when. */
        ChargingProfile: {
            /**
             * Format: int32
             * @description How long the schedule lasts, seconds; its last period goes on when absent.
             */
            durationS?: number;
            /** @description What its times are relative to. */
            kind: components["schemas"]["ProfileKind"];
            /**
             * Format: double
             * @description Below this rate charging makes no sense.
             */
            minChargingRate?: number;
            /**
             * Format: int32
             * @description The outlet's number; 0: the station, or every outlet by default.
             */
            outlet: number;
            /** @description The limits, the earliest first. */
            periods: components["schemas"]["ChargingPeriod"][];
            /**
             * Format: int64
             * @description Its id at the station; the portal gives one when absent.
             */
            profileId?: number;
            /** @description What it is for. */
            purpose: components["schemas"]["ProfilePurpose"];
            /** @description How often it begins anew; needed when it recurs. */
            recurrency?: components["schemas"]["Recurrency"];
            /**
             * Format: int64
             * @description The session, when it is for one.
             */
            sessionId?: number;
            /**
             * Format: int32
             * @description Its rank among those of the same purpose; the highest holds.
             */
            stackLevel: number;
            /** @description When the schedule begins; needed when it recurs. */
            startAt?: components["schemas"]["Time"];
            /** @description Amperes on each phase, or watts in all. */
            unit: components["schemas"]["RateUnit"];
            /** @description From when on it holds. */
            validFrom?: components["schemas"]["Time"];
            /** @description Until when it holds. */
            validTo?: components["schemas"]["Time"];
        };
        /** @description A profile that a station has taken. */
        ChargingProfileInstalled: {
            /** @description Who had it installed. */
            by: string;
            /**
             * Format: int64
             * @description Its id at the station.
             */
            id: number;
            /** @description When the station took it. */
            installedAt: components["schemas"]["Time"];
            /** @description The profile. */
            profile: components["schemas"]["ChargingProfile"];
        };
        /** @description A command and how it went. */
        Command: {
            /** @description The OCPP action. */
            action: string | null;
            /** @description What came back. */
            answer: Record<string, unknown> | null;
            answeredAt: components["schemas"]["Time"] | null;
            /** @description Who gave it. */
            by: string;
            /** @description When it was given. */
            createdAt: components["schemas"]["Time"];
            /** @description Until when it may be sent. */
            expiresAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /**
             * Format: int64
             * @description From sent to answered, ms.
             */
            latencyMs: number | null;
            /** @description The command's name. */
            name: components["schemas"]["CommandName"];
            /** @description The station's own word, or why it failed. */
            outcome: string | null;
            /** @description Its parameters. */
            parameters: Record<string, unknown>;
            /** @description What went over the wire. */
            sent: Record<string, unknown> | null;
            sentAt: components["schemas"]["Time"] | null;
            /** @description How far it has come. */
            state: components["schemas"]["CommandState"];
            /**
             * Format: int64
             * @description Its station.
             */
            stationId: number;
        };
        /** @description A command for many stations, and how far it has come at those that the viewer sees. */
        CommandBatch: {
            /** @description Who gave it. */
            by: string;
            /** @description How many stations are in which state; only states that occur. */
            counts: components["schemas"]["BatchCount"][];
            /** @description When it was given. */
            createdAt: components["schemas"]["Time"];
            /** @description Until when it may be sent. */
            expiresAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description The command's name. */
            name: components["schemas"]["CommandName"];
            /**
             * Format: int64
             * @description At how many of them it has not ended.
             */
            open: number;
            /** @description Its parameters. */
            parameters: Record<string, unknown>;
            /**
             * Format: int64
             * @description How many stations.
             */
            stations: number;
        };
        /** @enum {string} */
        CommandName: "resetSoft" | "resetHard" | "clearCache" | "remoteStart" | "remoteStop" | "unlockConnector" | "changeAvailability" | "changeConfiguration" | "getConfiguration" | "triggerMessage" | "dataTransfer" | "getLocalListVersion" | "sendLocalList" | "reserveNow" | "cancelReservation" | "setChargingProfile" | "clearChargingProfile" | "getCompositeSchedule" | "installCertificate" | "getInstalledCertificateIds" | "deleteCertificate" | "certificateSigned" | "getDiagnostics" | "getLog" | "updateFirmware" | "signedUpdateFirmware";
        /** @description What a station is asked for. Only for the document: it is read as [`domain::command::Command`], and a test holds both equal. */
        CommandRequest: {
            /** @enum {string} */
            name: "resetSoft";
        } | {
            /** @enum {string} */
            name: "resetHard";
        } | {
            /** @enum {string} */
            name: "clearCache";
        } | {
            /** @enum {string} */
            name: "remoteStart";
            /**
             * Format: int32
             * @description At which outlet; the station chooses when absent.
             */
            outlet?: number;
            /** @description The tag. */
            tag: string;
        } | {
            /** @enum {string} */
            name: "remoteStop";
            /**
             * Format: int64
             * @description Which one.
             */
            sessionId: number;
        } | {
            /** @enum {string} */
            name: "unlockConnector";
            /**
             * Format: int32
             * @description At which outlet.
             */
            outlet: number;
        } | {
            /** @enum {string} */
            name: "changeAvailability";
            /** @description Into service? */
            operative: boolean;
            /**
             * Format: int32
             * @description Which one; 0: the whole station.
             */
            outlet: number;
        } | {
            /** @description The key. */
            key: string;
            /** @enum {string} */
            name: "changeConfiguration";
            /** @description Its new value. */
            value: string;
        } | {
            /** @description Which ones; all when absent. */
            keys?: string[];
            /** @enum {string} */
            name: "getConfiguration";
        } | {
            /** @description By ExtendedTriggerMessage of the security extension. */
            extended?: boolean;
            /** @description Which one. */
            message: components["schemas"]["TriggeredMessage"];
            /** @enum {string} */
            name: "triggerMessage";
            /**
             * Format: int32
             * @description For which outlet.
             */
            outlet?: number;
        } | {
            /** @description Its content. */
            data?: string;
            /** @description The vendor's message. */
            messageId?: string;
            /** @enum {string} */
            name: "dataTransfer";
            /** @description The vendor. */
            vendorId: string;
        } | {
            /** @enum {string} */
            name: "getLocalListVersion";
        } | {
            /** @enum {string} */
            name: "sendLocalList";
            /** @description These tags. Without these and `userIds`: every tag that may charge at the station's site. */
            tagIds?: number[];
            /** @description All of it, or what has changed since. */
            update: components["schemas"]["ListUpdate"];
            /** @description The tags of these users. */
            userIds?: number[];
        } | {
            /** @enum {string} */
            name: "reserveNow";
            /**
             * Format: int32
             * @description Which outlet; 0: any.
             */
            outlet: number;
            /** @description For which group beside it. */
            parentTag?: string;
            /** @description For which tag. */
            tag: string;
            /** @description Until when. */
            until: components["schemas"]["Time"];
        } | {
            /** @enum {string} */
            name: "cancelReservation";
            /**
             * Format: int64
             * @description Which one.
             */
            reservationId: number;
        } | (components["schemas"]["ChargingProfile"] & {
            /** @enum {string} */
            name: "setChargingProfile";
        }) | {
            /** @enum {string} */
            name: "clearChargingProfile";
            /**
             * Format: int32
             * @description Those of this outlet; 0: the station.
             */
            outlet?: number;
            /**
             * Format: int64
             * @description The one with this id; alone it decides.
             */
            profileId?: number;
            /** @description Those with this purpose. */
            purpose?: components["schemas"]["ProfilePurpose"];
            /**
             * Format: int32
             * @description Those of this rank.
             */
            stackLevel?: number;
        } | {
            /**
             * Format: int32
             * @description For how many seconds from now on, at most 604800.
             */
            durationS: number;
            /** @enum {string} */
            name: "getCompositeSchedule";
            /**
             * Format: int32
             * @description At which outlet; 0: the station.
             */
            outlet: number;
            /** @description In which unit; the station chooses when absent. */
            unit?: components["schemas"]["RateUnit"];
        } | {
            /** @description The certificate in PEM; the portal's own authority when absent. */
            certificate?: string;
            /** @description What it is for. */
            kind: components["schemas"]["CertificateUse"];
            /** @enum {string} */
            name: "installCertificate";
        } | {
            /** @description Of which use. */
            kind: components["schemas"]["CertificateUse"];
            /** @enum {string} */
            name: "getInstalledCertificateIds";
        } | {
            /** @description Which one. */
            hash: components["schemas"]["CertificateHash"];
            /** @enum {string} */
            name: "deleteCertificate";
        } | {
            /** @description The chain in PEM, the station's own certificate first. */
            chain: string;
            /** @enum {string} */
            name: "certificateSigned";
        } | {
            /** @description The oldest entry that is wanted. */
            from?: components["schemas"]["Time"];
            /** @enum {string} */
            name: "getDiagnostics";
            /**
             * Format: int32
             * @description How often the station tries.
             */
            retries?: number;
            /**
             * Format: int32
             * @description Seconds between its tries.
             */
            retryIntervalS?: number;
            /** @description The newest entry that is wanted. */
            to?: components["schemas"]["Time"];
        } | {
            /** @description The oldest entry that is wanted. */
            from?: components["schemas"]["Time"];
            /** @description Which log. */
            kind: components["schemas"]["LogKind"];
            /** @enum {string} */
            name: "getLog";
            /**
             * Format: int32
             * @description How often the station tries.
             */
            retries?: number;
            /**
             * Format: int32
             * @description Seconds between its tries.
             */
            retryIntervalS?: number;
            /** @description The newest entry that is wanted. */
            to?: components["schemas"]["Time"];
        } | {
            /**
             * Format: int64
             * @description The image.
             */
            imageId: number;
            /** @enum {string} */
            name: "updateFirmware";
            /**
             * Format: int32
             * @description How often the station tries.
             */
            retries?: number;
            /** @description From when on it may be downloaded; at once when absent. */
            retrieveAt?: components["schemas"]["Time"];
            /**
             * Format: int32
             * @description Seconds between its tries.
             */
            retryIntervalS?: number;
        } | {
            /**
             * Format: int64
             * @description The image, which has a signature.
             */
            imageId: number;
            /** @description From when on it may be installed; at once when absent. */
            installAt?: components["schemas"]["Time"];
            /** @enum {string} */
            name: "signedUpdateFirmware";
            /**
             * Format: int32
             * @description How often the station tries.
             */
            retries?: number;
            /** @description From when on it may be downloaded; at once when absent. */
            retrieveAt?: components["schemas"]["Time"];
            /**
             * Format: int32
             * @description Seconds between its tries.
             */
            retryIntervalS?: number;
        };
        /** @enum {string} */
        CommandState: "queued" | "sent" | "accepted" | "rejected" | "failed" | "timedOut" | "cancelled" | "expired";
        /** @description `configuration`: a station's configuration was read. */
        ConfigurationDelta: {
            /** @description When. */
            readAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
        };
        /** @description A key in which a station differs from its template. */
        ConfigurationDifference: {
            /** @description What the station has; null where it tells none. */
            has: string | null;
            /** @description The key. */
            key: string;
            /** @description Whether the station refuses to change it. */
            readOnly: boolean;
            /** @description Whether the station tells of the key at all. */
            told: boolean;
            /** @description What the template has. */
            wanted: string;
        };
        /** @description What a station's configuration lacks of its template. */
        ConfigurationDifferences: {
            /** @description The keys that differ, in the order of the template. */
            items: components["schemas"]["ConfigurationDifference"][];
            /**
             * Format: int64
             * @description The template; null where the station has none.
             */
            templateId: number | null;
            /** @description Its name. */
            templateName: string | null;
        };
        /** @description A configuration key. */
        ConfigurationKey: {
            /** @description The key. */
            key: string;
            /** @description Whether it can only be read. */
            readOnly: boolean;
            /** @description Whether its value is a secret, which is never shown. */
            secret: boolean;
            /** @description Its value, where it has one that may be read; of a secret a mask. */
            value: string | null;
        };
        /** @description A template of stations' configurations. */
        ConfigurationTemplate: {
            /** @description When it was made. */
            createdAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description The keys and their values. */
            keys: components["schemas"]["WantedKey"][];
            /** @description For stations of which model, for people. */
            model: string | null;
            /** @description Its name. */
            name: string;
            /**
             * Format: int64
             * @description How many stations have it.
             */
            stations: number;
            /** @description For stations of which vendor, for people. */
            vendor: string | null;
            /**
             * Format: int64
             * @description Grows with each change; also the `ETag`.
             */
            version: number;
        };
        /** @description Keys to be written. */
        ConfigurationWrite: {
            /** @description The keys, 1 to 200, in the order in which they are written. */
            keys: components["schemas"]["WantedKey"][];
        };
        /** @enum {string} */
        ConnectorType: "schuko" | "type1" | "type2Socket" | "type2Cable" | "ccs" | "chademo" | "other";
        /** @description Something that a station does not say as OCPP has it, and that is understood all the same. */
        CountedDeviation: {
            /** @description The message, such as `StartTransaction`; empty where it could not be told. */
            action: string;
            /**
             * Format: int64
             * @description How often.
             */
            count: number;
            /** @description An excerpt of what was received then. */
            example: string;
            /** @description When it first came. */
            firstAt: components["schemas"]["Time"];
            /** @description What is odd, such as `number_as_text`. */
            kind: string;
            /** @description When it last came. */
            lastAt: components["schemas"]["Time"];
            /** @description Where in the message, such as `meterValue[].sampledValue[].value`; empty for the whole. */
            member: string;
        };
        /** @description The password that was set, shown this once. */
        Credential: {
            password: string;
        };
        /** @description How a session went over time. */
        Curve: {
            /**
             * @description At most 1,000 points in order of time; where there were more readings, the peaks of power are kept. Once the session has
             *     ended, the last point is its end, or a reading after it.
             */
            points: components["schemas"]["CurvePoint"][];
        };
        /** @description A session at a moment. */
        CurvePoint: {
            /** @description When, by the station's clock. */
            at: components["schemas"]["Time"];
            /**
             * Format: double
             * @description Current of the phase that carries most, A.
             */
            currentA: number | null;
            /**
             * Format: int64
             * @description Energy since the start, Wh.
             */
            energyWh: number | null;
            /**
             * Format: double
             * @description Power, W; where the station tells none, the average since the reading before.
             */
            powerW: number | null;
            /**
             * Format: double
             * @description The car's state of charge.
             */
            socPercent: number | null;
        };
        /** @description Energy now against before, in the reader's time zone. */
        DashboardEnergy: {
            /** @description The 23 to 25 hours of today. */
            hours: components["schemas"]["HourEnergy"][];
            /** @description Since the first of the month. */
            month: components["schemas"]["Period"];
            /** @description Last month up to the same moment. */
            previousMonth: components["schemas"]["Period"];
            /** @description Last week up to the same moment. */
            previousWeek: components["schemas"]["Period"];
            /** @description The same day last week up to the same time of day. */
            sameDayLastWeek: components["schemas"]["Period"];
            /** @description Since midnight. */
            today: components["schemas"]["Period"];
            /** @description Since Monday. */
            week: components["schemas"]["Period"];
        };
        /** @description Where to. */
        Destination: {
            /**
             * Format: int64
             * @description The new parent.
             */
            parentId: number;
        };
        /**
         * @description Which way a message went.
         * @enum {string}
         */
        Direction: "fromStation" | "toStation";
        /** @description Something that a station reported or a person did. */
        Event: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description Who did it; null for stations and the portal itself. */
            by: string | null;
            /** @description More, for programs. */
            detail: Record<string, unknown> | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What kind of event, a stable word such as `boot`. */
            kind: string;
            /**
             * Format: int32
             * @description The outlet's number.
             */
            outlet: number | null;
            /**
             * Format: int64
             * @description The station it is about.
             */
            stationId: number | null;
            /** @description The station's name, while it exists. */
            stationName: string | null;
            /** @description Text for people. */
            text: string;
        };
        /** @description The first administrator. */
        FirstAdministrator: {
            email: string;
            firstName: string;
            lastName: string;
            password: string;
            /** @description From the link that the portal printed. */
            token: string;
        };
        /**
         * @description What kind of frame.
         * @enum {string}
         */
        FrameKind: "call" | "result" | "error" | "broken" | "refused" | "unanswered";
        /** @description After how many failures a campaign halts: one of the two. */
        HaltAfter: {
            /**
             * Format: int32
             * @description So many stations.
             */
            count: number;
        } | {
            /**
             * Format: int32
             * @description So many of a hundred of the stations that take part.
             */
            percent: number;
        };
        /** @enum {string} */
        HashAlgorithm: "sha256" | "sha384" | "sha512";
        /** @description Energy in one hour of today and in the same hour of the same day last week. */
        HourEnergy: {
            /**
             * Format: int64
             * @description Energy, Wh.
             */
            energyWh: number;
            /**
             * Format: int64
             * @description Energy in the same hour last week, Wh.
             */
            previousEnergyWh: number;
            /** @description When the hour begins. */
            start: components["schemas"]["Time"];
        };
        /** @description A firmware image. */
        Image: {
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description Their model; any when empty. */
            model: string;
            /** @description The file's name. */
            name: string;
            /** @description Its SHA-256, hexadecimal. */
            sha256: string;
            /** @description Whether it has a signature and a certificate, for signed updates. */
            signed: boolean;
            /**
             * Format: int64
             * @description Its size, bytes.
             */
            sizeBytes: number;
            /** @description When it was uploaded. */
            uploadedAt: components["schemas"]["Time"];
            /** @description Who uploaded it. */
            uploadedBy: string;
            /** @description The vendor of the stations that it is for; any when empty. */
            vendor: string;
            /** @description The version, as stations tell it when they boot. */
            version: string;
        };
        /** @description A root certificate on a station. */
        InstalledCertificate: {
            /** @description What names it. */
            hash: components["schemas"]["CertificateHash"];
            /** @description What it is for. */
            kind: components["schemas"]["CertificateUse"];
            notAfter: components["schemas"]["Time"] | null;
            /** @description When the station last said that it has it. */
            seenAt: components["schemas"]["Time"];
            /** @description Its subject, where the portal knows it. */
            subject: string | null;
        };
        /** @description An answer of several things that all fit on one page. */
        Items_ApiToken: {
            /** @description The things. */
            items: {
                /** @description When it was made. */
                createdAt: components["schemas"]["Time"];
                /** @description Who made it. */
                createdBy: string;
                expiresAt: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description What it is for. */
                name: string;
                /** @description What it may do. */
                role: components["schemas"]["Role"];
                /** @description A site administrator's sites. */
                siteIds: number[];
                /** @description Whether it may change anything. */
                write: boolean;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_Campaign: {
            /** @description The things. */
            items: {
                /** @description Who made it. */
                by: string;
                /** @description How many of its stations stand how. */
                counts: components["schemas"]["CampaignCounts"];
                /** @description When it was made. */
                createdAt: components["schemas"]["Time"];
                endedAt: components["schemas"]["Time"] | null;
                haltAfter: components["schemas"]["HaltAfter"] | null;
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /**
                 * Format: int64
                 * @description The image.
                 */
                imageId: number;
                /** @description The image's version. */
                imageVersion: string;
                /** @description What people call it. */
                name: string;
                /** @description Whether stations are sent a signed update. */
                signed: boolean;
                /** @description When it begins, or began. */
                startsAt: components["schemas"]["Time"];
                /** @description How it stands. */
                state: components["schemas"]["CampaignState"];
                /**
                 * Format: int64
                 * @description How long a station may take, seconds.
                 */
                timeLimitS: number;
                /**
                 * Format: int64
                 * @description How many waves have gone out.
                 */
                wave: number;
                /**
                 * Format: int32
                 * @description How many stations at once.
                 */
                waveSize: number;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_CertificateRequest: {
            /** @description The things. */
            items: {
                /** @description The request, PEM. */
                csr: string;
                decidedAt: components["schemas"]["Time"] | null;
                /** @description Who decided; null for the portal. */
                decidedBy: string | null;
                /** @description What is wrong with it, where something is. */
                fault: string | null;
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description Kind and strength of its key. */
                keyKind: string;
                /** @description When it came. */
                receivedAt: components["schemas"]["Time"];
                /** @description How far it has come. */
                state: components["schemas"]["RequestState"];
                /**
                 * Format: int64
                 * @description The station.
                 */
                stationId: number;
                /** @description The station's name. */
                stationName: string;
                /** @description The subject that it names. */
                subject: string;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_ChargingProfileInstalled: {
            /** @description The things. */
            items: {
                /** @description Who had it installed. */
                by: string;
                /**
                 * Format: int64
                 * @description Its id at the station.
                 */
                id: number;
                /** @description When the station took it. */
                installedAt: components["schemas"]["Time"];
                /** @description The profile. */
                profile: components["schemas"]["ChargingProfile"];
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_Command: {
            /** @description The things. */
            items: {
                /** @description The OCPP action. */
                action: string | null;
                /** @description What came back. */
                answer: Record<string, unknown> | null;
                answeredAt: components["schemas"]["Time"] | null;
                /** @description Who gave it. */
                by: string;
                /** @description When it was given. */
                createdAt: components["schemas"]["Time"];
                /** @description Until when it may be sent. */
                expiresAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /**
                 * Format: int64
                 * @description From sent to answered, ms.
                 */
                latencyMs: number | null;
                /** @description The command's name. */
                name: components["schemas"]["CommandName"];
                /** @description The station's own word, or why it failed. */
                outcome: string | null;
                /** @description Its parameters. */
                parameters: Record<string, unknown>;
                /** @description What went over the wire. */
                sent: Record<string, unknown> | null;
                sentAt: components["schemas"]["Time"] | null;
                /** @description How far it has come. */
                state: components["schemas"]["CommandState"];
                /**
                 * Format: int64
                 * @description Its station.
                 */
                stationId: number;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_CommandBatch: {
            /** @description The things. */
            items: {
                /** @description Who gave it. */
                by: string;
                /** @description How many stations are in which state; only states that occur. */
                counts: components["schemas"]["BatchCount"][];
                /** @description When it was given. */
                createdAt: components["schemas"]["Time"];
                /** @description Until when it may be sent. */
                expiresAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description The command's name. */
                name: components["schemas"]["CommandName"];
                /**
                 * Format: int64
                 * @description At how many of them it has not ended.
                 */
                open: number;
                /** @description Its parameters. */
                parameters: Record<string, unknown>;
                /**
                 * Format: int64
                 * @description How many stations.
                 */
                stations: number;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_ConfigurationTemplate: {
            /** @description The things. */
            items: {
                /** @description When it was made. */
                createdAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description The keys and their values. */
                keys: components["schemas"]["WantedKey"][];
                /** @description For stations of which model, for people. */
                model: string | null;
                /** @description Its name. */
                name: string;
                /**
                 * Format: int64
                 * @description How many stations have it.
                 */
                stations: number;
                /** @description For stations of which vendor, for people. */
                vendor: string | null;
                /**
                 * Format: int64
                 * @description Grows with each change; also the `ETag`.
                 */
                version: number;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_CountedDeviation: {
            /** @description The things. */
            items: {
                /** @description The message, such as `StartTransaction`; empty where it could not be told. */
                action: string;
                /**
                 * Format: int64
                 * @description How often.
                 */
                count: number;
                /** @description An excerpt of what was received then. */
                example: string;
                /** @description When it first came. */
                firstAt: components["schemas"]["Time"];
                /** @description What is odd, such as `number_as_text`. */
                kind: string;
                /** @description When it last came. */
                lastAt: components["schemas"]["Time"];
                /** @description Where in the message, such as `meterValue[].sampledValue[].value`; empty for the whole. */
                member: string;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_Image: {
            /** @description The things. */
            items: {
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description Their model; any when empty. */
                model: string;
                /** @description The file's name. */
                name: string;
                /** @description Its SHA-256, hexadecimal. */
                sha256: string;
                /** @description Whether it has a signature and a certificate, for signed updates. */
                signed: boolean;
                /**
                 * Format: int64
                 * @description Its size, bytes.
                 */
                sizeBytes: number;
                /** @description When it was uploaded. */
                uploadedAt: components["schemas"]["Time"];
                /** @description Who uploaded it. */
                uploadedBy: string;
                /** @description The vendor of the stations that it is for; any when empty. */
                vendor: string;
                /** @description The version, as stations tell it when they boot. */
                version: string;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_LoggedMessage: {
            /** @description The things. */
            items: {
                /** @description The OCPP action; for an answer that of its call. */
                action: string;
                answer: components["schemas"]["MessageAnswer"] | null;
                /** @description When. */
                at: components["schemas"]["Time"];
                /**
                 * Format: int32
                 * @description Slips that were forgiven in it.
                 */
                deviations: number;
                /** @description Which way. */
                direction: components["schemas"]["Direction"];
                /** @description Its place in the station's log; may be sent as `cursor`, and to the stream as `after`. */
                id: string;
                /** @description What kind of frame. */
                kind: components["schemas"]["FrameKind"];
                /**
                 * Format: int32
                 * @description For an answer: how long it took, ms.
                 */
                latencyMs: number | null;
                /** @description The frame's id. */
                messageId: string;
                /** @description For an answer: the word that tells how it went, such as `Accepted` or an error code. */
                outcome: string | null;
                /** @description The payload, JSON or XML; of a broken frame all of it, of what is no frame what happened. */
                text: string;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_Reading: {
            /** @description The things. */
            items: {
                /** @description When, by the station's clock where that could be read. */
                at: components["schemas"]["Time"];
                /** @description When the portal learned of it. */
                receivedAt: components["schemas"]["Time"];
                /** @description The samples, in the order sent. */
                samples: components["schemas"]["Sample"][];
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_SearchHit: {
            /** @description The things. */
            items: {
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description What it is. */
                kind: components["schemas"]["SearchHitKind"];
                /**
                 * Format: int64
                 * @description The node to go to; null where it has none.
                 */
                nodeId: number | null;
                /** @description Where it is, or to whom it belongs. */
                subtitle: string;
                /** @description What it is called. */
                title: string;
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_StatusChange: {
            /** @description The things. */
            items: {
                /** @description When it began, by the station's clock where that could be read. */
                at: components["schemas"]["Time"];
                /** @description OCPP's error code. */
                errorCode: string | null;
                /** @description The station's words on the fault. */
                errorText: string | null;
                /** @description Whether it came too late to be the present. */
                late: boolean;
                /**
                 * Format: int32
                 * @description The outlet's number; 0 is the station.
                 */
                outlet: number;
                /** @description When the portal learned of it. */
                receivedAt: components["schemas"]["Time"];
                /** @description The status. */
                status: components["schemas"]["OutletStatus"];
            }[];
        };
        /** @description An answer of several things that all fit on one page. */
        Items_TemplateApplication: {
            /** @description The things. */
            items: {
                /** @description The commands that write what differs; how they go is told by events and by `GET /commands/{id}`. */
                commandIds: number[];
                /** @description What became of it. */
                outcome: components["schemas"]["ApplicationOutcome"];
                /**
                 * Format: int64
                 * @description The station.
                 */
                stationId: number;
            }[];
        };
        /** @enum {string} */
        ListUpdate: "full" | "differential";
        /** @description The list of tags that a station holds for when the portal is away, as far as the portal knows. */
        LocalList: {
            /** @description How many tags are on it. */
            count: number;
            /** @description The tags; null where the viewer may not see tags. */
            entries: components["schemas"]["LocalListTag"][] | null;
            /** @description How many tags the station's list holds, where it tells. */
            most: number | null;
            /** @description How many tags go into one message. */
            mostAtOnce: number;
            sentAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description The version that the station told last; -1: it keeps no lists.
             */
            stationVersion: number | null;
            toldAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description The version that the portal sent last; 0: none.
             */
            version: number;
        };
        /** @description A tag on a station's list. */
        LocalListTag: {
            expiresAt: components["schemas"]["Time"] | null;
            /** @description Its group. */
            parentTag: string | null;
            /** @description Whether it may charge. */
            status: components["schemas"]["AuthorisationStatus"];
            /** @description The tag. */
            tag: string;
        };
        /** @description A protocol message as it went over the wire, secrets masked; or that something went wrong with one. */
        LoggedMessage: {
            /** @description The OCPP action; for an answer that of its call. */
            action: string;
            answer: components["schemas"]["MessageAnswer"] | null;
            /** @description When. */
            at: components["schemas"]["Time"];
            /**
             * Format: int32
             * @description Slips that were forgiven in it.
             */
            deviations: number;
            /** @description Which way. */
            direction: components["schemas"]["Direction"];
            /** @description Its place in the station's log; may be sent as `cursor`, and to the stream as `after`. */
            id: string;
            /** @description What kind of frame. */
            kind: components["schemas"]["FrameKind"];
            /**
             * Format: int32
             * @description For an answer: how long it took, ms.
             */
            latencyMs: number | null;
            /** @description The frame's id. */
            messageId: string;
            /** @description For an answer: the word that tells how it went, such as `Accepted` or an error code. */
            outcome: string | null;
            /** @description The payload, JSON or XML; of a broken frame all of it, of what is no frame what happened. */
            text: string;
        };
        /** @enum {string} */
        LogKind: "diagnosticsLog" | "securityLog";
        /** @description A token that was made. */
        MadeToken: {
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description The secret, shown this once: `Authorization: Bearer cp_…`. */
            token: string;
        };
        /** @description Who is signed in, and what they may do. */
        Me: {
            /** @description What they may do. */
            capabilities: components["schemas"]["Capability"][];
            /** @description E-mail address. */
            email: string;
            /** @description First name. */
            firstName: string;
            /**
             * Format: int64
             * @description Their id.
             */
            id: number;
            /** @description The language they chose; null: the portal's. */
            language: string | null;
            /** @description Last name. */
            lastName: string;
            /** @description What they are in the portal. */
            role: components["schemas"]["Role"];
            /** @description A site administrator's sites; where a driver may charge. */
            siteIds: number[];
            /** @description light, dark or auto. */
            theme: string;
            /** @description The time zone they chose; null: the browser's. */
            timeZone: string | null;
        };
        /** @description What the viewer can change of themselves. */
        MeChange: {
            firstName?: string;
            /** @description en, nb or sv; null: the portal's. */
            language?: string | null;
            lastName?: string;
            /** @description light, dark or auto. */
            theme?: string;
            /** @description An IANA time zone; null: the browser's. */
            timeZone?: string | null;
        };
        /** @description How a call ended. */
        MessageAnswer: {
            /** @description The answer's place in the log. */
            id: string;
            /** @description What kind of answer. */
            kind: components["schemas"]["FrameKind"];
            /**
             * Format: int32
             * @description How long it took, ms.
             */
            latencyMs: number | null;
            /** @description The word that tells how it went. */
            outcome: string | null;
        };
        /** @description The whole tree that a viewer may see. */
        Navigator: {
            /**
             * Format: int64
             * @description Where the event stream goes on from this: send it as `after`.
             */
            eventId: number;
            /** @description Its nodes; a parent stands before its children. */
            items: components["schemas"]["NavigatorNode"][];
        };
        /** @description A node in the navigator. */
        NavigatorNode: {
            /** @description Of a station: its charge box id. */
            chargeBoxId?: string;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it is. */
            kind: components["schemas"]["NodeKind"];
            /** @description Its name. */
            name: string;
            /**
             * Format: int32
             * @description Of an outlet: its number.
             */
            number?: number;
            /** @description Of a station: whether it is connected. */
            online?: boolean;
            /**
             * Format: int64
             * @description What it stands below; null for the system, and where the viewer does not see the parent.
             */
            parentId: number | null;
            /**
             * Format: double
             * @description Of an outlet while charging: power, W.
             */
            powerW?: number;
            /** @description Of an outlet, and of a station for itself. */
            state?: components["schemas"]["State"];
        };
        /** @description The password to be set. */
        NewCredential: {
            /** @description 16 to 40 characters; one is made when absent, which is better. */
            password?: string;
        };
        /** @description A node to be made. */
        NewNode: {
            /** @description Free text. */
            description?: string;
            /** @description What it is; not the system. */
            kind: components["schemas"]["NodeKind"];
            /** @description Its name. */
            name: string;
            /** @description Of an outlet; needed for one. */
            outlet?: components["schemas"]["OutletChange"];
            /**
             * Format: int64
             * @description What it stands below.
             */
            parentId: number;
            /** @description Of a site. */
            site?: components["schemas"]["SiteChange"];
            /** @description Of a station; needed for one. */
            station?: components["schemas"]["NewStation"];
        };
        /** @description A root to be trusted. */
        NewRoot: {
            /** @description The certificate, PEM. */
            certificate: string;
        };
        /** @description What a new station has. */
        NewStation: {
            /** @description Whether a handshake without a subprotocol is taken as 1.6. */
            acceptMissingSubprotocol?: boolean;
            /** @description The name by which the physical station knows itself. */
            chargeBoxId: string;
            /**
             * Format: int64
             * @description The template that its configuration shall follow.
             */
            configurationTemplateId?: number | null;
            /**
             * Format: int32
             * @description Its own heartbeat interval, seconds; null: the portal's.
             */
            heartbeatIntervalS?: number | null;
            /**
             * Format: int32
             * @description With how many usual outlets it is made, numbered from 1.
             */
            outlets?: number;
            /** @description Whether drivers of other sites may see it. */
            public?: boolean;
            /**
             * Format: int32
             * @description OCPP security profile: 0, 1 or 2.
             */
            securityProfile?: number;
        };
        /** @description A tag to be made. */
        NewTag: {
            /** @description Whether it is refused. */
            blocked?: boolean;
            expiresAt?: components["schemas"]["Time"] | null;
            /** @description The tag in decimal or hex, or a made-up name; compared without regard to case and separators. */
            idTag: string;
            /** @description What people call it. */
            label?: string;
            /** @description The group it belongs to. */
            parentTag?: string | null;
            /**
             * Format: int64
             * @description Whose it is.
             */
            userId?: number | null;
        };
        /** @description A template to be made. */
        NewTemplate: {
            /** @description The keys and their values, at most 200; secrets cannot stand in a template. */
            keys: components["schemas"]["WantedKey"][];
            /** @description For stations of which model, for people. */
            model?: string | null;
            /** @description Its name. */
            name: string;
            /** @description For stations of which vendor, for people. */
            vendor?: string | null;
        };
        /** @description A token to be made. */
        NewToken: {
            expiresAt?: components["schemas"]["Time"] | null;
            /** @description What it is for. */
            name: string;
            /** @description What it may do; a driver's is their own and cannot be had by a program. */
            role: components["schemas"]["Role"];
            /** @description A site administrator's sites. */
            siteIds?: number[];
            /** @description Whether it may change anything. */
            write?: boolean;
        };
        /** @description A user to be made. */
        NewUser: {
            /** @description E-mail address, unique. */
            email: string;
            /** @description Whether they are mailed about alarms. */
            emailAtAlarm?: boolean;
            /** @description First name. */
            firstName: string;
            /** @description The language they read: en, nb or sv; null: the portal's. */
            language?: string | null;
            /** @description Last name. */
            lastName: string;
            /** @description Parking place or places. */
            parking?: string;
            /** @description At least 8 characters with letters and digits; without one they cannot sign in yet. */
            password?: string | null;
            /** @description What they are in the portal. */
            role: components["schemas"]["Role"];
            /** @description A site administrator's sites; where a driver may charge (anywhere when empty). */
            siteIds?: number[];
            /** @description The time zone they live in; null: the browser's. */
            timeZone?: string | null;
        };
        /** @description A node. */
        Node: {
            /** @description When it was made. */
            createdAt: components["schemas"]["Time"];
            /** @description Free text. */
            description: string;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it is. */
            kind: components["schemas"]["NodeKind"];
            /** @description Its name. */
            name: string;
            /** @description Of an outlet. */
            outlet?: components["schemas"]["Outlet"];
            /**
             * Format: int64
             * @description What it stands below.
             */
            parentId: number | null;
            /** @description From the system to the parent, as far as the viewer sees. */
            path: components["schemas"]["PathStep"][];
            /** @description Of a site. */
            site?: components["schemas"]["Site"];
            /** @description Of a station. */
            station?: components["schemas"]["Station"];
            /** @description The id that external services use. */
            uuid: string;
            /**
             * Format: int64
             * @description Grows with each edit; also the `ETag`.
             */
            version: number;
        };
        /** @description What to change of a node; what is left out stays. */
        NodeChange: {
            /** @description Free text. */
            description?: string;
            /** @description Its name. */
            name?: string;
            /** @description Of an outlet. */
            outlet?: components["schemas"]["OutletChange"];
            /** @description Of a site. */
            site?: components["schemas"]["SiteChange"];
            /** @description Of a station. */
            station?: components["schemas"]["StationChange"];
        };
        /** @enum {string} */
        NodeKind: "system" | "site" | "floor" | "station" | "gridController" | "outlet";
        /** @description What an outlet has: what is configured and what the station last said. */
        Outlet: {
            /** @description Socket or plug. */
            connectorType: components["schemas"]["ConnectorType"];
            /** @description OCPP's error code. */
            errorCode: string | null;
            /** @description The station's words on the fault. */
            errorText: string | null;
            /** @description Who may charge. */
            mode: components["schemas"]["OutletMode"];
            /**
             * Format: int32
             * @description Its number on the station, from 1.
             */
            number: number;
            /** @description The parking place. */
            parking: string;
            /**
             * Format: int32
             * @description 1, 2 or 3.
             */
            phases: number;
            /**
             * Format: int32
             * @description Rated current, A.
             */
            ratedCurrentA: number;
            session: components["schemas"]["Session"] | null;
            /** @description What colours it. */
            state: components["schemas"]["State"];
            /** @description What the station last said. */
            status: components["schemas"]["OutletStatus"];
            statusAt: components["schemas"]["Time"] | null;
        };
        /** @description What can be set of an outlet. */
        OutletChange: {
            /** @description Socket or plug. */
            connectorType?: components["schemas"]["ConnectorType"];
            /** @description Who may charge. */
            mode?: components["schemas"]["OutletMode"];
            /**
             * Format: int32
             * @description Its number on the station, from 1.
             */
            number?: number;
            /** @description The parking place. */
            parking?: string;
            /**
             * Format: int32
             * @description 1, 2 or 3.
             */
            phases?: number;
            /**
             * Format: int32
             * @description Rated current, A.
             */
            ratedCurrentA?: number;
        };
        /** @description `outlet`: an outlet's present has changed. */
        OutletDelta: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /** @description OCPP's error code. */
            errorCode: string | null;
            /**
             * Format: int64
             * @description The outlet.
             */
            id: number;
            /**
             * Format: int32
             * @description Its number.
             */
            number: number;
            /**
             * Format: double
             * @description Power, W, while charging.
             */
            powerW: number | null;
            /** @description What colours it. */
            state: components["schemas"]["State"];
            /**
             * Format: int64
             * @description Its station.
             */
            stationId: number;
            /** @description What the station last said. */
            status: components["schemas"]["OutletStatus"];
        };
        /** @enum {string} */
        OutletMode: "open" | "rfid";
        /** @enum {string} */
        OutletStatus: "unknown" | "available" | "preparing" | "charging" | "suspendedEv" | "suspendedEvse" | "finishing" | "reserved" | "unavailable" | "faulted";
        /** @description A page of a list. */
        Page_Alarm: {
            /** @description What is on it. */
            items: {
                clearedAt: components["schemas"]["Time"] | null;
                /** @description Who ended it; null for the condition itself. */
                clearedBy: string | null;
                /** @description The error code, or what else tells conditions of one type apart. */
                code: string | null;
                /**
                 * Format: int64
                 * @description How often it was reported.
                 */
                count: number;
                /** @description When it was raised. */
                createdAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description When it was last reported. */
                lastAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description The station or outlet; null for unknown stations.
                 */
                nodeId: number | null;
                /** @description The node's name when it was raised, or the unknown charge box id. */
                nodeName: string;
                /**
                 * Format: int32
                 * @description The outlet's number, where it is about one.
                 */
                outlet: number | null;
                /** @description The station's own words. */
                text: string | null;
                /** @description What kind of condition. */
                type: components["schemas"]["AlarmType"];
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_BatchResult: {
            /** @description What is on it. */
            items: {
                /** @description The command there. */
                command: components["schemas"]["Command"];
                /** @description The station's name; null when it is gone. */
                stationName: string | null;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_Command: {
            /** @description What is on it. */
            items: {
                /** @description The OCPP action. */
                action: string | null;
                /** @description What came back. */
                answer: Record<string, unknown> | null;
                answeredAt: components["schemas"]["Time"] | null;
                /** @description Who gave it. */
                by: string;
                /** @description When it was given. */
                createdAt: components["schemas"]["Time"];
                /** @description Until when it may be sent. */
                expiresAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /**
                 * Format: int64
                 * @description From sent to answered, ms.
                 */
                latencyMs: number | null;
                /** @description The command's name. */
                name: components["schemas"]["CommandName"];
                /** @description The station's own word, or why it failed. */
                outcome: string | null;
                /** @description Its parameters. */
                parameters: Record<string, unknown>;
                /** @description What went over the wire. */
                sent: Record<string, unknown> | null;
                sentAt: components["schemas"]["Time"] | null;
                /** @description How far it has come. */
                state: components["schemas"]["CommandState"];
                /**
                 * Format: int64
                 * @description Its station.
                 */
                stationId: number;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_Event: {
            /** @description What is on it. */
            items: {
                /** @description When. */
                at: components["schemas"]["Time"];
                /** @description Who did it; null for stations and the portal itself. */
                by: string | null;
                /** @description More, for programs. */
                detail: Record<string, unknown> | null;
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description What kind of event, a stable word such as `boot`. */
                kind: string;
                /**
                 * Format: int32
                 * @description The outlet's number.
                 */
                outlet: number | null;
                /**
                 * Format: int64
                 * @description The station it is about.
                 */
                stationId: number | null;
                /** @description The station's name, while it exists. */
                stationName: string | null;
                /** @description Text for people. */
                text: string;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_LoggedMessage: {
            /** @description What is on it. */
            items: {
                /** @description The OCPP action; for an answer that of its call. */
                action: string;
                answer: components["schemas"]["MessageAnswer"] | null;
                /** @description When. */
                at: components["schemas"]["Time"];
                /**
                 * Format: int32
                 * @description Slips that were forgiven in it.
                 */
                deviations: number;
                /** @description Which way. */
                direction: components["schemas"]["Direction"];
                /** @description Its place in the station's log; may be sent as `cursor`, and to the stream as `after`. */
                id: string;
                /** @description What kind of frame. */
                kind: components["schemas"]["FrameKind"];
                /**
                 * Format: int32
                 * @description For an answer: how long it took, ms.
                 */
                latencyMs: number | null;
                /** @description The frame's id. */
                messageId: string;
                /** @description For an answer: the word that tells how it went, such as `Accepted` or an error code. */
                outcome: string | null;
                /** @description The payload, JSON or XML; of a broken frame all of it, of what is no frame what happened. */
                text: string;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_Reservation: {
            /** @description What is on it. */
            items: {
                /** @description Who asked for it. */
                by: string;
                /** @description When it was asked for. */
                createdAt: components["schemas"]["Time"];
                /** @description Whose tag it is, by e-mail address. */
                email: string | null;
                endedAt: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description Its id, as the station knows it, too.
                 */
                id: number;
                /** @description The station's own word, or why it ended. */
                outcome: string | null;
                /**
                 * Format: int32
                 * @description The outlet's number; 0: any of the station's.
                 */
                outlet: number;
                /** @description For which group beside it. */
                parentTag: string | null;
                /**
                 * Format: int64
                 * @description The session that used it.
                 */
                sessionId: number | null;
                /** @description How far it has come. */
                state: components["schemas"]["ReservationState"];
                /**
                 * Format: int64
                 * @description The station.
                 */
                stationId: number;
                /** @description The station's name; null when it is gone. */
                stationName: string | null;
                /** @description For which tag. */
                tag: string | null;
                /** @description Until when it holds. */
                until: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description Whose tag it is.
                 */
                userId: number | null;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_Session: {
            /** @description What is on it. */
            items: {
                /** @description Whether it still runs. */
                active: boolean;
                /** @description How it was authorised. */
                authentication: components["schemas"]["Authentication"];
                /**
                 * Format: int64
                 * @description How long it ran, or has run so far, seconds.
                 */
                durationS: number;
                /** @description The user's e-mail address; null where unknown or not for the viewer. */
                email: string | null;
                endedAt: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description Energy, Wh.
                 */
                energyWh: number;
                /** @description What is odd about it. */
                flags: components["schemas"]["SessionFlag"][];
                /** @description The floor's name as it was. */
                floorName: string | null;
                /**
                 * Format: int64
                 * @description Unique; the transaction id of OCPP 1.5 and 1.6.
                 */
                id: number;
                /**
                 * Format: int64
                 * @description Meter at the end, or the newest reading, Wh.
                 */
                meterEndWh: number | null;
                /**
                 * Format: int64
                 * @description Meter at the start, Wh.
                 */
                meterStartWh: number | null;
                /** @description The station's charge box id. */
                nodeIdentity: string;
                /**
                 * Format: int32
                 * @description The outlet's number.
                 */
                outlet: number;
                /**
                 * Format: int64
                 * @description The outlet, where it is configured.
                 */
                outletId: number | null;
                /**
                 * Format: double
                 * @description Power now, W.
                 */
                powerW: number | null;
                /** @description When the portal learned of it. */
                receivedAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description The site, while it exists.
                 */
                siteId: number | null;
                /** @description The site's name as it was when the session ran. */
                siteName: string;
                /** @description When it began. */
                startedAt: components["schemas"]["Time"];
                /**
                 * Format: int64
                 * @description The station.
                 */
                stationId: number;
                /** @description The station's name as it was. */
                stationName: string;
                /** @description OCPP's reason of the stop. */
                stopReason: string | null;
                /** @description The tag as sent; null where unknown or not for the viewer. */
                tag: string | null;
                /**
                 * Format: int64
                 * @description The user; null where unknown or not for the viewer.
                 */
                userId: number | null;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_Tag: {
            /** @description What is on it. */
            items: {
                /** @description Whether it is refused. */
                blocked: boolean;
                /** @description When it was added. */
                createdAt: components["schemas"]["Time"];
                expiresAt: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description The tag as entered, in decimal or hex. */
                idTag: string;
                /** @description What people call it. */
                label: string;
                /** @description The group it belongs to. */
                parentTag: string | null;
                /** @description Its user's e-mail address. */
                userEmail: string | null;
                /**
                 * Format: int64
                 * @description Whose it is; null: nobody's.
                 */
                userId: number | null;
                /**
                 * Format: int64
                 * @description Grows with each edit; also the `ETag`.
                 */
                version: number;
                /** @description What a person should know: too long for OCPP 1.6, or easily taken for another tag. */
                warnings: string[];
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_Transfer: {
            /** @description What is on it. */
            items: {
                /** @description Who asked for it. */
                by: string;
                /**
                 * Format: int64
                 * @description How much has gone over the line, bytes.
                 */
                bytes: number;
                /**
                 * Format: int64
                 * @description The command that began it.
                 */
                commandId: number;
                /** @description When it was asked for. */
                createdAt: components["schemas"]["Time"];
                endedAt: components["schemas"]["Time"] | null;
                expiresAt: components["schemas"]["Time"] | null;
                /**
                 * Format: int64
                 * @description Its id; also OCPP's requestId.
                 */
                id: number;
                /**
                 * Format: int64
                 * @description The firmware image.
                 */
                imageId: number | null;
                /** @description The image's version. */
                imageVersion: string | null;
                /** @description What kind of file. */
                kind: components["schemas"]["TransferKind"];
                protocol: components["schemas"]["TransferProtocol"] | null;
                /** @description How far it has come. */
                state: components["schemas"]["TransferState"];
                /**
                 * Format: int64
                 * @description The station.
                 */
                stationId: number;
                /**
                 * Format: int64
                 * @description How much there is, bytes, where known.
                 */
                totalBytes: number | null;
                /** @description When anything was last heard of it. */
                updatedAt: components["schemas"]["Time"];
                /** @description The station's last word on it, or why it ended. */
                word: string | null;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_UnknownStation: {
            /** @description What is on it. */
            items: {
                /** @description What it calls itself. */
                chargeBoxId: string;
                /**
                 * Format: int64
                 * @description How often.
                 */
                count: number;
                /** @description When it first knocked. */
                firstAt: components["schemas"]["Time"];
                /** @description When it last knocked. */
                lastAt: components["schemas"]["Time"];
                /** @description What became of it last: refused, held. */
                reason: string;
                /** @description From where it came last. */
                remoteAddress: string | null;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description A page of a list. */
        Page_User: {
            /** @description What is on it. */
            items: {
                /** @description When they were added. */
                createdAt: components["schemas"]["Time"];
                /** @description E-mail address, unique. */
                email: string;
                /** @description Whether they are mailed about alarms. */
                emailAtAlarm: boolean;
                /** @description First name. */
                firstName: string;
                /**
                 * Format: int64
                 * @description Its id.
                 */
                id: number;
                /** @description The language they read; null: the portal's. */
                language: string | null;
                /** @description Last name. */
                lastName: string;
                lastSignInAt: components["schemas"]["Time"] | null;
                /** @description Parking place or places. */
                parking: string;
                /** @description What they are in the portal. */
                role: components["schemas"]["Role"];
                /** @description A site administrator's sites; where a driver may charge. */
                siteIds: number[];
                /**
                 * Format: int64
                 * @description How many tags they have.
                 */
                tags: number;
                /** @description The time zone they live in; null: the browser's. */
                timeZone: string | null;
                /**
                 * Format: int64
                 * @description Grows with each edit; also the `ETag`.
                 */
                version: number;
            }[];
            /** @description What to send as `cursor` for the next page; null on the last. */
            nextCursor: string | null;
            /** @description How many there are in all. */
            total: components["schemas"]["Total"];
        };
        /** @description The old password and the new one. */
        PasswordChange: {
            current: string;
            /** @description At least 8 characters, letters and digits, none of the well-known ones. */
            new: string;
        };
        /** @description A node on the way from the system. */
        PathStep: {
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it is. */
            kind: components["schemas"]["NodeKind"];
            /** @description Its name. */
            name: string;
        };
        /** @description Energy and sessions in a period. */
        Period: {
            /**
             * Format: int64
             * @description Energy that flowed in it, Wh.
             */
            energyWh: number;
            /**
             * Format: int64
             * @description Sessions that began in it.
             */
            sessions: number;
        };
        /** @description What anyone may know of the portal. */
        Portal: {
            /** @description The language of those who have chosen none. */
            defaultLanguage: string;
            /** @description Its name. */
            name: string;
            /** @description Whether there is no user yet: the portal has printed a one-time link. */
            needsFirstAdministrator: boolean;
        };
        /** @description A certificate of the portal's own: its authority's, its TLS listener's. */
        PortalCertificate: {
            /** @description SHA-256 of it, hexadecimal digits. */
            fingerprint: string;
            /** @description Until when it holds. */
            notAfter: components["schemas"]["Time"];
            /** @description From when it holds. */
            notBefore: components["schemas"]["Time"];
            /** @description The certificate. */
            pem: string;
            /** @description Its serial number, hexadecimal digits. */
            serial: string;
            /** @description Its subject. */
            subject: string;
        };
        /** @description An error as told to the caller, `application/problem+json`. */
        Problem: {
            /** @description With `version-mismatch`: the thing as it stands. */
            current?: Record<string, unknown>;
            /** @description A sentence that a person understands. */
            detail?: string;
            /** @description The member or parameter at fault. */
            field?: string;
            /**
             * Format: int64
             * @description With `too-many-attempts` and `unavailable`: seconds until it makes sense to try again.
             */
            retryAfterS?: number;
            /**
             * Format: int32
             * @description The HTTP status.
             */
            status: number;
            /** @description The kind in words. */
            title: string;
            /**
             * @description Stable and relative: `/problems/<name>`.
             * @example /problems/not-found
             */
            type: string;
        };
        /** @enum {string} */
        ProfileKind: "absolute" | "recurring" | "relative";
        /** @enum {string} */
        ProfilePurpose: "chargePointMax" | "txDefault" | "tx";
        /** @enum {string} */
        Protocol: "ocpp1.5s" | "ocpp1.6s" | "ocpp1.6j" | "ocpp2.0.1j";
        /** @enum {string} */
        RateUnit: "A" | "W";
        /** @description Whether a station that has no socket can be called, and why not. */
        Reachability: {
            /** @description Where it is called: the pinned address, else the one that it named; null where it cannot be. */
            address: string | null;
            fault: components["schemas"]["CallbackFault"] | null;
            /** @description Why the last call did not reach it; null once one did. */
            lastFailure: string | null;
        };
        /** @description All samples that a station took at one moment. */
        Reading: {
            /** @description When, by the station's clock where that could be read. */
            at: components["schemas"]["Time"];
            /** @description When the portal learned of it. */
            receivedAt: components["schemas"]["Time"];
            /** @description The samples, in the order sent. */
            samples: components["schemas"]["Sample"][];
        };
        /** @enum {string} */
        Recurrency: "daily" | "weekly";
        /** @enum {string} */
        RequestState: "pending" | "signed" | "refused";
        /** @description An outlet that is kept for a tag. For whom is null where the viewer may not see it. */
        Reservation: {
            /** @description Who asked for it. */
            by: string;
            /** @description When it was asked for. */
            createdAt: components["schemas"]["Time"];
            /** @description Whose tag it is, by e-mail address. */
            email: string | null;
            endedAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Its id, as the station knows it, too.
             */
            id: number;
            /** @description The station's own word, or why it ended. */
            outcome: string | null;
            /**
             * Format: int32
             * @description The outlet's number; 0: any of the station's.
             */
            outlet: number;
            /** @description For which group beside it. */
            parentTag: string | null;
            /**
             * Format: int64
             * @description The session that used it.
             */
            sessionId: number | null;
            /** @description How far it has come. */
            state: components["schemas"]["ReservationState"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
            /** @description The station's name; null when it is gone. */
            stationName: string | null;
            /** @description For which tag. */
            tag: string | null;
            /** @description Until when it holds. */
            until: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description Whose tag it is.
             */
            userId: number | null;
        };
        /** @enum {string} */
        ReservationState: "pending" | "accepted" | "rejected" | "used" | "cancelled" | "expired" | "failed";
        /** @enum {string} */
        Role: "administrator" | "siteAdministrator" | "support" | "driver";
        /** @description One sampled value, in its base unit and as sent. */
        Sample: {
            /** @description The context, where told. */
            context: string | null;
            /** @description The location, where told. */
            location: string | null;
            /** @description OCPP's measurand. */
            measurand: string;
            /** @description The value as sent. */
            original: string;
            /** @description The unit as sent, where it differs from `unit`. */
            originalUnit: string | null;
            /** @description The phase, where told. */
            phase: string | null;
            /** @description Whether the value is signed data. */
            signed: boolean;
            /** @description The base unit: Wh, W, A, V, … */
            unit: string;
            /**
             * Format: double
             * @description The value in `unit`; null where it is no number.
             */
            value: number | null;
        };
        /** @description Something that a search found. */
        SearchHit: {
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description What it is. */
            kind: components["schemas"]["SearchHitKind"];
            /**
             * Format: int64
             * @description The node to go to; null where it has none.
             */
            nodeId: number | null;
            /** @description Where it is, or to whom it belongs. */
            subtitle: string;
            /** @description What it is called. */
            title: string;
        };
        /**
         * @description What a search can find.
         * @enum {string}
         */
        SearchHitKind: "site" | "floor" | "station" | "outlet" | "user" | "tag" | "session";
        /** @description `security`: certificates, requests for them or the raising of a security profile changed. */
        SecurityDelta: {
            /**
             * Format: int64
             * @description The station; null for the portal's own certificates.
             */
            stationId: number | null;
        };
        /** @description A station's security profile. */
        SecurityState: {
            /** @description Whether a Basic password is set. */
            hasCredential: boolean;
            /**
             * Format: int32
             * @description The profile by which it must prove itself, 0 to 3.
             */
            profile: number;
            upgrade: components["schemas"]["SecurityUpgrade"] | null;
        };
        /** @description The raising of a station's security profile. */
        SecurityUpgrade: {
            /** @description Who began it. */
            by: string;
            endedAt: components["schemas"]["Time"] | null;
            /**
             * Format: int32
             * @description From which profile.
             */
            from: number;
            /** @description When it began. */
            startedAt: components["schemas"]["Time"];
            /** @description How far it has come. */
            state: components["schemas"]["UpgradeState"];
            /** @description The steps, in their order. */
            steps: components["schemas"]["UpgradeStep"][];
            /**
             * Format: int32
             * @description To which profile.
             */
            to: number;
        };
        /** @description A charging session. */
        Session: {
            /** @description Whether it still runs. */
            active: boolean;
            /** @description How it was authorised. */
            authentication: components["schemas"]["Authentication"];
            /**
             * Format: int64
             * @description How long it ran, or has run so far, seconds.
             */
            durationS: number;
            /** @description The user's e-mail address; null where unknown or not for the viewer. */
            email: string | null;
            endedAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Energy, Wh.
             */
            energyWh: number;
            /** @description What is odd about it. */
            flags: components["schemas"]["SessionFlag"][];
            /** @description The floor's name as it was. */
            floorName: string | null;
            /**
             * Format: int64
             * @description Unique; the transaction id of OCPP 1.5 and 1.6.
             */
            id: number;
            /**
             * Format: int64
             * @description Meter at the end, or the newest reading, Wh.
             */
            meterEndWh: number | null;
            /**
             * Format: int64
             * @description Meter at the start, Wh.
             */
            meterStartWh: number | null;
            /** @description The station's charge box id. */
            nodeIdentity: string;
            /**
             * Format: int32
             * @description The outlet's number.
             */
            outlet: number;
            /**
             * Format: int64
             * @description The outlet, where it is configured.
             */
            outletId: number | null;
            /**
             * Format: double
             * @description Power now, W.
             */
            powerW: number | null;
            /** @description When the portal learned of it. */
            receivedAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The site, while it exists.
             */
            siteId: number | null;
            /** @description The site's name as it was when the session ran. */
            siteName: string;
            /** @description When it began. */
            startedAt: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
            /** @description The station's name as it was. */
            stationName: string;
            /** @description OCPP's reason of the stop. */
            stopReason: string | null;
            /** @description The tag as sent; null where unknown or not for the viewer. */
            tag: string | null;
            /**
             * Format: int64
             * @description The user; null where unknown or not for the viewer.
             */
            userId: number | null;
        };
        /** @enum {string} */
        SessionChange: "started" | "progress" | "ended";
        /** @description `session`: a session began, went on or ended. */
        SessionDelta: {
            /** @description How. */
            change: components["schemas"]["SessionChange"];
            /** @description The session as it stands. */
            session: components["schemas"]["Session"];
        };
        /** @description A session with what lists leave out. */
        SessionDetail: components["schemas"]["Session"] & {
            /** @description The stop's time as sent, where it was odd. */
            endedAtText: string | null;
            /**
             * Format: int64
             * @description How many meter readings there are.
             */
            readings: number;
            /** @description The start's time as sent, where it was odd. */
            startedAtText: string | null;
            /** @description What the station was answered at the start. */
            startStatus: components["schemas"]["AuthorisationStatus"];
        };
        /** @enum {string} */
        SessionFlag: "endedWithoutStop" | "orphan" | "implausibleEnergy" | "registerJump" | "oddClock" | "deliveredLate" | "refusedTag";
        /** @description The sums of what is filtered. */
        SessionTotals: {
            /** @description Whether there are more; the sums are of those counted then. */
            capped: boolean;
            /**
             * Format: int64
             * @description How many sessions, or what was capped at.
             */
            count: number;
            /**
             * Format: int64
             * @description Duration, seconds.
             */
            durationS: number;
            /**
             * Format: int64
             * @description Energy, Wh.
             */
            energyWh: number;
        };
        /** @description The portal's settings. */
        Settings: {
            /** @description Who decides on stations' requests for certificates. */
            certificateSigning: components["schemas"]["CertificateSigning"];
            /**
             * Format: int32
             * @description How long before a certificate ends the alarm comes, days.
             */
            certificateWarningDays: number;
            /** @description The language of those who have chosen none: en, nb or sv. */
            defaultLanguage: string;
            /**
             * Format: int32
             * @description Heartbeat interval told to stations, seconds.
             */
            heartbeatIntervalS: number;
            /** @description Whether stations with a template are brought back to it at each boot; else only when they are new. */
            keepConfiguration: boolean;
            /**
             * Format: int32
             * @description How long the message log is kept, days.
             */
            messageLogDays: number;
            /**
             * Format: int32
             * @description Interval between meter values, seconds; 0 leaves stations as they are.
             */
            meterValueIntervalS: number;
            /** @description Whether a tag may have only one session at a time. */
            oneSessionPerTag: boolean;
            /** @description Its name, in the title of pages and mails. */
            portalName: string;
            /** @description The IANA time zone of those who have chosen none. */
            timeZone: string;
            /** @description What happens to stations that are not configured. */
            unknownStations: components["schemas"]["UnknownStations"];
            /** @description What happens to tags that are not known. */
            unknownTags: components["schemas"]["UnknownTags"];
            /**
             * Format: int64
             * @description Grows with each change; also the `ETag`.
             */
            version: number;
        };
        /** @description The settings to change; what is left out stays. */
        SettingsChange: {
            certificateSigning?: components["schemas"]["CertificateSigning"] | null;
            /** Format: int32 */
            certificateWarningDays?: number | null;
            defaultLanguage?: string | null;
            /** Format: int32 */
            heartbeatIntervalS?: number | null;
            keepConfiguration?: boolean | null;
            /** Format: int32 */
            messageLogDays?: number | null;
            /** Format: int32 */
            meterValueIntervalS?: number | null;
            oneSessionPerTag?: boolean | null;
            portalName?: string | null;
            timeZone?: string | null;
            unknownStations?: components["schemas"]["UnknownStations"] | null;
            unknownTags?: components["schemas"]["UnknownTags"] | null;
        };
        /** @description Who signs in. */
        SignIn: {
            email: string;
            password: string;
        };
        /** @description What a site has. */
        Site: {
            /** @description Postal address. */
            address: string;
            /** @description Whom to call. */
            contact: string;
            /**
             * Format: double
             * @description Degrees north.
             */
            latitude: number | null;
            /**
             * Format: double
             * @description Degrees east.
             */
            longitude: number | null;
            /** @description When it is open. */
            openingHours: string;
            /** @description IANA time zone. */
            timeZone: string;
        };
        /** @description What can be set of a site. */
        SiteChange: {
            /** @description Postal address. */
            address?: string;
            /** @description Whom to call. */
            contact?: string;
            /**
             * Format: double
             * @description Degrees north; null empties.
             */
            latitude?: number | null;
            /**
             * Format: double
             * @description Degrees east; null empties.
             */
            longitude?: number | null;
            /** @description When it is open. */
            openingHours?: string;
            /** @description IANA time zone; empty: the portal's. */
            timeZone?: string;
        };
        /** @enum {string} */
        SkipReason: "otherVendor" | "otherModel" | "unknown" | "hasVersion";
        /** @enum {string} */
        State: "available" | "occupied" | "charging" | "reserved" | "unavailable" | "fault" | "offline" | "unknown";
        /** @description What a station has: what is configured, what it told at boot, and how it is connected. */
        Station: {
            /** @description Whether a handshake without a subprotocol is taken as 1.6. */
            acceptMissingSubprotocol: boolean;
            /** @description The name by which the physical station knows itself. */
            chargeBoxId: string;
            /** @description As told at boot. */
            chargeBoxSerialNumber: string | null;
            /**
             * Format: int64
             * @description How far its clock is ahead of ours, ms.
             */
            clockSkewMs: number | null;
            /** @description The commands that its protocol has; all that the portal knows before it has ever connected. */
            commands: components["schemas"]["CommandName"][];
            /**
             * Format: int64
             * @description The template that its configuration shall follow.
             */
            configurationTemplateId: number | null;
            connectedAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Slips against OCPP that were forgiven.
             */
            deviations: number;
            /** @description As told at boot. */
            firmwareVersion: string | null;
            /** @description Whether a Basic password is set. */
            hasCredential: boolean;
            /**
             * Format: int32
             * @description Its own heartbeat interval, seconds; null: the portal's.
             */
            heartbeatIntervalS: number | null;
            /** @description The SIM card's number. */
            iccid: string | null;
            /** @description The subscriber's number. */
            imsi: string | null;
            lastBootAt: components["schemas"]["Time"] | null;
            lastSeenAt: components["schemas"]["Time"] | null;
            /** @description The main meter's number. */
            meterSerialNumber: string | null;
            /** @description The main meter's type. */
            meterType: string | null;
            /** @description As told at boot. */
            model: string | null;
            /** @description Whether it is connected. */
            online: boolean;
            protocol: components["schemas"]["Protocol"] | null;
            /** @description Whether drivers of other sites may see it. */
            public: boolean;
            reachability: components["schemas"]["Reachability"] | null;
            /** @description Whether a changed configuration key waits for a reboot. */
            rebootRequired: boolean;
            registeredAt: components["schemas"]["Time"] | null;
            /** @description From where it connects. */
            remoteAddress: string | null;
            /**
             * Format: int32
             * @description OCPP security profile, 0 to 3.
             */
            securityProfile: number;
            /** @description As told at boot. */
            serialNumber: string | null;
            /** @description Where it says that it can be called, when it speaks SOAP. */
            soapAddress: string | null;
            /** @description Where it is called over SOAP instead. */
            soapAddressPinned: string | null;
            /** @description From where it must post over SOAP, such as 203.0.113.0/24; null: from anywhere. */
            soapAddressRange: string | null;
            /** @description SHA-256 of the client certificate that it must show over SOAP, hexadecimal; null: none. */
            soapCertificate: string | null;
            /** @description As told at boot. */
            vendor: string | null;
        };
        /** @description A certificate that the portal signed for a station. */
        StationCertificate: {
            answeredAt: components["schemas"]["Time"] | null;
            /** @description SHA-256 of it, hexadecimal digits. */
            fingerprint: string;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description When it was signed. */
            issuedAt: components["schemas"]["Time"];
            /** @description Who had it signed. */
            issuedBy: string;
            /** @description Until when it holds. */
            notAfter: components["schemas"]["Time"];
            /** @description From when it holds. */
            notBefore: components["schemas"]["Time"];
            /** @description The certificate. */
            pem: string;
            /** @description Its serial number, hexadecimal digits. */
            serial: string;
            /** @description How far it has come. */
            state: components["schemas"]["CertificateState"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
            /** @description Its subject. */
            subject: string;
            usedAt: components["schemas"]["Time"] | null;
        };
        /** @description A station's certificates. */
        StationCertificates: {
            /** @description Roots that it has, as it last said. */
            installed: components["schemas"]["InstalledCertificate"][];
            /** @description Its own, signed by the portal, the newest first. */
            own: components["schemas"]["StationCertificate"][];
            /** @description Its requests, the newest first. */
            requests: components["schemas"]["CertificateRequest"][];
        };
        /** @description What can be set of a station. Its credential is set by its own call. */
        StationChange: {
            /** @description Whether a handshake without a subprotocol is taken as 1.6. */
            acceptMissingSubprotocol?: boolean;
            /** @description The name by which the physical station knows itself. */
            chargeBoxId?: string;
            /**
             * Format: int64
             * @description The template that its configuration shall follow; null: none.
             */
            configurationTemplateId?: number | null;
            /**
             * Format: int32
             * @description Its own heartbeat interval, seconds; null: the portal's.
             */
            heartbeatIntervalS?: number | null;
            /** @description Whether drivers of other sites may see it. */
            public?: boolean;
            /**
             * Format: int32
             * @description OCPP security profile, 0 to 3.
             */
            securityProfile?: number;
            /** @description Where it is called over SOAP, instead of where it says itself; null or empty: there. */
            soapAddressPinned?: string | null;
            /** @description From where it must post over SOAP, such as 203.0.113.0/24; null or empty: from anywhere. */
            soapAddressRange?: string | null;
            /** @description SHA-256 of the client certificate that it must show over SOAP, hexadecimal; null or empty: none. */
            soapCertificate?: string | null;
        };
        /** @description A station's configuration as it was last read from it. */
        StationConfiguration: {
            /** @description The keys, in the order of their names. */
            keys: components["schemas"]["ConfigurationKey"][];
            readAt: components["schemas"]["Time"] | null;
        };
        /** @description `station`: a station came, went, or changed its own status. */
        StationDelta: {
            /** @description When. */
            at: components["schemas"]["Time"];
            /**
             * Format: int64
             * @description The station.
             */
            id: number;
            /** @description Whether it is connected. */
            online: boolean;
            /** @description Its own state. */
            state: components["schemas"]["State"];
        };
        /** @description A status that a station told of an outlet. */
        StatusChange: {
            /** @description When it began, by the station's clock where that could be read. */
            at: components["schemas"]["Time"];
            /** @description OCPP's error code. */
            errorCode: string | null;
            /** @description The station's words on the fault. */
            errorText: string | null;
            /** @description Whether it came too late to be the present. */
            late: boolean;
            /**
             * Format: int32
             * @description The outlet's number; 0 is the station.
             */
            outlet: number;
            /** @description When the portal learned of it. */
            receivedAt: components["schemas"]["Time"];
            /** @description The status. */
            status: components["schemas"]["OutletStatus"];
        };
        /** @description An RFID card or key fob. */
        Tag: {
            /** @description Whether it is refused. */
            blocked: boolean;
            /** @description When it was added. */
            createdAt: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description The tag as entered, in decimal or hex. */
            idTag: string;
            /** @description What people call it. */
            label: string;
            /** @description The group it belongs to. */
            parentTag: string | null;
            /** @description Its user's e-mail address. */
            userEmail: string | null;
            /**
             * Format: int64
             * @description Whose it is; null: nobody's.
             */
            userId: number | null;
            /**
             * Format: int64
             * @description Grows with each edit; also the `ETag`.
             */
            version: number;
            /** @description What a person should know: too long for OCPP 1.6, or easily taken for another tag. */
            warnings: string[];
        };
        /** @description What to change of a tag; what is left out stays. */
        TagChange: {
            /** @description Whether it is refused. */
            blocked?: boolean;
            expiresAt?: components["schemas"]["Time"] | null;
            /** @description The tag in decimal or hex, or a made-up name. */
            idTag?: string;
            /** @description What people call it. */
            label?: string;
            /** @description The group it belongs to; null: none. */
            parentTag?: string | null;
            /**
             * Format: int64
             * @description Whose it is; null: nobody's.
             */
            userId?: number | null;
        };
        /** @enum {string} */
        TargetState: "waiting" | "updating" | "installed" | "failed" | "skipped" | "cancelled";
        /** @description What became of a template at a station. */
        TemplateApplication: {
            /** @description The commands that write what differs; how they go is told by events and by `GET /commands/{id}`. */
            commandIds: number[];
            /** @description What became of it. */
            outcome: components["schemas"]["ApplicationOutcome"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
        };
        /** @description What to change of a template; what is left out stays. */
        TemplateChange: {
            /** @description All keys and their values. */
            keys?: components["schemas"]["WantedKey"][];
            /** @description For stations of which model; null empties. */
            model?: string | null;
            /** @description Its name. */
            name?: string;
            /** @description For stations of which vendor; null empties. */
            vendor?: string | null;
        };
        /** @description Where to apply a template. */
        TemplateTargets: {
            /** @description The stations, 1 to 1,000. */
            stationIds: number[];
        };
        /**
         * Format: date-time
         * @description RFC 3339, UTC, with milliseconds
         * @example 2026-03-20T15:38:36.000Z
         */
        Time: string;
        /** @enum {string} */
        TopologyChange: "created" | "updated" | "moved" | "deleted";
        /** @description `topology`: the tree has changed. */
        TopologyDelta: {
            /** @description How. */
            change: components["schemas"]["TopologyChange"];
            /**
             * Format: int64
             * @description The node.
             */
            id: number;
            node: components["schemas"]["NavigatorNode"] | null;
        };
        /** @description How many there are in all. */
        Total: {
            /** @description Whether there are more than `count`. */
            capped: boolean;
            /**
             * Format: int64
             * @description The number, or what it was capped at.
             */
            count: number;
        };
        /** @description A file's way to or from a station. */
        Transfer: {
            /** @description Who asked for it. */
            by: string;
            /**
             * Format: int64
             * @description How much has gone over the line, bytes.
             */
            bytes: number;
            /**
             * Format: int64
             * @description The command that began it.
             */
            commandId: number;
            /** @description When it was asked for. */
            createdAt: components["schemas"]["Time"];
            endedAt: components["schemas"]["Time"] | null;
            expiresAt: components["schemas"]["Time"] | null;
            /**
             * Format: int64
             * @description Its id; also OCPP's requestId.
             */
            id: number;
            /**
             * Format: int64
             * @description The firmware image.
             */
            imageId: number | null;
            /** @description The image's version. */
            imageVersion: string | null;
            /** @description What kind of file. */
            kind: components["schemas"]["TransferKind"];
            protocol: components["schemas"]["TransferProtocol"] | null;
            /** @description How far it has come. */
            state: components["schemas"]["TransferState"];
            /**
             * Format: int64
             * @description The station.
             */
            stationId: number;
            /**
             * Format: int64
             * @description How much there is, bytes, where known.
             */
            totalBytes: number | null;
            /** @description When anything was last heard of it. */
            updatedAt: components["schemas"]["Time"];
            /** @description The station's last word on it, or why it ended. */
            word: string | null;
        };
        /** @enum {string} */
        TransferKind: "firmware" | "diagnostics" | "log";
        /** @enum {string} */
        TransferProtocol: "ftp" | "ftps" | "http" | "https";
        /** @enum {string} */
        TransferState: "requested" | "accepted" | "scheduled" | "downloading" | "paused" | "downloaded" | "installing" | "rebooting" | "installed" | "uploading" | "uploaded" | "failed" | "refused" | "timedOut" | "replaced";
        /** @enum {string} */
        TriggeredMessage: "bootNotification" | "diagnosticsStatusNotification" | "firmwareStatusNotification" | "heartbeat" | "logStatusNotification" | "meterValues" | "signChargePointCertificate" | "statusNotification";
        /** @description A root of others by which stations may prove themselves. */
        TrustedRoot: {
            /** @description When it was added. */
            createdAt: components["schemas"]["Time"];
            /** @description Who added it. */
            createdBy: string;
            /** @description SHA-256 of it, hexadecimal digits. */
            fingerprint: string;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description Until when it holds. */
            notAfter: components["schemas"]["Time"];
            /** @description Its subject. */
            subject: string;
        };
        /** @description A station that is not configured. */
        UnknownStation: {
            /** @description What it calls itself. */
            chargeBoxId: string;
            /**
             * Format: int64
             * @description How often.
             */
            count: number;
            /** @description When it first knocked. */
            firstAt: components["schemas"]["Time"];
            /** @description When it last knocked. */
            lastAt: components["schemas"]["Time"];
            /** @description What became of it last: refused, held. */
            reason: string;
            /** @description From where it came last. */
            remoteAddress: string | null;
        };
        /** @enum {string} */
        UnknownStations: "reject" | "hold" | "accept";
        /** @enum {string} */
        UnknownTags: "reject" | "accept";
        /** @enum {string} */
        UpgradeState: "waiting" | "running" | "done" | "skipped" | "failed";
        /** @description A step of the raising of a security profile. */
        UpgradeStep: {
            at: components["schemas"]["Time"] | null;
            /** @description Which one. */
            kind: components["schemas"]["UpgradeStepKind"];
            /** @description How far it has come. */
            state: components["schemas"]["UpgradeState"];
            /** @description What was answered or seen. */
            text: string | null;
        };
        /** @enum {string} */
        UpgradeStepKind: "credential" | "rootCertificate" | "certificate" | "profile" | "reconnect";
        /** @description A file that a station has uploaded. */
        Upload: {
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description Its name. */
            name: string;
            /** @description When it had arrived. */
            receivedAt: components["schemas"]["Time"];
            /** @description Its SHA-256, hexadecimal. */
            sha256: string;
            /**
             * Format: int64
             * @description Its size, bytes.
             */
            sizeBytes: number;
            /**
             * Format: int64
             * @description With which transfer it came.
             */
            transferId: number;
        };
        /** @description A station's folder of uploaded files. */
        Uploads: {
            /** @description The files, the newest first. */
            items: components["schemas"]["Upload"][];
            /**
             * Format: int64
             * @description How much they may take, bytes.
             */
            quotaBytes: number;
            /**
             * Format: int64
             * @description How much they take, bytes.
             */
            usedBytes: number;
        };
        /** @description A person with a login. */
        User: {
            /** @description When they were added. */
            createdAt: components["schemas"]["Time"];
            /** @description E-mail address, unique. */
            email: string;
            /** @description Whether they are mailed about alarms. */
            emailAtAlarm: boolean;
            /** @description First name. */
            firstName: string;
            /**
             * Format: int64
             * @description Its id.
             */
            id: number;
            /** @description The language they read; null: the portal's. */
            language: string | null;
            /** @description Last name. */
            lastName: string;
            lastSignInAt: components["schemas"]["Time"] | null;
            /** @description Parking place or places. */
            parking: string;
            /** @description What they are in the portal. */
            role: components["schemas"]["Role"];
            /** @description A site administrator's sites; where a driver may charge. */
            siteIds: number[];
            /**
             * Format: int64
             * @description How many tags they have.
             */
            tags: number;
            /** @description The time zone they live in; null: the browser's. */
            timeZone: string | null;
            /**
             * Format: int64
             * @description Grows with each edit; also the `ETag`.
             */
            version: number;
        };
        /** @description What to change of a user; what is left out stays. */
        UserChange: {
            /** @description E-mail address, unique. */
            email?: string;
            /** @description Whether they are mailed about alarms. */
            emailAtAlarm?: boolean;
            /** @description First name. */
            firstName?: string;
            /** @description The language they read: en, nb or sv; null: the portal's. */
            language?: string | null;
            /** @description Last name. */
            lastName?: string;
            /** @description Parking place or places. */
            parking?: string;
            /** @description A new password; it ends their sign-ins. */
            password?: string;
            /** @description What they are in the portal. */
            role?: components["schemas"]["Role"];
            /** @description A site administrator's sites; where a driver may charge (anywhere when empty). */
            siteIds?: number[];
            /** @description The time zone they live in; null: the browser's. */
            timeZone?: string | null;
        };
        /** @description A key and the value that it shall have. */
        WantedKey: {
            /** @description The key. */
            key: string;
            /** @description Its value. */
            value: string;
        };
        /** @description The profile to be reached. */
        WantedProfile: {
            /**
             * Format: int32
             * @description 1, 2 or 3, above the present one.
             */
            profile: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAlarms: {
        parameters: {
            query?: {
                /** @description Active ones, or those that have ended; both when nothing is said. */
                active?: boolean;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page. */
                limit?: number;
                /** @description At this node or below it. */
                node?: number;
                /** @description Of one of these types, separated by commas. */
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Alarm"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlarmsByIdClear: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The alarm */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarm"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authority"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAuthority: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Authority"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAuthorityCertificatePem: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-pem-file": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAuthorityRoots: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoot"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustedRoot"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAuthorityRootsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The root */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Campaign"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaigns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCampaignsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The campaign */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsByIdCancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The campaign */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsByIdPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The campaign */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCampaignsByIdResume: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The campaign */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignDetail"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCertificateRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_CertificateRequest"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCertificateRequestsByIdApprove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The request */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateRequest"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCertificateRequestsByIdRefuse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The request */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertificateRequest"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommandBatches: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_CommandBatch"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommandBatchesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The batch */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandBatch"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommandBatchesByIdResults: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The batch */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_BatchResult"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postCommands: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CommandBatch"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCommandsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The command */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCommandsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The command */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConfigurationTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ConfigurationTemplate"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConfigurationTemplates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationTemplate"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConfigurationTemplatesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The template */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationTemplate"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteConfigurationTemplatesById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The template */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchConfigurationTemplatesById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The template */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationTemplate"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConfigurationTemplatesByIdApply: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The template */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateTargets"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_TemplateApplication"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDashboardEnergy: {
        parameters: {
            query: {
                /** @description At this node or below it. */
                node?: number;
                /** @description The IANA time zone whose days, weeks and months are meant. */
                timeZone: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardEnergy"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventLog: {
        parameters: {
            query?: {
                /** @description At this moment or later. */
                "at.from"?: components["schemas"]["Time"];
                /** @description Before this moment. */
                "at.to"?: components["schemas"]["Time"];
                /** @description Done by whoever has this in the name. */
                "by.contains"?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Of one of these kinds, separated by commas. */
                kind?: string;
                /** @description Rows of a page. */
                limit?: number;
                /** @description At this node or below it. */
                node?: number;
                /** @description Has this in its text. */
                "text.contains"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Event"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description Go on after this event, such as `eventId` of the navigator. A header `Last-Event-ID` wins. */
                after?: number;
                /** @description Only what happens at this node or below it. */
                node?: number;
            };
            header?: {
                /** @description Go on after this event */
                "Last-Event-ID"?: number | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until one of the two leaves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFirstAdministrator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstAdministrator"];
            };
        };
        responses: {
            /** @description Made, and signed in */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Image"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postImages: {
        parameters: {
            query: {
                /** @description Their model; any when absent. */
                model?: string;
                /** @description The file's name. */
                name: string;
                /** @description Its signature, base64, for signed updates. */
                signature?: string;
                /** @description The certificate that it was signed with, PEM. */
                signingCertificate?: string;
                /** @description The vendor of the stations that it is for; any when absent. */
                vendor?: string;
                /** @description The version, as stations tell it when they boot. */
                version: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The file */
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Image"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImagesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The image */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Image"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteImagesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The image */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImagesByIdContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The image */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMePreferencesByKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Letters, digits, dots and dashes; at most 100 */
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Any JSON value */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    putMePreferencesByKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Letters, digits, dots and dashes; at most 100 */
                key: string;
            };
            cookie?: never;
        };
        /** @description Any JSON value up to 64 KiB; null forgets it */
        requestBody: {
            content: {
                "application/json": unknown;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNavigator: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Navigator"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNodes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewNode"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getNodesById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The node */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    /** @description Its version */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteNodesById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The node */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchNodesById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The node */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NodeChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postNodesByIdMove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The node */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Destination"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Node"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPortal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Portal"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReservations: {
        parameters: {
            query?: {
                /** @description Those that hold or wait, or those that have ended; both when nothing is said. */
                active?: boolean;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page. */
                limit?: number;
                /** @description At this node or below it. */
                node?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Reservation"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSearch: {
        parameters: {
            query: {
                /** @description 1 to 200 characters. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_SearchHit"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessions: {
        parameters: {
            query?: {
                /** @description Whether it still runs. */
                active?: boolean;
                /** @description Authorised in one of these ways, separated by commas. */
                authentication?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Ran so many seconds or fewer. */
                "durationS.max"?: number;
                /** @description Ran so many seconds or more. */
                "durationS.min"?: number;
                /** @description The user's e-mail address has this in it; finds nothing for who may not see it. */
                "email.contains"?: string;
                /** @description Ended at this moment or later. */
                "endedAt.from"?: components["schemas"]["Time"];
                /** @description Ended before this moment. */
                "endedAt.to"?: components["schemas"]["Time"];
                /** @description So much energy, Wh, or less. */
                "energyWh.max"?: number;
                /** @description So much energy, Wh, or more. */
                "energyWh.min"?: number;
                /** @description The floor's name has this in it. */
                "floor.contains"?: string;
                /** @description Rows of a page, 1 to 500; usually 50. */
                limit?: number;
                /** @description Meter at the end so much, Wh, or less. */
                "meterEndWh.max"?: number;
                /** @description Meter at the end so much, Wh, or more. */
                "meterEndWh.min"?: number;
                /** @description At this node or below it. */
                node?: number;
                /** @description The charge box id has this in it. */
                "nodeIdentity.contains"?: string;
                /** @description One of these outlet numbers, separated by commas. */
                outlet?: string;
                /** @description The portal learned of it at this moment or later. */
                "receivedAt.from"?: components["schemas"]["Time"];
                /** @description The portal learned of it before this moment. */
                "receivedAt.to"?: components["schemas"]["Time"];
                /** @description Just this one. */
                sessionId?: number;
                /** @description The site's name has this in it. */
                "site.contains"?: string;
                /** @description A column, with `-` in front for the largest first; `-startedAt` when nothing is said. */
                sort?: string;
                /** @description Began at this moment or later. */
                "startedAt.from"?: components["schemas"]["Time"];
                /** @description Began before this moment. */
                "startedAt.to"?: components["schemas"]["Time"];
                /** @description The station's name has this in it. */
                "station.contains"?: string;
                /** @description The stop's reason has this in it. */
                "stopReason.contains"?: string;
                /** @description The tag has this in it; finds nothing for who may not see it. */
                "tag.contains"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Session"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionDetail"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsByIdCurve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Curve"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsByIdMessages: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_LoggedMessage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsByIdReadings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Reading"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsByIdStatuses: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The session */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_StatusChange"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsExportCsv: {
        parameters: {
            query?: {
                /** @description Whether it still runs. */
                active?: boolean;
                /** @description Authorised in one of these ways, separated by commas. */
                authentication?: string;
                /** @description The columns, separated by commas; those of the page *Statistics* when nothing is said. */
                columns?: string;
                /** @description Ran so many seconds or fewer. */
                "durationS.max"?: number;
                /** @description Ran so many seconds or more. */
                "durationS.min"?: number;
                /** @description The user's e-mail address has this in it; finds nothing for who may not see it. */
                "email.contains"?: string;
                /** @description Ended at this moment or later. */
                "endedAt.from"?: components["schemas"]["Time"];
                /** @description Ended before this moment. */
                "endedAt.to"?: components["schemas"]["Time"];
                /** @description So much energy, Wh, or less. */
                "energyWh.max"?: number;
                /** @description So much energy, Wh, or more. */
                "energyWh.min"?: number;
                /** @description The floor's name has this in it. */
                "floor.contains"?: string;
                /** @description The language of titles: en, nb or sv. */
                language?: "en" | "nb" | "sv";
                /** @description Meter at the end so much, Wh, or less. */
                "meterEndWh.max"?: number;
                /** @description Meter at the end so much, Wh, or more. */
                "meterEndWh.min"?: number;
                /** @description At this node or below it. */
                node?: number;
                /** @description The charge box id has this in it. */
                "nodeIdentity.contains"?: string;
                /** @description One of these outlet numbers, separated by commas. */
                outlet?: string;
                /** @description The portal learned of it at this moment or later. */
                "receivedAt.from"?: components["schemas"]["Time"];
                /** @description The portal learned of it before this moment. */
                "receivedAt.to"?: components["schemas"]["Time"];
                /**
                 * @description CSV only: `comma` (with a decimal point) or `semicolon` (with a decimal comma). When nothing is said, what Excel
                 *     expects in the language: comma in English, semicolon otherwise.
                 */
                separator?: "comma" | "semicolon";
                /** @description Just this one. */
                sessionId?: number;
                /** @description The site's name has this in it. */
                "site.contains"?: string;
                /** @description A column, with `-` in front for the largest first; `-startedAt` when nothing is said. */
                sort?: string;
                /** @description Began at this moment or later. */
                "startedAt.from"?: components["schemas"]["Time"];
                /** @description Began before this moment. */
                "startedAt.to"?: components["schemas"]["Time"];
                /** @description The station's name has this in it. */
                "station.contains"?: string;
                /** @description The stop's reason has this in it. */
                "stopReason.contains"?: string;
                /** @description The tag has this in it; finds nothing for who may not see it. */
                "tag.contains"?: string;
                /** @description The IANA time zone in which times are shown; UTC when nothing is said. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsExportXlsx: {
        parameters: {
            query?: {
                /** @description Whether it still runs. */
                active?: boolean;
                /** @description Authorised in one of these ways, separated by commas. */
                authentication?: string;
                /** @description The columns, separated by commas; those of the page *Statistics* when nothing is said. */
                columns?: string;
                /** @description Ran so many seconds or fewer. */
                "durationS.max"?: number;
                /** @description Ran so many seconds or more. */
                "durationS.min"?: number;
                /** @description The user's e-mail address has this in it; finds nothing for who may not see it. */
                "email.contains"?: string;
                /** @description Ended at this moment or later. */
                "endedAt.from"?: components["schemas"]["Time"];
                /** @description Ended before this moment. */
                "endedAt.to"?: components["schemas"]["Time"];
                /** @description So much energy, Wh, or less. */
                "energyWh.max"?: number;
                /** @description So much energy, Wh, or more. */
                "energyWh.min"?: number;
                /** @description The floor's name has this in it. */
                "floor.contains"?: string;
                /** @description The language of titles: en, nb or sv. */
                language?: "en" | "nb" | "sv";
                /** @description Meter at the end so much, Wh, or less. */
                "meterEndWh.max"?: number;
                /** @description Meter at the end so much, Wh, or more. */
                "meterEndWh.min"?: number;
                /** @description At this node or below it. */
                node?: number;
                /** @description The charge box id has this in it. */
                "nodeIdentity.contains"?: string;
                /** @description One of these outlet numbers, separated by commas. */
                outlet?: string;
                /** @description The portal learned of it at this moment or later. */
                "receivedAt.from"?: components["schemas"]["Time"];
                /** @description The portal learned of it before this moment. */
                "receivedAt.to"?: components["schemas"]["Time"];
                /**
                 * @description CSV only: `comma` (with a decimal point) or `semicolon` (with a decimal comma). When nothing is said, what Excel
                 *     expects in the language: comma in English, semicolon otherwise.
                 */
                separator?: "comma" | "semicolon";
                /** @description Just this one. */
                sessionId?: number;
                /** @description The site's name has this in it. */
                "site.contains"?: string;
                /** @description A column, with `-` in front for the largest first; `-startedAt` when nothing is said. */
                sort?: string;
                /** @description Began at this moment or later. */
                "startedAt.from"?: components["schemas"]["Time"];
                /** @description Began before this moment. */
                "startedAt.to"?: components["schemas"]["Time"];
                /** @description The station's name has this in it. */
                "station.contains"?: string;
                /** @description The stop's reason has this in it. */
                "stopReason.contains"?: string;
                /** @description The tag has this in it; finds nothing for who may not see it. */
                "tag.contains"?: string;
                /** @description The IANA time zone in which times are shown; UTC when nothing is said. */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSessionsTotals: {
        parameters: {
            query?: {
                /** @description Whether it still runs. */
                active?: boolean;
                /** @description Authorised in one of these ways, separated by commas. */
                authentication?: string;
                /** @description Ran so many seconds or fewer. */
                "durationS.max"?: number;
                /** @description Ran so many seconds or more. */
                "durationS.min"?: number;
                /** @description The user's e-mail address has this in it; finds nothing for who may not see it. */
                "email.contains"?: string;
                /** @description Ended at this moment or later. */
                "endedAt.from"?: components["schemas"]["Time"];
                /** @description Ended before this moment. */
                "endedAt.to"?: components["schemas"]["Time"];
                /** @description So much energy, Wh, or less. */
                "energyWh.max"?: number;
                /** @description So much energy, Wh, or more. */
                "energyWh.min"?: number;
                /** @description The floor's name has this in it. */
                "floor.contains"?: string;
                /** @description Meter at the end so much, Wh, or less. */
                "meterEndWh.max"?: number;
                /** @description Meter at the end so much, Wh, or more. */
                "meterEndWh.min"?: number;
                /** @description At this node or below it. */
                node?: number;
                /** @description The charge box id has this in it. */
                "nodeIdentity.contains"?: string;
                /** @description One of these outlet numbers, separated by commas. */
                outlet?: string;
                /** @description The portal learned of it at this moment or later. */
                "receivedAt.from"?: components["schemas"]["Time"];
                /** @description The portal learned of it before this moment. */
                "receivedAt.to"?: components["schemas"]["Time"];
                /** @description Just this one. */
                sessionId?: number;
                /** @description The site's name has this in it. */
                "site.contains"?: string;
                /** @description Began at this moment or later. */
                "startedAt.from"?: components["schemas"]["Time"];
                /** @description Began before this moment. */
                "startedAt.to"?: components["schemas"]["Time"];
                /** @description The station's name has this in it. */
                "station.contains"?: string;
                /** @description The stop's reason has this in it. */
                "stopReason.contains"?: string;
                /** @description The tag has this in it; finds nothing for who may not see it. */
                "tag.contains"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionTotals"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSettings: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSignIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSignOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStationCertificatesByIdRevoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The certificate */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationCertificate"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdCertificates: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationCertificates"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdChargingProfiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ChargingProfileInstalled"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdCommands: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Command"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStationsByIdCommands: {
        parameters: {
            query?: {
                /**
                 * @description Let the command wait for a station that is offline, so many seconds: 30 to 2592000 (30 days). Without it the command fails
                 *     when the station is offline.
                 */
                expiresInS?: number;
                /** @description Hold the answer up to this many seconds (at most 60) until the station has answered. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommandRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Command"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdConfiguration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationConfiguration"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStationsByIdConfiguration: {
        parameters: {
            query?: {
                /** @description Hold the answer up to this many seconds (at most 60) until the station has answered them all. */
                wait?: number;
            };
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfigurationWrite"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Command"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdConfigurationDifferences: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConfigurationDifferences"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStationsByIdCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewCredential"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Credential"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteStationsByIdCredential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdDeviations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_CountedDeviation"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteStationsByIdDeviations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdLocalList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocalList"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdMessages: {
        parameters: {
            query?: {
                /** @description Has this in its action. */
                "action.contains"?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Only messages in which something was forgiven. */
                deviations?: boolean;
                /** @description Only those that went this way. */
                direction?: components["schemas"]["Direction"];
                /** @description Only what went wrong: errors, broken frames, refused handshakes, missing answers. */
                errors?: boolean;
                /** @description At this moment or later. */
                from?: components["schemas"]["Time"];
                /** @description Only these kinds, separated by commas. */
                kind?: components["schemas"]["FrameKind"][];
                /** @description How many. */
                limit?: number;
                /** @description Those of one exchange: the call with this id and its answer. */
                messageId?: string;
                /** @description Has this in its text. */
                "text.contains"?: string;
                /** @description Before this moment. */
                to?: components["schemas"]["Time"];
            };
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_LoggedMessage"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdMessagesExportZip: {
        parameters: {
            query?: {
                /** @description At this moment or later; unset: as long as messages are kept. */
                from?: components["schemas"]["Time"];
                /** @description Whether tags are masked, so that nobody learns who charged. */
                maskTags?: boolean;
                /** @description Before this moment; unset: now. */
                to?: components["schemas"]["Time"];
            };
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdMessagesStream: {
        parameters: {
            query?: {
                /** @description Go on after the message with this id; from now on where unset. A header `Last-Event-ID` wins. */
                after?: string;
            };
            header?: {
                /** @description Go on after this message */
                "Last-Event-ID"?: string | null;
            };
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events until one of the two leaves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdSecurityProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityState"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postStationsByIdSecurityProfile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedProfile"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecurityUpgrade"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdTransfers: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description How many. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Transfer"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdUploads: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Uploads"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStationsByIdUploadsByUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
                /** @description The file */
                upload: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteStationsByIdUploadsByUpload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The station */
                id: number;
                /** @description The file */
                upload: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTags: {
        parameters: {
            query?: {
                /** @description Has this in it or in its label. */
                contains?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page. */
                limit?: number;
                /** @description A column (idTag, label, userEmail, createdAt), with `-` in front for the largest first. */
                sort?: string;
                /** @description Of this user. */
                userId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_Tag"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTags: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTag"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTagsById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The tag */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTagsById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The tag */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTagsById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The tag */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tag"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_ApiToken"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewToken"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTokensById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUnknownStations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_UnknownStation"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUnknownStationsByChargeBoxId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description What it calls itself */
                chargeBoxId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsers: {
        parameters: {
            query?: {
                /** @description Has this in the name, the e-mail address or the parking place. */
                contains?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: string;
                /** @description Rows of a page. */
                limit?: number;
                /** @description Has one of these roles, separated by commas. */
                role?: string;
                /** @description A column (email, firstName, lastName, role, parking, createdAt, lastSignInAt), with `-` in front for the largest first. */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_User"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postUsers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUser"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUsersById: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The user */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteUsersById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The user */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchUsersById: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag of what was read */
                "If-Match": string;
            };
            path: {
                /** @description The user */
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserChange"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description A problem */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
