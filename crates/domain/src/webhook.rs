//! Webhooks: addresses of other programs that are told when something happened.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::problem::Fault;

/// Longest address.
const URL_MAX: usize = 2000;
/// Webhooks the centre may have: each of them is told of every report.
pub const WEBHOOKS_MAX: usize = 20;

/// What a webhook is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WebhookEvent {
    /// A round was opened.
    RoundOpened,
    /// A director certified a report.
    ReportCertified,
    /// Results were published for the first time.
    ResultPublished,
    /// A correction was published.
    CorrectionPublished,
}

impl WebhookEvent {
    /// All events.
    pub const ALL: [WebhookEvent; 4] = [
        WebhookEvent::RoundOpened,
        WebhookEvent::ReportCertified,
        WebhookEvent::ResultPublished,
        WebhookEvent::CorrectionPublished,
    ];

    /// "report.certified"
    pub const fn as_str(self) -> &'static str {
        match self {
            WebhookEvent::RoundOpened => "round.opened",
            WebhookEvent::ReportCertified => "report.certified",
            WebhookEvent::ResultPublished => "result.published",
            WebhookEvent::CorrectionPublished => "correction.published",
        }
    }
}

/// The events of a webhook.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebhookEvents(pub BTreeSet<WebhookEvent>);

impl WebhookEvents {
    /// Reads "report.certified round.opened"; `None` when a word is no event.
    pub fn parse(text: &str) -> Option<WebhookEvents> {
        let event = |word: &str| WebhookEvent::ALL.into_iter().find(|event| event.as_str() == word);
        text.split_ascii_whitespace().map(event).collect::<Option<_>>().map(WebhookEvents)
    }
}

impl fmt::Display for WebhookEvents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|event| event.as_str()).collect();
        f.write_str(&words.join(" "))
    }
}

/// A webhook as the centre wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Where it listens.
    pub url: String,
    /// What it is told of.
    pub events: WebhookEvents,
}

impl Webhook {
    /// Reads what was asked for. `is_inner_allowed` says whether machines of the own network may be told, and without TLS.
    ///
    /// # Errors
    /// When the address cannot be used, or there is nothing to tell.
    pub fn new(url: &str, events: WebhookEvents, is_inner_allowed: bool) -> Result<Webhook, Fault> {
        let url = url.trim();
        let wrong = || Fault::new("webhook-url").with("url", url);
        let lower = url.to_ascii_lowercase();
        let plain = lower.strip_prefix("http://").filter(|_| is_inner_allowed);
        let rest = lower.strip_prefix("https://").or(plain).ok_or_else(wrong)?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_plain = !url.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c));
        if authority.is_empty() || authority.contains('@') || !is_plain || url.len() > URL_MAX {
            return Err(wrong());
        }
        let host = match authority.strip_prefix('[') {
            Some(rest) => rest.split(']').next().unwrap_or_default(),
            None => authority.split(':').next().unwrap_or_default(),
        };
        let is_inner = host.parse().is_ok_and(|address| !is_outer(address)) || host == "localhost" || host.is_empty();
        if is_inner && !is_inner_allowed {
            return Err(Fault::new("webhook-inner").with("host", host));
        }
        if events.0.is_empty() {
            return Err(Fault::new("webhook-for-nothing"));
        }
        Ok(Webhook { url: url.to_owned(), events })
    }
}

/// Whether an address belongs to the internet: not to this machine, its network, or any that is kept for other things. Otherwise whoever
/// registers a webhook could make the program ask machines that only it can reach.
pub fn is_outer(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_outer_v4(address),
        IpAddr::V6(address) => is_outer_v6(address),
    }
}

fn is_outer_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let is_kept = a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
        || a >= 240;
    !(is_kept
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast())
}

fn is_outer_v6(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_outer_v4(inner);
    }
    let parts = address.segments();
    let embedded = |high: u16, low: u16| {
        let [a, b] = high.to_be_bytes();
        let [c, d] = low.to_be_bytes();
        is_outer_v4(Ipv4Addr::new(a, b, c, d))
    };
    match parts {
        // NAT64 and 6to4 lead to an address of version 4.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => embedded(high, low),
        [0x2002, high, low, ..] => embedded(high, low),
        // Everything that is given out to the internet; 2001::/23 and documentation are kept for other things.
        [0x2001, second, ..] => second > 0x1ff && second != 0xdb8,
        [first, ..] => (0x2000..0x4000).contains(&first) && first != 0x3fff,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events() -> WebhookEvents {
        WebhookEvents::parse("round.opened report.certified").unwrap()
    }

    #[test]
    fn events_are_read_and_written_in_one_order() {
        assert_eq!(
            WebhookEvents::parse("report.certified round.opened").unwrap().to_string(),
            "round.opened report.certified"
        );
        assert_eq!(WebhookEvents::parse("report.eaten"), None);
    }

    #[test]
    fn only_machines_of_the_internet_are_told_and_only_by_tls() {
        for good in ["https://hooks.example.org/a?b=c", "https://203.0.114.1:8443/x", "HTTPS://EXAMPLE.ORG"] {
            assert!(Webhook::new(good, events(), false).is_ok(), "{good}");
        }
        for (bad, key) in [
            ("http://example.org/", "webhook-url"),
            ("https://", "webhook-url"),
            ("https://user@example.org/", "webhook-url"),
            ("https://exa mple.org/", "webhook-url"),
            ("ftp://example.org/", "webhook-url"),
            ("https://localhost/", "webhook-inner"),
            ("https://127.0.0.1/", "webhook-inner"),
            ("https://10.1.2.3:8443/", "webhook-inner"),
            ("https://[::1]/", "webhook-inner"),
            ("https://[::ffff:192.168.1.1]/", "webhook-inner"),
            ("https://169.254.169.254/latest/meta-data", "webhook-inner"),
        ] {
            assert_eq!(Webhook::new(bad, events(), false).unwrap_err().key, key, "{bad}");
        }
        assert!(Webhook::new("http://127.0.0.1:9000/", events(), true).is_ok());
        assert_eq!(
            Webhook::new("https://example.org/", WebhookEvents::default(), true).unwrap_err().key,
            "webhook-for-nothing"
        );
    }

    #[test]
    fn addresses_that_hide_an_inner_one_are_inner() {
        let outer = |text: &str| is_outer(text.parse().unwrap());
        for inner in [
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "64:ff9b::a00:1",
            "::ffff:127.0.0.1",
            "2001::1",
        ] {
            assert!(!outer(inner), "{inner}");
        }
        for free in ["8.8.8.8", "203.0.114.1", "2606:4700::1111", "2a00:1450::1", "2002:808:808::1", "64:ff9b::808:808"]
        {
            assert!(outer(free), "{free}");
        }
    }
}
