//! Whom proxies name: `X-Forwarded-For`, and `Forwarded` (RFC 7239).
//!
//! Each proxy writes behind what it got from whom it got it, so the end of the list is what the proxy says that connected to us,
//! and what stands before was said by whoever is named behind it. The list is believed from its end as long as those who say it are
//! trusted: the first one who is not is where the request comes from, and may have made up the rest.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, header};

use crate::config::Networks;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Where a request comes from that arrived on a connection with this address.
///
/// A proxy writes one of the two headers and may let the other one through as a visitor made it up. So where there are both,
/// they count as far as they agree; else the proxy's own address counts.
pub(super) fn origin(connection: IpAddr, headers: &HeaderMap, trusted: &Networks) -> IpAddr {
    if !trusted.contain(connection) {
        return connection;
    }
    let all = |name: HeaderName| {
        let lines = headers.get_all(name).iter();
        let lines: Vec<&str> = lines
            .map(|line| line.to_str().unwrap_or_default())
            .collect();
        // Several lines are one list.
        (!lines.is_empty()).then(|| lines.join(","))
    };
    let walk = |named: Vec<Option<IpAddr>>| farthest(connection, &named, trusted);
    let plain = all(X_FORWARDED_FOR).map(|list| walk(list.split(',').map(node).collect()));
    let standard = all(header::FORWARDED).map(|list| walk(elements(&list)));
    match (plain, standard) {
        (Some(one), Some(other)) if one != other => connection,
        (Some(origin), _) | (None, Some(origin)) => origin,
        (None, None) => connection,
    }
}

/// Goes back from the connection, from one who is trusted to whom they name. Who names nobody is as far as is known.
fn farthest(connection: IpAddr, named: &[Option<IpAddr>], trusted: &Networks) -> IpAddr {
    let mut known = connection;
    for &named in named.iter().rev() {
        let Some(named) = named else { break };
        known = named;
        if !trusted.contain(named) {
            break;
        }
    }
    known
}

/// Whom each element of `Forwarded` names with `for`.
fn elements(list: &str) -> Vec<Option<IpAddr>> {
    unquoted_pieces(list, ',')
        .into_iter()
        .map(|element| {
            let pairs = unquoted_pieces(element, ';').into_iter();
            let mut given = pairs.filter_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then_some(value)
            });
            let value = given.next()?;
            // Of two, nobody knows which counts.
            given.next().is_none().then(|| node(&unquoted(value)))?
        })
        .collect()
}

/// The pieces of a text between separators that stand in no quoted string.
fn unquoted_pieces(text: &str, separator: char) -> Vec<&str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |c: char| {
        let separates = c == separator && !is_quoted;
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' && is_quoted {
            is_escaped = true;
        } else if c == '"' {
            is_quoted = !is_quoted;
        }
        separates
    })
    .collect()
}

/// A token as it is, or what stands in a quoted string.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    let inner = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner else {
        return value.to_owned();
    };
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => text.extend(characters.next()),
            c => text.push(c),
        }
    }
    text
}

/// The address that a text names, with or without a port: `192.0.2.1`, `192.0.2.1:80`, `2001:db8::1`, `[2001:db8::1]`,
/// `[2001:db8::1]:80`. Names that hide an address (`unknown`, `_secret`) are none.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let in_brackets = || text.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let with_port = || Some(text.parse::<SocketAddr>().ok()?.ip());
    let address: Option<IpAddr> = text.parse().ok();
    address
        .or_else(in_brackets)
        .or_else(with_port)
        .or_else(|| with_hidden_port(text))
        .map(|address| address.to_canonical())
}

/// RFC 7239 lets a port be hidden as well: `192.0.2.1:_gazonk`.
fn with_hidden_port(text: &str) -> Option<IpAddr> {
    let (address, port) = text.rsplit_once(':')?;
    let hidden = port.strip_prefix('_')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if hidden.is_empty() || !hidden.chars().all(is_name) {
        return None;
    }
    let inner = address
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(inner) => inner.parse().ok(),
        None => address.parse::<std::net::Ipv4Addr>().ok().map(IpAddr::from),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    /// The origin of a request that came from a proxy on this machine.
    fn by_proxy(lines: &[(&'static str, &'static str)]) -> String {
        from("127.0.0.1", lines)
    }

    fn from(connection: &str, lines: &[(&'static str, &'static str)]) -> String {
        let mut headers = HeaderMap::new();
        for &(name, value) in lines {
            headers.append(name, HeaderValue::from_static(value));
        }
        let trusted = Networks::parse("127.0.0.1/32, 10.0.0.0/8, fd00::/8").unwrap();
        origin(connection.parse().unwrap(), &headers, &trusted).to_string()
    }

    // Case 10.
    #[test]
    fn whom_the_last_trusted_proxy_names_is_the_origin() {
        let plain = |list| by_proxy(&[("x-forwarded-for", list)]);
        assert_eq!(plain("192.0.2.1"), "192.0.2.1");
        assert_eq!(plain("203.0.113.9, 192.0.2.1"), "192.0.2.1");
        assert_eq!(
            plain("203.0.113.9,192.0.2.1 , 10.1.2.3,10.9.9.9"),
            "192.0.2.1"
        );
        assert_eq!(plain("10.1.2.3, 10.9.9.9"), "10.1.2.3", "all are ours");
        assert_eq!(by_proxy(&[]), "127.0.0.1");
        let two = [
            ("x-forwarded-for", "203.0.113.9"),
            ("x-forwarded-for", "192.0.2.1, 10.0.0.1"),
        ];
        assert_eq!(by_proxy(&two), "192.0.2.1");
    }

    // Case 10.
    #[test]
    fn addresses_are_read_in_all_their_forms() {
        for (text, address) in [
            ("192.0.2.1:4711", "192.0.2.1"),
            ("2001:db8::17", "2001:db8::17"),
            ("[2001:db8::17]", "2001:db8::17"),
            ("[2001:DB8:0::17]:443", "2001:db8::17"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
        ] {
            assert_eq!(by_proxy(&[("x-forwarded-for", text)]), address);
        }
        for (text, address) in [
            ("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60"),
            ("For=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17"),
            ("proto=https ; for = \"192.0.2.43:80\"", "192.0.2.43"),
            (
                "for=192.0.2.43, for=198.51.100.17;by=10.0.0.1",
                "198.51.100.17",
            ),
            (
                "for=198.51.100.17, for=10.0.0.7, For=\"[fd00::1]\"",
                "198.51.100.17",
            ),
            (
                "host=\"a,b;for=203.0.113.1\\\"\";for=192.0.2.1",
                "192.0.2.1",
            ),
            ("for=\"192.0.2.\\1\"", "192.0.2.1"),
            ("for=\"192.0.2.1:_port\"", "192.0.2.1"),
            ("for=\"[2001:db8::17]:_port\"", "2001:db8::17"),
        ] {
            assert_eq!(by_proxy(&[("forwarded", text)]), address, "{text}");
        }
    }

    // Case 10.
    #[test]
    fn who_is_not_trusted_names_nobody() {
        for lines in [
            &[("x-forwarded-for", "192.0.2.1")][..],
            &[("forwarded", "for=192.0.2.1")],
            &[
                ("x-forwarded-for", "127.0.0.1"),
                ("forwarded", "for=127.0.0.1"),
            ],
        ] {
            assert_eq!(from("198.51.100.4", lines), "198.51.100.4");
            assert_eq!(from("2001:db8::4", lines), "2001:db8::4");
        }
    }

    // Case 10: a proxy that lies, or that passes on what a visitor made up.
    #[test]
    fn what_can_not_be_read_is_where_knowledge_ends() {
        for hidden in [
            "unknown",
            "_hidden",
            "",
            "localhost",
            "1.2.3",
            "192.0.2.1;",
            "[::1",
            "1.2.3.4:99999",
        ] {
            let list: &'static str = format!("192.0.2.1, {hidden}").leak();
            assert_eq!(
                by_proxy(&[("x-forwarded-for", list)]),
                "127.0.0.1",
                "{hidden}"
            );
            let list: &'static str = format!("192.0.2.1, {hidden}, 10.0.0.5").leak();
            assert_eq!(
                by_proxy(&[("x-forwarded-for", list)]),
                "10.0.0.5",
                "{hidden}"
            );
        }
        for broken in [
            "by=192.0.2.1",
            "192.0.2.1",
            "for=192.0.2.1;for=192.0.2.2",
            "for=\"192.0.2.1",
            "for=\"192.0.2.1\"x",
            "for=2001:db8::17:_port",
        ] {
            assert_eq!(by_proxy(&[("forwarded", broken)]), "127.0.0.1", "{broken}");
        }
    }

    // Case 10: a proxy that lies, or that passes on what a visitor made up.
    #[test]
    fn two_headers_count_as_far_as_they_agree() {
        let both =
            |plain, standard| by_proxy(&[("x-forwarded-for", plain), ("forwarded", standard)]);
        assert_eq!(both("192.0.2.1", "for=192.0.2.1"), "192.0.2.1");
        assert_eq!(
            both("203.0.113.9, 192.0.2.1", "for=\"192.0.2.1:80\""),
            "192.0.2.1"
        );
        assert_eq!(both("192.0.2.1", "for=203.0.113.9"), "127.0.0.1");
        assert_eq!(both("203.0.113.9", "for=192.0.2.1"), "127.0.0.1");
    }
}
