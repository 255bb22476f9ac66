//! The live stream, as a client reads it.

use std::time::Duration;

/// What a stream says until a text is in it.
pub(crate) async fn read_until(stream: &mut reqwest::Response, text: &str) -> String {
    let mut read = String::new();
    let reading = async {
        while !read.contains(text) {
            let chunk = stream.chunk().await.unwrap().expect("the stream goes on");
            read.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    };
    tokio::time::timeout(Duration::from_secs(20), reading)
        .await
        .expect("it comes");
    read
}
