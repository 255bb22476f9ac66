//! Tokens for integrators: scoped, revocable, kept only as a hash.

use std::sync::Arc;

use aftercare_domain::{
    form::{FieldError, Violation},
    people::access::{TokenQuery, TokenRequest, TokenView},
    values::{
        id::MerchantId,
        page::Page,
        time::{Span, Timestamp},
    },
};

use crate::{
    context::Context,
    db::{
        self, DbError,
        access::tokens::{Token, TokenCursor},
    },
    memory::caller::Caller,
    runtime::secret::{self, Proof},
    service::{
        Error, ServiceRefusal,
        paging::{Cursor, Paging},
    },
    write::{
        idempotency::{self, KeyReused},
        replicas,
    },
};

/// What every token begins with, so that one that was leaked can be found by a search.
const PREFIX: &str = "aft_";

/// After how long a use is noted again: not at every call, which would make each a write.
const NOTED_EVERY: Span = Span::minutes(10);

/// A token as the API shows it.
fn view(token: Token) -> TokenView {
    TokenView {
        id: token.id,
        name: token.name,
        merchant_id: token.merchant,
        scopes: token
            .scopes
            .iter()
            .map(|scope| scope.name().to_owned())
            .collect(),
        created_at: token.created_at,
        revoked_at: token.revoked_at,
        expires_at: token.expires_at,
        last_used_at: token.last_used_at,
        token: None,
    }
}

/// Why a token is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// As many are in force as may be.
    #[error("{most} tokens are in force already: take one back that is not used any more")]
    TooMany {
        /// How many that are.
        most: usize,
    },
}

impl ServiceRefusal for TokenRefusal {}

/// What is signed, so that nothing else that is made from a proof can pass for a token.
const PURPOSE: &str = "token";

/// Who makes a token, and how.
#[derive(Debug)]
pub struct TokenMaker {
    /// Who.
    pub created_by: String,
    /// What they came with.
    pub proof: Proof,
    /// Under which key.
    pub call: idempotency::IdempotentRequest,
}

/// Makes a token, and shows it this once. A call that is repeated under its key gets the same token again: that is why
/// the token is made from what the caller proves themselves with, which is kept only as a hash, like the token. With
/// another proof, as after signing in again, the key counts as used for another request.
pub async fn add(
    context: &Context,
    request: TokenRequest,
    making: TokenMaker,
) -> Result<TokenView, Error<TokenRefusal>> {
    const CREATED: u16 = 201;
    let misplaced = request.misplaced_scopes();
    if !misplaced.is_empty() {
        return Err(misplaced.into());
    }
    let TokenMaker {
        created_by,
        proof,
        call,
    } = making;
    let token_of = |id: &str| {
        let secret = proof.secret(&context.signing_key, PURPOSE, id);
        format!("{PREFIX}{secret}")
    };
    let at = context.clock.real_now();
    let token = Token {
        id: context.entropy.identifier(),
        name: request.name.as_str().to_owned(),
        scopes: request.scopes.into_iter().collect(),
        merchant: request.merchant_id,
        created_by,
        created_at: at,
        revoked_at: None,
        expires_at: Some(request.lasts_days.unwrap_or_default().span().after(at)),
        last_used_at: None,
    };
    let hash = secret::digest(&token_of(&token.id));
    let most = context.config.limits.tokens_a_side;
    let answer = idempotency::once::<_, Error<TokenRefusal>, _>(
        &context.db,
        &context.clock,
        call,
        CREATED,
        move |connection| {
            Box::pin(async move {
                if let Some(merchant) = &token.merchant
                    && !db::people::tenants::merchant_exists(connection, merchant).await?
                {
                    return Err(Violation::new("merchant_id", FieldError::NotFound {}).into());
                }
                let others =
                    db::access::tokens::count_in_force(connection, token.merchant.as_ref(), at)
                        .await?;
                if usize::try_from(others).is_ok_and(|others| others >= most) {
                    return Err(TokenRefusal::TooMany { most }.into());
                }
                db::access::tokens::add(connection, &token, &hash).await?;
                Ok(view(token))
            })
        },
    );
    let mut made = answer.await?;
    let token = token_of(&made.id);
    let mut reader = context.db.reader().await?;
    if !db::access::tokens::is_kept(&mut reader, &made.id, &secret::digest(&token)).await? {
        return Err(KeyReused.into());
    }
    made.token = Some(token);
    Ok(made)
}

/// A page of the tokens of a merchant, or of all of them: those in force first, then the newest.
pub async fn list(
    context: &Context,
    merchant: Option<&MerchantId>,
    query: &TokenQuery,
) -> Result<Page<TokenView>, Error> {
    let paging = Paging::<TokenCursor>::read(query.cursor.as_ref(), query.limit)?;
    let at = context.clock.real_now();
    let mut reader = context.db.reader().await?;
    let found = db::access::tokens::list(
        &mut reader,
        merchant,
        at,
        paging.after.as_ref(),
        paging.rows_to_read(),
    );
    let page = paging.page(found.await?, |last| last.place(at));
    Ok(page.map(view))
}

impl Cursor for TokenCursor {
    fn write(&self) -> String {
        let is_over = u8::from(self.is_over);
        format!("{is_over},{},{}", self.created_at.ms(), self.id)
    }

    fn read(text: &str) -> Option<Self> {
        let (is_over, rest) = text.split_once(',')?;
        let (ms, id) = rest.split_once(',')?;
        Some(Self {
            is_over: match is_over {
                "0" => false,
                "1" => true,
                _ => return None,
            },
            created_at: Timestamp::from_ms(ms.parse().ok()?),
            id: id.to_owned(),
        })
    }
}

/// Takes a token back; `false` when there is none that the caller may take back.
pub async fn revoke(
    context: &Context,
    id: String,
    merchant: Option<MerchantId>,
) -> Result<bool, DbError> {
    let at = context.clock.real_now();
    let (engine, replica) = (context.db.engine(), Arc::clone(&context.replica));
    let revoked = context
        .db
        .write(move |connection| {
            Box::pin(async move {
                let revoked =
                    db::access::tokens::revoke(connection, &id, merchant.as_ref(), at).await?;
                if revoked {
                    replicas::announce_revocation(connection, engine, &replica).await?;
                }
                Ok::<_, DbError>(revoked)
            })
        })
        .await?;
    if revoked {
        context.callers.clear();
    }
    Ok(revoked)
}

/// Who has this token.
pub async fn recognise(context: &Context, token: &str) -> Result<Option<Caller>, DbError> {
    if !token.starts_with(PREFIX) {
        return Ok(None);
    }
    let at = context.clock.real_now();
    let hash = secret::digest(token);
    let look_up = match context.callers.find(&hash, at) {
        Ok(caller) => return Ok(Some(caller)),
        Err(look_up) => look_up,
    };
    let found = {
        let mut reader = context.db.reader().await?;
        db::access::tokens::find_by_secret(&mut reader, &hash, at).await?
    };
    let Some(token) = found else {
        return Ok(None);
    };
    let is_noted = |used: Timestamp| Span::between(used, at) < NOTED_EVERY;
    if !token.last_used_at.is_some_and(is_noted) {
        note_use(context, token.id.clone(), at).await;
    }
    let caller = Caller::from(token);
    context.callers.remember(look_up, hash, &caller, at);
    Ok(Some(caller))
}

async fn note_use(context: &Context, id: String, at: Timestamp) {
    let noted = context
        .db
        .write(move |connection| {
            Box::pin(async move { db::access::tokens::note_use(connection, &id, at).await })
        })
        .await;
    // Reading must not fail because writing does.
    if let Err(error) = noted {
        tracing::warn!(%error, "the use of a token could not be noted");
    }
}
