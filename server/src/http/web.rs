//! Pages: rendered by the same components that the browser hydrates, and the files that it loads for that.

use std::sync::Arc;

use aftercare_app::{
    api::transport::Transport,
    browser::live::StreamPosition,
    consumer,
    demo::Demo,
    form::without_script::RejectedForm,
    pages::{consumer::entrance::Entrance, sign_in::RejectedSignIn},
    request::{
        context::PageContext,
        list_url::{EXPORT_PATH, LISTED_PATH, ListUrl},
        routes::{LANGUAGE_PATH, SIGN_OUT_PATH, Screen},
        shell::{Assets, PAGE_HEADER, StatusSetter, document},
    },
    workbench,
};
use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
    routing::post,
};
use leptos::{
    IntoView,
    nonce::use_nonce,
    prelude::{provide_context, use_context},
};
use leptos_axum::{ResponseOptions, render_app_async_with_context};
use tower::ServiceExt as _;

use self::{in_process::InProcess, plain_form::FormOutcome, site::Site};
use super::{layers::head::check_query, problem::Problem};
use crate::context::Context;

mod entrance;
mod in_process;
mod language;
mod plain_form;
mod seal;
mod sign_in;
mod sign_out;
pub(super) mod site;

/// Marks our pages.
const PAGE: HeaderName = HeaderName::from_static(PAGE_HEADER);
/// Paths below this are the API's: what is not there is a problem, not a page.
const API: &str = "/api";
/// Where the API has what a list shows as a workbook.
const EXPORT: &str = "/api/v1/service-orders/export.xlsx";
/// Where the API has the orders of a list.
const LIST: &str = "/api/v1/service-orders";
/// Pages below this are the consumer's.
const CONSUMER: &str = "/my";

/// The router of the files that browsers load, and of the pages for every path that is nobody else's. Pages ask `api` for
/// their data, in process.
pub(super) fn site(context: &Context, api: Router) -> Router<Context> {
    // Pages wait for their data on the server's own runtime. Once a process: an error says that it is so already.
    let _ = any_spawner::Executor::init_tokio();
    let site = Site::read(&context.config.site_dir);
    let pages = PageRenderer {
        context: context.clone(),
        api,
        workbench: site.bundle("workbench"),
        consumer: site.bundle("consumer"),
    };
    let page = move |request: Request| pages.clone().answer(request);
    site.files()
        .route(LANGUAGE_PATH, post(language::choose_language))
        .route(SIGN_OUT_PATH, post(sign_out::sign_out))
        .fallback(page)
}

/// Renders pages.
#[derive(Clone)]
struct PageRenderer {
    context: Context,
    api: Router,
    workbench: Arc<Assets>,
    consumer: Arc<Assets>,
}

impl PageRenderer {
    async fn answer(self, request: Request) -> Response {
        let path = request.uri().path();
        let is_consumers = is_below(path, CONSUMER);
        let is_entrance = path == Screen::Entrance.path();
        match *request.method() {
            Method::GET | Method::HEAD if is_below(path, API) => {
                Problem::not_found().into_response()
            }
            Method::GET | Method::HEAD if is_consumers => {
                self.consumers(request, PageInput::Nothing).await
            }
            Method::GET | Method::HEAD if is_entrance => self.show_entrance(request).await,
            Method::GET | Method::HEAD if path == EXPORT_PATH => self.list(request, EXPORT).await,
            Method::GET | Method::HEAD if path == LISTED_PATH => self.list(request, LIST).await,
            Method::GET | Method::HEAD => match self.sealed_address(&request) {
                Some(address) => Redirect::to(&address).into_response(),
                None => self.workbench(request, PageInput::Nothing).await,
            },
            Method::POST if path == Screen::ServiceOrders.path() => self.search(request).await,
            Method::POST if path == Screen::SignIn.path() => self.sign_in(request).await,
            Method::POST if is_entrance => self.enter(request).await,
            Method::POST if is_consumers => match self.submit_form(request).await {
                FormOutcome::Answered(response) => response,
                FormOutcome::ShownAgain(request, returned) => {
                    self.consumers(*request, PageInput::Returned(returned))
                        .await
                }
            },
            _ => Problem::not_found().into_response(),
        }
    }

    /// The sealed address of a list whose address has personal data in it, such as one typed by hand or an old
    /// bookmark.
    fn sealed_address(&self, request: &Request) -> Option<String> {
        let (path, query) = (request.uri().path(), request.uri().query()?);
        let sealing = seal::of_visitor(&self.context, request.headers());
        ListUrl::sealed_address(path, query, &sealing)
    }

    /// Redirects to the list that the filter form requests.
    async fn search(self, request: Request) -> Response {
        match plain_form::form_of(request, &self.context).await {
            Ok((head, form)) => {
                let sealing = seal::of_visitor(&self.context, &head.headers);
                let address = ListUrl::address_of(&form.as_query(), &sealing);
                let query = address.split_once('?').map_or("", |(_, query)| query);
                // Checked here: the redirect would be refused there, and the page that they come from be lost.
                match check_query(query, &self.context.config.limits) {
                    Ok(()) => Redirect::to(&address).into_response(),
                    Err(problem) => problem.into_response(),
                }
            }
            Err(problem) => problem.into_response(),
        }
    }

    /// What a list shows, as the API gives it at one of its doors.
    async fn list(self, mut request: Request, door: &str) -> Response {
        let sealing = seal::of_visitor(&self.context, request.headers());
        let opened = sealing.opened(request.uri().query().unwrap_or_default());
        match format!("{door}?{}", opened.query).parse() {
            // Without what was searched for it would be more than anybody asked for.
            Ok(asked) if !opened.is_unreadable => {
                *request.uri_mut() = asked;
                let Ok(response) = self.api.oneshot(request).await;
                response
            }
            Ok(_) | Err(_) => Problem::not_found().into_response(),
        }
    }

    /// A page of the workbench's.
    async fn workbench(self, request: Request, given: PageInput) -> Response {
        let assets = Arc::clone(&self.workbench);
        self.render(request, given, move || document(&assets, workbench::App))
            .await
    }

    /// A page of the consumer's.
    async fn consumers(self, request: Request, given: PageInput) -> Response {
        let assets = Arc::clone(&self.consumer);
        self.render(request, given, move || document(&assets, consumer::App))
            .await
    }

    async fn render<V, P>(self, request: Request, given: PageInput, page: P) -> Response
    where
        V: IntoView + 'static,
        P: Fn() -> V + Clone + Send + Sync + 'static,
    {
        let visit = PageContext::from_headers(request.headers(), self.context.clock.now());
        let here = self.context.live_hub.last_id();
        let place = StreamPosition(self.context.live_hub.id(here).into());
        let surroundings = move || {
            let transport: Arc<dyn Transport> =
                Arc::new(InProcess::of_visitor(self.api.clone(), &visitor()));
            provide_context(transport);
            provide_context(seal::of_visitor(&self.context, &visitor().headers));
            provide_context(visit);
            provide_context(place.clone());
            if self.context.sandbox {
                provide_context(Demo);
            }
            let status = given.clone().provide();
            if let Some(options) = use_context::<ResponseOptions>() {
                if let Some(policy) = content_security_policy() {
                    options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
                }
                options.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                options.insert_header(PAGE, HeaderValue::from_static("1"));
                if let Some(status) = status {
                    options.set_status(status);
                }
                provide_context(StatusSetter::new(move |status| options.set_status(status)));
            }
        };
        let render = render_app_async_with_context(surroundings, page);
        let response: Response<Body> = render(request).await;
        response
    }
}

/// What a page gets besides the answers to its own calls.
#[derive(Clone)]
enum PageInput {
    Nothing,
    /// A rejected form.
    Returned(RejectedForm),
    /// A rejected sign-in, with its status.
    Refused(RejectedSignIn, StatusCode),
    /// The state of a consumer's link, with its status.
    Entrance(Entrance, StatusCode),
}

impl PageInput {
    /// Provides it in context; returns the status that it demands.
    fn provide(self) -> Option<StatusCode> {
        match self {
            Self::Nothing => None,
            Self::Returned(returned) => {
                provide_context(returned);
                None
            }
            Self::Refused(refused, status) => {
                provide_context(refused);
                Some(status)
            }
            Self::Entrance(entrance, status) => {
                provide_context(entrance);
                Some(status)
            }
        }
    }
}

/// The head of the request that is being answered.
fn visitor() -> Parts {
    use_context::<Parts>().unwrap_or_else(|| Request::new(()).into_parts().0)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Everything from here alone; inline scripts only with this answer's nonce: Leptos hands data over in them. What a page writes
/// into itself goes through the one policy of Trusted Types that its first script makes.
fn content_security_policy() -> Option<HeaderValue> {
    let nonce = use_nonce()?;
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    );
    HeaderValue::from_str(&policy).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_below_a_folder_only_at_a_slash() {
        assert!(is_below("/my", CONSUMER) && is_below("/my/orders", CONSUMER));
        assert!(!is_below("/mystery", CONSUMER) && !is_below("/", CONSUMER));
    }
}
