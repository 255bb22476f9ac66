//! Signing in by a plain form.

use aftercare_app::{
    api::ApiError,
    pages::sign_in::{NEXT, PASSWORD_FIELD, RejectedSignIn, USERNAME_FIELD},
    request::{
        context::PageContext,
        routes::{Screen, is_within},
    },
};
use aftercare_domain::{
    form::{FieldError, Violation},
    people::access::{Credentials, Password},
    values::id::Username,
};
use axum::{
    body::Body,
    extract::Request,
    http::{Method, header},
    response::{AppendHeaders, IntoResponse as _, Redirect, Response},
};

use super::{
    PageInput, PageRenderer,
    plain_form::{PostedForm, form_of},
};
use crate::{
    http::{
        extract::{cookie, device, peer::Peer},
        problem::{Code, Problem},
    },
    service::access::{
        sessions::OpenedSession,
        sign_in::{self, Passes, SignInOrigin},
    },
};

impl PageRenderer {
    /// Signs somebody in who sent the form, and leads on to where they wanted; or shows the form again, which says why not.
    pub(super) async fn sign_in(self, request: Request) -> Response {
        let (mut head, form) = match form_of(request, &self.context).await {
            Ok(form) => form,
            Err(problem) => return problem.into_response(),
        };
        let Peer(address) = Peer::of(&head, &self.context);
        let place = SignInOrigin {
            address,
            passes: device::passes(&self.context, &head.headers),
            sent_along: cookie::secret(&self.context.public_url, &head.headers),
        };
        match self.open_session(&form, place).await {
            Ok((opened, passes)) => {
                let next = form.field(NEXT).filter(|next| is_within(next));
                (
                    AppendHeaders([
                        (header::SET_COOKIE, cookie::set(&self.context, &opened)),
                        (header::SET_COOKIE, device::keep(&self.context, &passes)),
                    ]),
                    Redirect::to(next.unwrap_or(Screen::Home.path())),
                )
                    .into_response()
            }
            Err(problem) => {
                let language =
                    PageContext::from_headers(&head.headers, self.context.clock.now()).language;
                let told = problem.document(language);
                let refused = RejectedSignIn {
                    username: form.field(USERNAME_FIELD).unwrap_or_default().to_owned(),
                    next: form.field(NEXT).unwrap_or_default().to_owned(),
                    error: serde_json::from_value(told).map_or(ApiError::Malformed, |told| {
                        ApiError::Problem(Box::new(told))
                    }),
                };
                head.method = Method::GET;
                let again = Request::from_parts(head, Body::empty());
                let status = problem.status();
                self.workbench(again, PageInput::Refused(refused, status))
                    .await
            }
        }
    }

    async fn open_session(
        &self,
        form: &PostedForm,
        place: SignInOrigin<'_>,
    ) -> Result<(OpenedSession, Passes), Problem> {
        let text = |name| form.field(name).unwrap_or_default();
        // What was left empty was not tried: it is asked for, and counts as no failure.
        let empty = [USERNAME_FIELD, PASSWORD_FIELD]
            .into_iter()
            .filter(|&name| text(name).trim().is_empty());
        let missing: Vec<Violation> = empty
            .map(|name| Violation::new(name, FieldError::Required {}))
            .collect();
        if !missing.is_empty() {
            return Err(Problem::invalid(&missing));
        }
        // What can be no name or password of anybody's is as wrong as another one.
        let username = Username::parse(text(USERNAME_FIELD).trim())
            .map_err(|_| Problem::new(Code::WrongCredentials))?;
        let password = Password::parse(text(PASSWORD_FIELD))
            .map_err(|_| Problem::new(Code::WrongCredentials))?;
        let credentials = Credentials { username, password };
        Ok(sign_in::sign_in(&self.context, credentials, place).await?)
    }
}
