//! Tells here what other replicas changed.

use std::time::Duration;

use crate::{
    context::Context, db::DbError, memory::live_hub::ReplicaMessage, service::teamwork::presence,
};

/// How long to wait before listening again after the connection broke.
const AGAIN_AFTER: Duration = Duration::from_secs(1);

pub(super) async fn run(context: Context) {
    loop {
        let heard = tokio::select! {
            () = context.shutdown.requested() => break,
            heard = listen(&context) => heard,
        };
        match heard {
            // One server has the whole file: there are no other replicas.
            Ok(()) => break,
            Err(error) => tracing::warn!(%error, "other replicas can't be heard"),
        }
        tokio::select! {
            () = context.shutdown.requested() => break,
            () = tokio::time::sleep(AGAIN_AFTER) => {}
        }
    }
}

async fn listen(context: &Context) -> Result<(), DbError> {
    let Some(mut listener) = context.db.listen().await? else {
        return Ok(());
    };
    // Something may have been taken back while nobody listened.
    context.callers.clear();
    loop {
        let heard = listener.receive().await?;
        match serde_json::from_str::<ReplicaMessage>(&heard) {
            Ok(news) if news.replica == *context.replica => {}
            Ok(news) => {
                if news.taken_back {
                    context.callers.clear();
                }
                for change in news.changes {
                    context.live_hub.publish_change(change);
                }
                for sign in &news.signs {
                    presence::receive(context, sign);
                }
                for ring in news.rings {
                    context.live_hub.publish_bell(ring);
                }
            }
            // A replica of another version says something that this one does not know yet.
            Err(error) => tracing::warn!(%error, "news of another replica can't be read"),
        }
    }
}
