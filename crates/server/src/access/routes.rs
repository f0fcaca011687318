//! The only way to add a route: with a declaration of what it needs.

use axum::Router;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use axum::routing::MethodRouter;
use domain::access::Capability;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, OpenApi, Ref, ResponseBuilder};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use super::guard;
use crate::portal::Portals;

/// What a route needs of who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it is public, or proves its callers itself.
    Public,
    /// A capability of the access policy.
    Capability(Capability),
}

/// A registered route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// The method.
    pub method: Method,
    /// The path with its parameters in braces.
    pub path: String,
    /// What it needs.
    pub needs: Needs,
}

/// Gathers routes, each with its declaration, and their part of the OpenAPI document.
pub struct Routes {
    router: OpenApiRouter<Portals>,
    declarations: Vec<Declaration>,
    portals: Option<Portals>,
}

impl Routes {
    /// Begins with an OpenAPI document; the routes will serve `portals`. Without portals only the document can be made.
    pub fn new(document: OpenApi, portals: Option<Portals>) -> Routes {
        Routes { router: OpenApiRouter::with_openapi(document), declarations: Vec::new(), portals }
    }

    /// Adds handlers that `utoipa_axum::routes!` has gathered; all of them need the same.
    #[must_use]
    pub fn add(mut self, needs: Needs, (schemas, mut paths, handlers): UtoipaMethodRouter<Portals>) -> Routes {
        for (path, item) in &mut paths.paths {
            for (method, operation) in operations(item) {
                operation.operation_id = Some(operation_name(&method, path));
                describe(operation, needs);
                self.declarations.push(Declaration { method, path: path.clone(), needs });
            }
        }
        let handlers = self.guarded(needs, handlers);
        Routes { router: self.router.routes((schemas, paths, handlers)), ..self }
    }

    /// Adds a handler that is no part of the documented API, such as `/healthz`.
    #[must_use]
    pub fn add_plain(mut self, needs: Needs, method: Method, path: &str, handler: MethodRouter<Portals>) -> Routes {
        self.declarations.push(Declaration { method, path: path.to_owned(), needs });
        let handler = self.guarded(needs, handler);
        Routes { router: self.router.route(path, handler), ..self }
    }

    /// The router and all declarations; the document comes with [`Routes::document`].
    pub fn finish(self) -> (Router<Portals>, Vec<Declaration>) {
        (self.router.split_for_parts().0, self.declarations)
    }

    /// The OpenAPI document of what was added so far.
    pub fn document(&self) -> &OpenApi {
        self.router.get_openapi()
    }

    fn guarded(&self, needs: Needs, handlers: MethodRouter<Portals>) -> MethodRouter<Portals> {
        match &self.portals {
            Some(portals) => handlers.layer(from_fn_with_state((needs, portals.clone()), guard::check)),
            None => handlers,
        }
    }
}

fn operations(item: &mut PathItem) -> Vec<(Method, &mut Operation)> {
    let all = [
        (Method::GET, item.get.as_mut()),
        (Method::PUT, item.put.as_mut()),
        (Method::POST, item.post.as_mut()),
        (Method::PATCH, item.patch.as_mut()),
        (Method::DELETE, item.delete.as_mut()),
    ];
    debug_assert!(item.head.is_none() && item.options.is_none() && item.trace.is_none(), "no such routes here");
    all.into_iter().filter_map(|(method, operation)| operation.map(|operation| (method, operation))).collect()
}

/// A name for generated clients: `GET /api/v1/nodes/{id}` is `getNodesById`.
fn operation_name(method: &Method, path: &str) -> String {
    let words = path.strip_prefix("/api/v1").unwrap_or(path).split(['/', '-', '.']).filter(|word| !word.is_empty());
    let mut name = method.as_str().to_lowercase();
    for word in words {
        let (prefix, word) = match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
            Some(parameter) => ("By", parameter),
            None => ("", word),
        };
        let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
        name.extend([prefix, &first.to_uppercase(), rest]);
    }
    name
}

/// Says in the document what an operation needs and that anything else is a problem.
fn describe(operation: &mut Operation, needs: Needs) {
    if let Needs::Capability(capability) = needs {
        let line = format!("Needs the capability `{capability}`.");
        operation.description = Some(match operation.description.take() {
            Some(text) => format!("{text}\n\n{line}"),
            None => line,
        });
        operation.security = Some(vec![
            SecurityRequirement::new("cookie", Vec::<String>::new()),
            SecurityRequirement::new("token", Vec::<String>::new()),
        ]);
    }
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let response = ResponseBuilder::new().description("A problem").content("application/problem+json", problem);
    operation.responses.responses.insert("default".to_owned(), response.build().into());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_named_by_method_and_path() {
        let table = [
            (Method::GET, "/api/v1/nodes/{id}", "getNodesById"),
            (Method::POST, "/api/v1/sign-in", "postSignIn"),
            (Method::GET, "/api/v1/sessions/export.xlsx", "getSessionsExportXlsx"),
            (Method::DELETE, "/api/v1/unknown-stations/{chargeBoxId}", "deleteUnknownStationsByChargeBoxId"),
        ];
        for (method, path, name) in table {
            assert_eq!(operation_name(&method, path), name);
        }
    }
}
