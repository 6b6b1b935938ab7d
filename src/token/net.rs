//! Addresses of the net: they hold stops and signs that are no punctuation.

use super::TokenKind;

/// The web or mail address at the start of `rest` (lower-case), if there is one, and how
/// many bytes were looked at in which no other address can begin.
pub(super) fn address(rest: &str) -> (Option<(usize, TokenKind)>, usize) {
    let head = rest.find(|c: char| !in_host(c)).unwrap_or(rest.len());
    let (host, tail) = rest.split_at_checked(head).unwrap_or((rest, ""));
    if matches!(host, "http" | "https" | "ftp") && tail.starts_with("://") {
        return (Some((head + tail_len(tail), TokenKind::Url)), head);
    }
    if let Some(domain) = tail.strip_prefix('@') {
        let end = domain.find(|c: char| !in_host(c)).unwrap_or(domain.len());
        let domain = domain.get(..end).unwrap_or("").trim_end_matches(['.', '-', '_']);
        let mail = is_domain(domain).then_some((head + 1 + domain.len(), TokenKind::Email));
        return (mail, head);
    }
    let domain = host.trim_end_matches(['.', '-', '_']);
    if !is_domain(domain) {
        return (None, head);
    }
    let path = match tail {
        _ if domain.len() < head => 0,
        _ if tail.starts_with(['/', '?', '#']) => tail_len(tail),
        _ => 0,
    };
    (Some((domain.len() + path, TokenKind::Url)), head)
}

/// The handle at the start of `rest`, which starts with @.
pub(super) fn handle(rest: &str) -> Option<(usize, TokenKind)> {
    let name = rest.strip_prefix('@')?;
    let len = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(name.len());
    (len > 0).then_some((1 + len, TokenKind::Handle))
}

fn in_host(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')
}

/// Two labels or more, the last of letters: `news.example.com`, but not `3.5` or `a..b`, nor
/// initials (`j.k.rowling`).
fn is_domain(host: &str) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    let name = labels.rsplit('.').next().unwrap_or("");
    (2..=12).contains(&top.len())
        && top.bytes().all(|b| b.is_ascii_alphabetic())
        && labels.split('.').all(|label| !label.is_empty())
        && (name.len() > 1 || matches!(top, "com" | "org" | "net" | "co" | "me"))
}

/// The length of the rest of an address: to a character that cannot be in one, less the
/// punctuation that ends it.
fn tail_len(tail: &str) -> usize {
    let end = tail
        .find(|c: char| !c.is_ascii_graphic() || matches!(c, '"' | '<' | '>' | '`' | '{' | '}'))
        .unwrap_or(tail.len());
    let tail = tail.get(..end).unwrap_or("");
    tail.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ')', ']']).len()
}
