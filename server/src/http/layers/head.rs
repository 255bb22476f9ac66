//! What the head of a request may be, before anything of it is read: pages and the API read queries several times each.

use axum::{
    extract::{Request, State},
    http::{Version, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    config::Limits,
    context::Context,
    http::{
        extract::body::Timely,
        problem::{Code, Problem},
    },
};

/// Refuses a head that is none of ours; of the others, the body has until its time is over.
pub(in crate::http) async fn check_head(
    State(context): State<Context>,
    request: Request,
    next: Next,
) -> Response {
    if let Err(problem) = check(&request, &context.config.limits) {
        return problem.into_response();
    }
    let within = context.config.http.body_timeout.duration();
    next.run(request.map(|body| Timely::within(within, body)))
        .await
}

fn check(request: &Request, limits: &Limits) -> Result<(), Problem> {
    check_host(request)?;
    check_query(request.uri().query().unwrap_or_default(), limits)
}

/// Refuses a query that is longer, or has more in it, than anybody may ask for.
pub(in crate::http) fn check_query(query: &str, limits: &Limits) -> Result<(), Problem> {
    if query.len() > limits.query_bytes {
        return Err(Problem::new(Code::QueryTooLong).param("limit_bytes", limits.query_bytes));
    }
    check_parameters(query.split('&').count(), limits)
}

/// Refuses more parameters, or fields of a form, than anybody may send.
pub(in crate::http) fn check_parameters(count: usize, limits: &Limits) -> Result<(), Problem> {
    if count > limits.parameters {
        return Err(Problem::new(Code::TooManyParameters).param("most", limits.parameters));
    }
    Ok(())
}

/// Exactly one host (RFC 9112 § 3.2): of two, a proxy may have used the other one.
fn check_host(request: &Request) -> Result<(), Problem> {
    let hosts = request.headers().get_all(header::HOST).iter().count();
    let fits = match hosts {
        0 => request.version() < Version::HTTP_11,
        1 => true,
        _ => false,
    };
    if fits {
        Ok(())
    } else {
        Err(Problem::malformed("one `Host` is expected"))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn checked(query: &str, hosts: &[&'static str]) -> Result<(), Problem> {
        let mut request = axum::http::Request::get(format!("/orders?{query}"));
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        check(&request.body(Body::empty()).unwrap(), &Limits::default())
    }

    #[test]
    fn a_query_is_as_long_and_has_as_many_parameters_as_it_may() {
        let ours = &["aftercare.example"];
        let limits = Limits::default();
        assert_eq!(checked(&"x".repeat(limits.query_bytes), ours), Ok(()));
        let long = checked(&"x".repeat(limits.query_bytes + 1), ours).unwrap_err();
        assert_eq!(long.status(), 414);
        let many = |count: usize| checked(&vec!["a=1"; count].join("&"), ours);
        assert_eq!(many(limits.parameters), Ok(()));
        assert_eq!(many(limits.parameters + 1).unwrap_err().status(), 422);
    }

    #[test]
    fn a_request_is_for_one_host() {
        assert_eq!(checked("", &["a"]), Ok(()));
        assert_eq!(checked("", &[]).unwrap_err().status(), 400);
        assert_eq!(checked("", &["a", "a"]).unwrap_err().status(), 400);
    }
}
