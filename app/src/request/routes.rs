//! The table of screens: path, page, who may enter.

use aftercare_domain::{people::party::Party, view::Me};
use leptos::prelude::*;
#[cfg(not(feature = "hydrate"))]
use leptos_router::location::RequestUrl;

use crate::request::query::{QueryString, segment};

/// The files that a screen needs in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bundle {
    /// For staff, at a desk.
    Workbench,
    /// For consumers, on a phone.
    Consumer,
}

/// Every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// Signing in, for everybody with a password.
    SignIn,
    /// The home page: redirects to the list of what there is to do.
    Home,
    /// Every part of the kit; in the demo marketplace alone.
    Kit,
    /// Service orders by node.
    ServiceOrders,
    /// One service order, and what to do with it.
    ServiceOrder,
    /// A quick look at one.
    ServiceOrderGlance,
    /// Refunds, and confirming transfers.
    Refunds,
    /// About what one wants to be told.
    NotificationSettings,
    /// What happened that concerns security.
    SecurityLog,
    /// The page of a consumer's link: shows who will be signed in, and asks for confirmation.
    Entrance,
    /// What a consumer bought and applied for.
    MyOrders,
    /// Applying for a line of an order.
    MyApplication,
    /// How an application is going.
    MyServiceOrder,
}

/// Who may enter a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admits {
    /// Anybody, signed in or not.
    Anybody,
    /// Staff of a merchant, a store, the platform or the return centre.
    Staff,
    /// Consumers.
    Consumers,
}

/// Where the form that chooses a language is posted to.
pub const LANGUAGE_PATH: &str = "/language";

/// Where the form that signs out is posted to.
pub const SIGN_OUT_PATH: &str = "/sign-out";

impl Screen {
    /// All of them, in order of the bundles.
    pub const ALL: [Self; 13] = [
        Self::SignIn,
        Self::Home,
        Self::Kit,
        Self::ServiceOrders,
        Self::ServiceOrder,
        Self::ServiceOrderGlance,
        Self::Refunds,
        Self::NotificationSettings,
        Self::SecurityLog,
        Self::Entrance,
        Self::MyOrders,
        Self::MyApplication,
        Self::MyServiceOrder,
    ];

    /// Its path, with parameters as the router writes them.
    pub const fn path(self) -> &'static str {
        match self {
            Self::SignIn => "/sign-in",
            Self::Home => "/",
            Self::Kit => "/_kit",
            Self::ServiceOrders => "/service-orders",
            Self::ServiceOrder => "/service-orders/:number",
            Self::ServiceOrderGlance => "/service-orders/:number/glance",
            Self::Refunds => "/refunds",
            Self::NotificationSettings => "/settings/notifications",
            Self::SecurityLog => "/settings/security",
            Self::Entrance => "/consumer/enter",
            Self::MyOrders => "/my/orders",
            Self::MyApplication => "/my/apply/:order/:line",
            Self::MyServiceOrder => "/my/service-orders/:number",
        }
    }

    /// The bundle that has it.
    pub const fn bundle(self) -> Bundle {
        match self {
            Self::SignIn
            | Self::Home
            | Self::Kit
            | Self::ServiceOrders
            | Self::ServiceOrder
            | Self::ServiceOrderGlance
            | Self::Refunds
            | Self::NotificationSettings
            | Self::SecurityLog => Bundle::Workbench,
            Self::Entrance | Self::MyOrders | Self::MyApplication | Self::MyServiceOrder => {
                Bundle::Consumer
            }
        }
    }

    /// Who may enter.
    pub const fn admits(self) -> Admits {
        match self {
            Self::SignIn | Self::Home | Self::Kit | Self::Entrance => Admits::Anybody,
            Self::ServiceOrders
            | Self::ServiceOrder
            | Self::ServiceOrderGlance
            | Self::Refunds
            | Self::NotificationSettings
            | Self::SecurityLog => Admits::Staff,
            Self::MyOrders | Self::MyApplication | Self::MyServiceOrder => Admits::Consumers,
        }
    }
}

impl Admits {
    /// Who may enter the page at an address; of the rest, the workbench's guard decides.
    pub fn of_path(address: &str) -> Self {
        const CONSUMERS: &str = "/my";
        if is_below(address, CONSUMERS) {
            Self::Consumers
        } else {
            Self::Staff
        }
    }

    /// Whether this person may enter. The API checks again whatever a page asks for.
    pub fn allows(self, me: Option<&Me>) -> bool {
        match (self, me) {
            (Self::Anybody, _) => true,
            (Self::Staff, Some(me)) => me.party != Party::Consumer,
            (Self::Consumers, Some(me)) => me.party == Party::Consumer,
            (Self::Staff | Self::Consumers, None) => false,
        }
    }
}

/// The page after signing in: the requested one, or their home page.
pub fn after_sign_in(me: &Me, next: Option<&str>) -> String {
    match next {
        Some(next) if is_within(next) => next.to_owned(),
        _ => home_of(me).to_owned(),
    }
}

/// The first screen of a person's own bundle.
pub fn home_of(me: &Me) -> &'static str {
    if Admits::Consumers.allows(Some(me)) {
        Screen::MyOrders.path()
    } else {
        Screen::ServiceOrders.path()
    }
}

/// Whether an address is a path of this product, and not a way to somebody else's.
pub fn is_within(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path
            .bytes()
            .any(|byte| byte == b'\\' || byte.is_ascii_control())
        && !path.starts_with(Screen::SignIn.path())
}

/// The sign-in page that leads back to `path`.
pub fn sign_in_for(path: &str) -> String {
    QueryString::new()
        .with("next", path)
        .on(Screen::SignIn.path())
}

/// The address of the page that is shown, with its query.
#[cfg(feature = "hydrate")]
pub fn here() -> String {
    let location = window().location();
    let (path, query) = (location.pathname(), location.search());
    format!("{}{}", path.unwrap_or_default(), query.unwrap_or_default())
}

/// The address of the page that is shown, with its query.
#[cfg(not(feature = "hydrate"))]
pub fn here() -> String {
    let url = use_context::<RequestUrl>().and_then(|url| url.parse().ok());
    url.map_or_else(String::new, |url| match url.search() {
        "" => url.path().to_owned(),
        query => format!("{}?{query}", url.path()),
    })
}

/// Whether a path is one of the workbench's pages, which stand in one frame.
pub fn is_of_workbench(path: &str) -> bool {
    Screen::ALL
        .into_iter()
        .filter(|screen| screen.bundle() == Bundle::Workbench && screen.admits() == Admits::Staff)
        .filter_map(|screen| screen.path().split("/:").next())
        .any(|own| is_below(path, own))
}

/// Whether an address is a path, or something below it.
pub fn is_below(address: &str, path: &str) -> bool {
    address
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// The page of one service order, for staff.
pub fn service_order(number: &str) -> String {
    format!("{}/{}", Screen::ServiceOrders.path(), segment(number))
}

/// The quick look at one service order.
pub fn glance(number: &str) -> String {
    Screen::ServiceOrderGlance
        .path()
        .replace(":number", &segment(number))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn person(party: Party) -> Me {
        Me {
            username: None,
            name: "X".to_owned(),
            party,
            positions: BTreeSet::new(),
            merchant_id: None,
            consumer_id: None,
            order_number: None,
            store_id: None,
        }
    }

    #[test]
    fn signing_in_leads_on_within_the_product_alone() {
        let me = person(Party::Merchant);
        let to = |next| after_sign_in(&me, Some(next));
        assert_eq!(
            to("/service-orders?node=completed"),
            "/service-orders?node=completed"
        );
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/sign-in?next=/",
        ] {
            assert_eq!(to(elsewhere), "/service-orders");
        }
    }

    #[test]
    fn the_workbench_knows_its_own_pages() {
        assert!(
            is_of_workbench("/service-orders") && is_of_workbench("/service-orders/26112300000012")
        );
        assert!(!is_of_workbench("/service-orders-of-old") && !is_of_workbench("/my/orders"));
        assert!(!is_of_workbench("/sign-in") && !is_of_workbench("/"));
    }

    #[test]
    fn the_way_back_survives_signing_in() {
        assert_eq!(
            sign_in_for("/service-orders?q=空 气"),
            "/sign-in?next=/service-orders%3Fq%3D%E7%A9%BA%20%E6%B0%94"
        );
    }

    #[cfg(feature = "ssr")]
    fn routed<V: IntoView + 'static>(
        app: impl Fn() -> V + Clone + Send + 'static,
    ) -> BTreeSet<String> {
        // Another test may have begun one already.
        let _begun = any_spawner::Executor::init_futures_executor();
        Owner::new_root(None).with(|| {
            provide_context(leptos_router::location::RequestUrl::new(""));
            leptos_router::RouteList::generate(app)
                .map(|list| {
                    list.into_inner()
                        .iter()
                        .map(|route| path_of(route.path()))
                        .collect()
                })
                .unwrap_or_default()
        })
    }

    #[cfg(feature = "ssr")]
    fn path_of(segments: &[leptos_router::PathSegment]) -> String {
        use leptos_router::PathSegment;
        let names: Vec<String> = segments
            .iter()
            .filter_map(|segment| match segment {
                PathSegment::Static(name) => Some(name.trim_matches('/').to_owned()),
                PathSegment::Param(name) => Some(format!(":{name}")),
                _ => None,
            })
            .filter(|segment| !segment.is_empty())
            .collect();
        if names.is_empty() {
            "/".to_owned()
        } else {
            format!("/{}", names.join("/"))
        }
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn each_bundle_routes_the_screens_of_the_table_and_no_others() {
        let table = |bundle| {
            let of_bundle = Screen::ALL
                .into_iter()
                .filter(|screen| screen.bundle() == bundle);
            of_bundle
                .map(|screen| screen.path().to_owned())
                .collect::<BTreeSet<_>>()
        };
        assert_eq!(routed(crate::workbench::App), table(Bundle::Workbench));
        assert_eq!(routed(crate::consumer::App), table(Bundle::Consumer));
    }

    #[test]
    fn staff_and_consumers_have_their_own_doors() {
        let (staff, consumer) = (person(Party::Merchant), person(Party::Consumer));
        for screen in Screen::ALL {
            let admits = screen.admits();
            match screen.bundle() {
                Bundle::Consumer => {
                    assert!(admits.allows(Some(&consumer)));
                    assert!(admits == Admits::Anybody || !admits.allows(Some(&staff)));
                }
                Bundle::Workbench => assert!(admits.allows(Some(&staff))),
            }
            assert!(admits == Admits::Anybody || !admits.allows(None));
        }
    }
}
