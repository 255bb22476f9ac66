//! Several replicas on one PostgreSQL database: whatever they do at once is done once, and each hears of the others.

use std::time::Duration;

use aftercare_domain::{
    form::Record,
    people::party::{Actor, Position, Role},
    service_order::{Apply, Command},
    values::{
        id::{ConsumerId, MerchantId, Username},
        number::ServiceOrderNumber,
    },
};
use aftercare_server::{
    context::Context,
    db::answers::AnswerKey,
    memory::live_hub::LiveEvent,
    runtime::entropy::Entropy,
    service::{
        access::sessions::{self, SessionUse},
        service_orders::submit,
        teamwork::presence,
        timers,
        verify::verify,
    },
    worker,
    write::{
        idempotency::{Fingerprint, IdempotentRequest},
        service_order::Accepted,
        submission::{Intent, Submission, SubmitError},
    },
};
use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::house::{CONSUMER, House, Kind, MERCHANT, actor, application, read_until};

/// A house and a replica of its server, on the same database and with the same clock.
async fn two_replicas() -> (House, Context) {
    let house = House::open(Kind::Postgres).await;
    let config = (*house.context.config).clone();
    let replica = Context::open(config, house.context.clock.clone(), Entropy::seeded(8))
        .await
        .unwrap();
    (house, replica)
}

async fn close(house: House, replica: Context) {
    assert_eq!(verify(&house.context).await.unwrap().findings, []);
    replica.db.close().await;
    house.close().await;
}

fn owner() -> Actor {
    Actor {
        name: "owner".to_owned(),
        username: None,
        role: Role::Merchant {
            merchant: MerchantId::parse(MERCHANT).unwrap(),
            positions: [Position::Owner].into(),
        },
    }
}

fn consumer() -> Actor {
    Actor {
        name: "consumer".to_owned(),
        username: None,
        role: Role::Consumer {
            consumer: ConsumerId::parse(CONSUMER).unwrap(),
            order: None,
        },
    }
}

fn apply(body: &Value) -> Submission {
    Submission {
        actor: consumer(),
        request: IdempotentRequest::default(),
        expected_version: None,
        what: Intent::Begin(Box::new(Apply::parse(body).unwrap())),
    }
}

fn command(number: &ServiceOrderNumber, body: &Value, key: Option<&str>) -> Submission {
    let key = key.map(|key| AnswerKey {
        caller: "owner".to_owned(),
        hash: key.to_owned(),
    });
    Submission {
        actor: owner(),
        request: IdempotentRequest {
            key,
            fingerprint: Fingerprint::of("POST", "", body, b""),
        },
        expected_version: None,
        what: Intent::Command {
            id: number.clone(),
            command: Box::new(Command::parse(body).unwrap()),
        },
    }
}

async fn many_orders(house: &House, count: u32) -> Vec<ServiceOrderNumber> {
    house.sell("o-1", "youpin_online", count).await;
    let body = application("o-1", "return", "mail_in");
    let applications = (0..count).map(|_| submit(&house.context, apply(&body)));
    join_all(applications)
        .await
        .into_iter()
        .map(|done| done.unwrap().order.number)
        .collect()
}

fn done(answers: &[Result<Accepted, SubmitError>]) -> usize {
    answers.iter().filter(|answer| answer.is_ok()).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_is_decided_by_one_replica() {
    let (house, replica) = two_replicas().await;
    let numbers = many_orders(&house, 40).await;
    let approve = json!({"type": "approve"});
    let submissions = numbers.iter().flat_map(|number| {
        [&house.context, &replica].map(|context| submit(context, command(number, &approve, None)))
    });
    let answers = join_all(submissions).await;
    assert_eq!(done(&answers), 40);
    let refused =
        |answer: &&Result<Accepted, SubmitError>| matches!(answer, Err(SubmitError::Refused(_)));
    assert_eq!(answers.iter().filter(refused).count(), 40);
    close(house, replica).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_key_has_one_effect_and_one_external_id_one_order() {
    // R-APP-2
    let (house, replica) = two_replicas().await;
    let numbers = many_orders(&house, 20).await;
    let approve = json!({"type": "approve"});
    let submissions = numbers.iter().flat_map(|number| {
        [&house.context, &replica, &house.context, &replica]
            .map(|context| submit(context, command(number, &approve, Some(number.as_str()))))
    });
    let answers = join_all(submissions).await;
    assert_eq!(done(&answers), 80);
    assert!(answers.iter().flatten().all(|done| done.order.version == 2));
    house.sell("o-2", "youpin_online", 9).await;
    let mut body = application("o-2", "return", "mail_in");
    body["external_id"] = json!("E-1");
    let applications = [&house.context, &replica, &house.context, &replica]
        .map(|context| submit(context, apply(&body)));
    let answers = join_all(applications).await;
    assert_eq!(done(&answers), 4);
    let begun = answers.iter().flatten().filter(|done| done.begun).count();
    assert_eq!(begun, 1);
    close(house, replica).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_timer_is_acted_on_by_one_replica() {
    // R-TIM-3
    let (house, replica) = two_replicas().await;
    let numbers = many_orders(&house, 30).await;
    let clock = &house.context.clock;
    clock.set_offset_ms(Duration::from_hours(25).as_millis().try_into().unwrap());
    let (here, there) = tokio::join!(timers::settle(&house.context), timers::settle(&replica));
    here.unwrap();
    there.unwrap();
    let merchant = house.sign_in("merchant").await;
    for number in &numbers {
        assert_eq!(merchant.log(number.as_str()).await, ["applied", "approved"]);
    }
    close(house, replica).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_tells_what_another_changed() {
    // R-LIV-1
    let (house, replica) = two_replicas().await;
    let workers = worker::start(&replica);
    let mut changes = replica.live_hub.follow(None).coming;
    house.sell("o-1", "youpin_online", 99).await;
    let body = application("o-1", "return", "mail_in");
    let mut numbers = Vec::new();
    let listening = async {
        // Until the listener stands, what is told is not heard: the house goes on changing things until something is.
        loop {
            let order = submit(&house.context, apply(&body)).await.unwrap().order;
            numbers.push(order.number);
            let heard = tokio::time::timeout(Duration::from_millis(500), changes.recv()).await;
            if let Ok(change) = heard {
                break change.unwrap().told.clone();
            }
        }
    };
    let change = tokio::time::timeout(Duration::from_secs(20), listening)
        .await
        .expect("it is heard");
    let LiveEvent::Changed(change) = change else {
        panic!("{change:?}");
    };
    assert!(numbers.contains(&change.changed.number));
    assert!(change.concerns(&owner()));
    replica.shutdown.request();
    workers.ended().await;
    close(house, replica).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn colleagues_at_two_replicas_see_each_other() {
    // R-LST-4
    let (house, replica) = two_replicas().await;
    let workers = worker::start(&replica);
    let mut following = replica.live_hub.follow(None).coming;
    let number = many_orders(&house, 1).await.remove(0);
    let (agent, merchant) = (actor("agent"), actor("merchant"));
    let listening = async {
        // Until the listener stands, what is told is not heard: pages go on telling that they are open.
        loop {
            presence::enter(&house.context, &agent, &number, true)
                .await
                .unwrap();
            let heard = tokio::time::timeout(Duration::from_millis(500), following.recv()).await;
            if let Ok(Ok(numbered)) = heard
                && matches!(numbered.told, LiveEvent::Gathered(_))
            {
                break;
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(20), listening)
        .await
        .expect("it is heard");
    let seen = presence::enter(&replica, &merchant, &number, false).await;
    let others = seen.unwrap().unwrap().others;
    assert_eq!(others.len(), 1);
    assert_eq!(
        (others[0].name.as_str(), others[0].working),
        ("agent", true)
    );
    replica.shutdown.request();
    workers.ended().await;
    close(house, replica).await;
}

async fn recognised(context: &Context, secret: &str) -> bool {
    let found = sessions::recognise(context, secret, SessionUse::ByPerson).await;
    found.unwrap().is_some()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_signs_out_of_one_replica_is_a_stranger_to_the_other() {
    let (house, replica) = two_replicas().await;
    let workers = worker::start(&replica);
    house.sell("o-1", "youpin_online", 1).await;
    house.add("agent").await;
    let agent = Username::parse("agent").unwrap();
    let opened = sessions::open(&house.context, agent, None).await.unwrap();
    let secret = opened.expect("somebody signs in").secret;
    for context in [&house.context, &replica] {
        assert!(recognised(context, &secret).await);
    }
    sessions::sign_out(&house.context, &secret).await.unwrap();
    assert!(!recognised(&house.context, &secret).await);
    // The clock stands still: whoever is remembered there is forgotten only when the replica hears of it.
    let stranger = async {
        while recognised(&replica, &secret).await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), stranger)
        .await
        .expect("the replica hears of it");
    replica.shutdown.request();
    workers.ended().await;
    close(house, replica).await;
}

// Earlier, the stream of a session that another replica ended went on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_ends_when_another_replica_ends_its_session() {
    let (house, replica) = two_replicas().await;
    house.add("agent").await;
    let agent = Username::parse("agent").unwrap();
    let opened = sessions::open(&replica, agent, None).await.unwrap();
    let secret = opened.expect("somebody signs in").secret;
    let stream = house
        .stranger()
        .request(Method::GET, "/api/v1/events")
        .header("cookie", format!("aftercare_session={secret}"));
    let mut stream = stream.send().await.unwrap();
    assert_eq!(stream.status(), 200);
    read_until(&mut stream, "event: opened").await;
    sessions::sign_out(&replica, &secret).await.unwrap();
    let ended = async { while stream.chunk().await.unwrap().is_some() {} };
    tokio::time::timeout(Duration::from_secs(20), ended)
        .await
        .expect("it ends");
    close(house, replica).await;
}
