//! The built site: the files that browsers load, and the manifest that says which of them a bundle needs.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use aftercare_app::request::shell::Assets;
use axum::{
    Router,
    http::{HeaderValue, StatusCode, header},
    middleware::map_response,
    response::{IntoResponse as _, Response},
};
use tower_http::services::{ServeDir, ServeFile};

use crate::{context::Context, http::problem::Problem};

/// A site as `cargo xtask build` leaves it.
#[derive(Debug)]
pub(super) struct Site {
    folder: PathBuf,
    bundles: BTreeMap<String, Arc<Assets>>,
}

impl Site {
    /// Reads the manifest. Without one, pages are rendered all the same, but plain and still: the API needs no site.
    pub(super) fn read(folder: &Path) -> Self {
        let bundles = manifest(folder).unwrap_or_else(|error| {
            tracing::warn!(folder = %folder.display(), %error, "no site: pages will have no style; `cargo xtask build` makes one");
            BTreeMap::new()
        });
        let bundles = bundles
            .into_iter()
            .map(|(name, assets)| (name, Arc::new(assets)))
            .collect();
        Self {
            folder: folder.to_owned(),
            bundles,
        }
    }

    /// The files of a bundle.
    pub(super) fn bundle(&self, name: &str) -> Arc<Assets> {
        self.bundles.get(name).cloned().unwrap_or_default()
    }

    /// The files themselves. Those with a hash in their name never change.
    pub(super) fn files(&self) -> Router<Context> {
        let assets = ServeDir::new(self.folder.join("assets")).precompressed_br();
        let assets = Router::new()
            .fallback_service(assets)
            .layer(map_response(keep_for_ever));
        let icons = ServeFile::new(self.folder.join("icons.svg")).precompressed_br();
        let favicon = ServeFile::new(self.folder.join("favicon.svg"));
        Router::new()
            .nest_service("/assets", assets)
            .route_service("/favicon.svg", favicon)
            .route_service("/icons.svg", icons)
    }
}

/// A file with a hashed name never changes, so it is cached for ever. A missing one may exist in the next build, so
/// that answer is not cached.
async fn keep_for_ever(mut response: Response) -> Response {
    const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
    match response.status() {
        StatusCode::OK | StatusCode::PARTIAL_CONTENT | StatusCode::NOT_MODIFIED => {
            response
                .headers_mut()
                .insert(header::CACHE_CONTROL, FOR_EVER);
            response
        }
        StatusCode::NOT_FOUND => Problem::not_found().into_response(),
        _ => {
            let never = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, never);
            response
        }
    }
}

fn manifest(folder: &Path) -> io::Result<BTreeMap<String, Assets>> {
    let manifest = fs::read(folder.join("manifest.json"))?;
    Ok(serde_json::from_slice(&manifest)?)
}
