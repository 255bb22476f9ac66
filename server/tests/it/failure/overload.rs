//! More than anybody needs: what is too much is refused before it costs anything, and others are served meanwhile.

use std::{fs, io, net::IpAddr};

use aftercare_domain::people::access::Scope;
use futures::future::join_all;
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::house::{House, PASSWORD, Process, on_each_database};

on_each_database! {
    a_query_that_is_too_long_is_not_read,
    a_query_with_too_many_parameters_is_not_read,
    a_flood_of_sign_ins_takes_no_memory_and_is_told_to_come_back,
    a_form_with_too_much_in_it_is_not_followed,
    methods_that_somebody_makes_up_are_one_figure,
    who_is_refused_while_sending_reads_why,
}

mod impatient {
    use crate::house::on_each_database;

    on_each_database! { open_impatient =>
        who_does_not_go_on_loses_the_connection,
    }

    use super::who_does_not_go_on_loses_the_connection;
}

mod small {
    use crate::house::on_each_database;

    on_each_database! { open_small =>
        an_address_has_its_share_of_the_connections_and_others_wait_for_one,
    }

    use super::an_address_has_its_share_of_the_connections_and_others_wait_for_one;
}

/// So many numbers of three characters, all different.
fn numbers(count: u32) -> String {
    let names = (0..count).map(|number| format!("{:03x}", number % 0x1000 + number / 0x1000));
    names.collect::<Vec<_>>().join(",")
}

async fn a_query_that_is_too_long_is_not_read(house: &House) {
    let agent = house.sign_in("agent").await;
    let stranger = house.stranger();
    for list in ["/service-orders", "/my/orders", "/api/v1/service-orders"] {
        for client in [&stranger, &agent] {
            let asked = async |query: String| client.get(&format!("{list}?{query}")).await;
            let refused = asked(format!("numbers={}", numbers(3600))).await;
            assert_eq!((refused.status, refused.code()), (414, "query_too_long"));
            assert_eq!(refused.body["limit_bytes"], 14 * 1024);
            // What is longer still is no head any more that is read to its end.
            let long = format!("phone=13812345678&numbers={}", numbers(16_000));
            let refused = client.request(Method::GET, &format!("{list}?{long}"));
            assert_eq!(refused.send().await.unwrap().status(), 431);
        }
    }
    let page = stranger
        .request(Method::GET, &format!("/?q={}", "x".repeat(15_000)))
        .header(header::ACCEPT, "text/html")
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::URI_TOO_LONG);
    let page = page.text().await.unwrap();
    assert!(page.contains("<h1>The query is too long</h1>"), "{page}");
    // The longest list that the document allows is read.
    let numbers: Vec<String> = (0..200).map(|number| format!("{number:064}")).collect();
    let list = format!("/api/v1/service-orders?numbers={}", numbers.join(","));
    agent.get(&list).await.success();
    let many = format!("/api/v1/service-orders?numbers={}", self::numbers(201));
    assert_eq!(
        agent.get(&many).await.violations(),
        [("numbers", "too_long")]
    );
}

async fn a_query_with_too_many_parameters_is_not_read(house: &House) {
    let agent = house.sign_in("agent").await;
    let parameters = |count: u32| {
        let named: Vec<String> = (0..count).map(|number| format!("p{number}=1")).collect();
        format!("/api/v1/service-orders?{}", named.join("&"))
    };
    let refused = agent.get(&parameters(201)).await;
    assert_eq!(
        (refused.status, refused.code()),
        (422, "too_many_parameters")
    );
    assert_eq!(refused.body["most"], 200);
    // Of those that are read and wrong, so many are named as somebody mends at once.
    assert_eq!(agent.get(&parameters(200)).await.violations().len(), 100);
    let unknown: serde_json::Map<String, Value> = (0..18_000)
        .map(|number| (format!("f{number}"), json!(1)))
        .collect();
    let refused = agent
        .post("/api/v1/service-orders", &Value::Object(unknown))
        .await;
    assert_eq!(refused.violations().len(), 100);
}

/// A reset that follows an answer takes it away from who has not read it yet; so what they still send is taken, and thrown away.
async fn who_is_refused_while_sending_reads_why(house: &House) {
    const BYTES: usize = 8 * 1024 * 1024;
    let post = format!(
        "POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {BYTES}\r\n\r\n"
    );
    let get = "GET / HTTP/1.1\r\nHost: a\r\nX-Long: ".to_owned();
    for (head, refused) in [(post, "HTTP/1.1 413 "), (get, "HTTP/1.1 431 ")] {
        let mut connection = begin(house, &head).await;
        connection.write_all(&vec![b'x'; BYTES]).await.unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with(refused), "{answer}");
        assert!(answer.contains("connection: close\r\n"), "{answer}");
    }
}

async fn a_form_with_too_much_in_it_is_not_followed(house: &House) {
    let stranger = house.stranger();
    let posted = async |path: &str, form: String| {
        let request = stranger.request(Method::POST, path);
        let form = request
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form);
        let answer = form.send().await.unwrap();
        assert!(!answer.headers().contains_key(header::LOCATION), "{path}");
        let status = answer.status().as_u16();
        let problem: Value = answer.json().await.unwrap();
        (status, problem["code"].as_str().unwrap().to_owned())
    };
    let fields = |count: u32| {
        let named: Vec<String> = (0..count).map(|number| format!("p{number}=1")).collect();
        named.join("&")
    };
    for path in [
        "/service-orders",
        "/sign-in",
        "/language",
        "/consumer/enter",
        "/my/orders",
    ] {
        let refused = posted(path, fields(201)).await;
        assert_eq!(refused, (422, "too_many_parameters".to_owned()), "{path}");
    }
    // What somebody searches for leads to no address that is refused there.
    for long in [
        format!("numbers={}", numbers(4000)),
        format!("q={}", "x".repeat(15_000)),
    ] {
        let refused = posted("/service-orders", long).await;
        assert_eq!(refused, (414, "query_too_long".to_owned()));
    }
}

/// What a process holds of the machine's memory, in KiB.
fn memory_kib(process: &Process, figure: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(figure));
    let digits = line.unwrap().trim_start_matches(':').trim();
    digits.trim_end_matches(" kB").parse().unwrap()
}

async fn a_flood_of_sign_ins_takes_no_memory_and_is_told_to_come_back(house: &House) {
    const MOST_KIB: u64 = 256 * 1024;
    const FLOOD: u32 = 500;
    house.add("agent").await;
    let server = Process::start(&house.context.config.database_url);
    let client = reqwest::Client::new();
    let before = memory_kib(&server, "VmRSS");
    let places: Vec<reqwest::Client> = (0..10)
        .map(|place| {
            let address = IpAddr::from([127, 0, 7, place + 1]);
            let client = reqwest::Client::builder().local_address(address);
            client.build().unwrap()
        })
        .collect();
    let attempts = (0..FLOOD).map(|number| {
        let place = &places[usize::try_from(number).unwrap() % places.len()];
        let credentials = json!({"username": format!("nobody-{number}"), "password": "guess"});
        let attempt = place
            .post(format!("{}/api/v1/session", server.root))
            .json(&credentials);
        async move { attempt.send().await.unwrap() }
    });
    let others = async {
        for _ in 0..20 {
            let ready = client.get(format!("{}/readyz", server.root)).send();
            assert_eq!(ready.await.unwrap().status(), 200);
        }
    };
    let (answers, ()) = futures::join!(join_all(attempts), others);
    let (refused, checked): (Vec<_>, Vec<_>) = answers
        .into_iter()
        .partition(|answer| answer.status() == StatusCode::SERVICE_UNAVAILABLE);
    assert!(!refused.is_empty() && !checked.is_empty());
    assert!(checked.iter().all(|answer| answer.status() == 401));
    for answer in refused {
        assert_eq!(answer.headers()[header::RETRY_AFTER], "2");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "sign_in_busy");
    }
    let grown = memory_kib(&server, "VmHWM").saturating_sub(before);
    assert!(grown < MOST_KIB, "{grown} KiB more");
    // When the flood is over, people are let in as before.
    let credentials = json!({"username": "agent", "password": PASSWORD});
    let let_in = client.post(format!("{}/api/v1/session", server.root));
    assert_eq!(
        let_in.json(&credentials).send().await.unwrap().status(),
        204
    );
}

async fn methods_that_somebody_makes_up_are_one_figure(house: &House) {
    let stranger = house.stranger();
    for place in 0..20 {
        let method = format!("{}{place}", "M".repeat(5000));
        let request = stranger.bare(Method::from_bytes(method.as_bytes()).unwrap(), "/healthz");
        assert_eq!(request.send().await.unwrap().status(), 405);
    }
    let figures = figures(house).await;
    assert!(figures.contains("method=\"other\""), "{figures}");
    assert!(!figures.contains("MMM"), "{figures}");
}

async fn figures(house: &House) -> String {
    let token = house.token(None, &[Scope::ReadMetrics]).await;
    let figures = house.with_token(&token).request(Method::GET, "/metrics");
    figures.send().await.unwrap().text().await.unwrap()
}

/// Opens a connection and sends what begins a request.
async fn begin(house: &House, beginning: &str) -> TcpStream {
    let mut connection = TcpStream::connect(house.address).await.unwrap();
    connection.write_all(beginning.as_bytes()).await.unwrap();
    connection
}

/// All that comes until the server closes the connection.
async fn rest(mut connection: TcpStream) -> String {
    let mut rest = Vec::new();
    match connection.read_to_end(&mut rest).await {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {}
        Err(error) => panic!("{error}"),
    }
    String::from_utf8(rest).unwrap()
}

async fn who_does_not_go_on_loses_the_connection(house: &House) {
    const HEAD: &str =
        "POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    let mut slow = Vec::new();
    for _ in 0..50 {
        slow.push(begin(house, "").await);
        slow.push(begin(house, HEAD).await);
        slow.push(begin(house, "GET /heal").await);
    }
    let bodies = begin(house, &format!("{HEAD}Content-Length: 1000\r\n\r\n{{")).await;
    let idle = begin(house, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await;
    // Others are served while they are waited for.
    assert_eq!(house.stranger().get("/readyz").await.status, 200);
    for answer in join_all(slow.into_iter().map(rest)).await {
        assert_eq!(answer, "");
    }
    let told = rest(bodies).await;
    assert!(told.starts_with("HTTP/1.1 408 "), "{told}");
    assert!(told.contains("\"code\":\"too_slow\""), "{told}");
    let answered = rest(idle).await;
    assert!(answered.starts_with("HTTP/1.1 200 "), "{answered}");
    // An answer that nobody takes: the page is asked for again and again, and none of it is read.
    let mut greedy = begin(house, "").await;
    let asked = "GET /api/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n";
    let broke_off = loop {
        if let Err(error) = greedy.write_all(asked.repeat(20).as_bytes()).await {
            break error.kind();
        }
    };
    assert!(
        matches!(
            broke_off,
            io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe
        ),
        "{broke_off}"
    );
}

async fn an_address_has_its_share_of_the_connections_and_others_wait_for_one(house: &House) {
    const ASKED: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let from = async |place: u8, beginning: &str| {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        let address = std::net::SocketAddr::from(([127, 0, 8, place], 0));
        socket.bind(address).unwrap();
        let mut connection = socket.connect(house.address).await.unwrap();
        // The server may have closed it already.
        let _ = connection.write_all(beginning.as_bytes()).await;
        connection
    };
    let mut held = Vec::new();
    for _ in 0..4 {
        held.push(from(1, "GET /").await);
    }
    assert_eq!(
        rest(from(1, ASKED).await).await,
        "",
        "a fifth of one address"
    );
    held.push(from(2, "GET /").await);
    held.push(from(2, "GET /").await);
    let waits = from(3, ASKED).await;
    held.clear();
    let answer = rest(waits).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}
