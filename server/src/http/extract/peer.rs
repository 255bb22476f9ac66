//! Where a request comes from.

use std::{
    convert::Infallible,
    net::{IpAddr, SocketAddr},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::request::Parts,
};

use ipnet::IpNet;

use crate::context::Context;

mod forwarded;

/// The address of the client; none for calls within the process.
///
/// It is the other end of the connection, or, where that is a proxy that is trusted (`[http] trusted_proxies`), whom the
/// proxy names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::http) struct Peer(pub(in crate::http) Option<IpAddr>);

impl Peer {
    /// The network of that address, as it is kept: of a size that one household or office has, rather than one device.
    pub(in crate::http) fn network(self) -> Option<String> {
        let Self(address) = self;
        let address = address?;
        let length = if address.is_ipv4() { 24 } else { 64 };
        let network = IpNet::new(address, length).ok()?;
        Some(network.trunc().to_string())
    }

    /// Of a request with this head.
    pub(in crate::http) fn of(parts: &Parts, context: &Context) -> Self {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = connection.map(|ConnectInfo(address)| address.ip().to_canonical());
        let trusted = &context.config.http.trusted_proxies;
        Self(address.map(|address| forwarded::origin(address, &parts.headers, trusted)))
    }
}

impl FromRequestParts<Context> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Infallible> {
        Ok(Self::of(parts, context))
    }
}
