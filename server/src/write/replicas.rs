//! What replicas tell each other, in the transaction that makes it: all hear it once it is committed, and nobody hears of what
//! was rolled back. A single process has nobody to tell.

use crate::{
    db::{Connection, DbError, Engine, engine::news},
    memory::{
        live_hub::{BellEvent, ReplicaMessage, ServiceOrderChange},
        presence::Heartbeat,
    },
};

/// Announces changes of orders, in pieces that fit into a notification of the database.
pub(super) async fn announce_changes(
    connection: &mut Connection,
    engine: Engine,
    replica: &str,
    changes: &[ServiceOrderChange],
) -> Result<(), DbError> {
    // A change has four identifiers of 64 characters at most, one of them of any characters, which have up to four bytes:
    // twelve stay below 8 000 bytes.
    const CHANGES: usize = 12;
    if engine == Engine::Sqlite {
        return Ok(());
    }
    for changes in changes.chunks(CHANGES) {
        let message = ReplicaMessage {
            changes: changes.to_vec(),
            ..ReplicaMessage::of(replica)
        };
        news::notify(connection, engine, &message.to_text()?).await?;
    }
    Ok(())
}

/// Announces whose bells ring, in pieces that fit into a notification of the database.
pub(crate) async fn announce_bells(
    connection: &mut Connection,
    engine: Engine,
    replica: &str,
    rings: &[BellEvent],
) -> Result<(), DbError> {
    // An event has five identifiers of at most 64 characters: twenty stay below 8 000 bytes.
    const RINGS: usize = 20;
    if engine == Engine::Sqlite {
        return Ok(());
    }
    for rings in rings.chunks(RINGS) {
        let message = ReplicaMessage {
            rings: rings.to_vec(),
            ..ReplicaMessage::of(replica)
        };
        news::notify(connection, engine, &message.to_text()?).await?;
    }
    Ok(())
}

/// Announces that a session or a token was revoked.
pub(crate) async fn announce_revocation(
    connection: &mut Connection,
    engine: Engine,
    replica: &str,
) -> Result<(), DbError> {
    let message = ReplicaMessage {
        taken_back: true,
        ..ReplicaMessage::of(replica)
    };
    news::notify(connection, engine, &message.to_text()?).await
}

/// Announces that somebody has an order open, or closed it.
pub(crate) async fn announce_heartbeat(
    connection: &mut Connection,
    engine: Engine,
    replica: &str,
    sign: Heartbeat,
) -> Result<(), DbError> {
    let message = ReplicaMessage {
        signs: vec![sign],
        ..ReplicaMessage::of(replica)
    };
    news::notify(connection, engine, &message.to_text()?).await
}
