//! Bytes that are answered many times: with their names, and in all encodings, made once.

use std::io::Write;

use axum::body::Bytes;
use axum::http::HeaderValue;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// Less is not worth an encoding.
const SMALL: usize = 256;

/// How much work goes into an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// For what is made while somebody waits.
    Quick,
    /// For what is made once and stays.
    Most,
}

/// How the bytes of an answer are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Not at all.
    Identity,
    /// By gzip.
    Gzip,
    /// By Brotli.
    Brotli,
}

impl Encoding {
    /// Its name in HTTP; nothing where there is none.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// The bytes in one encoding.
#[derive(Clone, Debug)]
pub struct Variant {
    /// How they are encoded.
    pub encoding: Encoding,
    /// The bytes.
    pub bytes: Bytes,
    /// Their strong `ETag`.
    pub tag: HeaderValue,
}

/// Bytes in all encodings that make them smaller.
#[derive(Clone, Debug)]
pub struct Document {
    hash: [u8; 32],
    identity: Variant,
    gzip: Option<Variant>,
    brotli: Option<Variant>,
}

impl Document {
    /// The bytes, encoded where that makes them smaller.
    pub fn new(bytes: impl Into<Bytes>, effort: Effort) -> Self {
        let bytes = bytes.into();
        if bytes.len() < SMALL {
            return Self::plain(bytes);
        }
        let (gzip, brotli) = rayon::join(|| gzip(&bytes, effort), || brotli(&bytes, effort));
        Self::with(bytes, gzip, brotli)
    }

    /// The bytes alone: they are small, or no smaller in any encoding.
    pub fn plain(bytes: impl Into<Bytes>) -> Self {
        Self::with(bytes.into(), None, None)
    }

    /// The bytes with encodings that were made before.
    pub fn with(bytes: Bytes, gzip: Option<Vec<u8>>, brotli: Option<Vec<u8>>) -> Self {
        let hash: [u8; 32] = Sha256::digest(&bytes).into();
        let length = bytes.len();
        let variant = |encoding, bytes| Variant {
            encoding,
            bytes,
            tag: tag(&hash, encoding),
        };
        let smaller = |encoding, encoded: Option<Vec<u8>>| {
            let encoded = encoded.filter(|encoded| encoded.len() < length)?;
            Some(variant(encoding, encoded.into()))
        };
        Self {
            hash,
            identity: variant(Encoding::Identity, bytes),
            gzip: smaller(Encoding::Gzip, gzip),
            brotli: smaller(Encoding::Brotli, brotli),
        }
    }

    /// Whether these are the bytes of this document.
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.hash == <[u8; 32]>::from(Sha256::digest(bytes))
    }

    /// The smallest variant in an encoding that is taken.
    pub fn variant(&self, takes: impl Fn(&str) -> bool) -> &Variant {
        let encoded = self.brotli.iter().chain(&self.gzip);
        let mut fitting = encoded.filter(|variant| variant.encoding.name().is_some_and(&takes));
        fitting.next().unwrap_or(&self.identity)
    }

    /// How many bytes this keeps in memory.
    pub fn weight(&self) -> usize {
        let variants = [
            Some(&self.identity),
            self.gzip.as_ref(),
            self.brotli.as_ref(),
        ];
        (variants.into_iter().flatten())
            .map(|variant| variant.bytes.len() + size_of::<Variant>())
            .sum()
    }
}

/// The name of bytes. Each encoding has its own: a strong name is of the very bytes that travel.
fn tag(hash: &[u8; 32], encoding: Encoding) -> HeaderValue {
    let digits: Vec<_> = hash[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let ending = encoding.name().map(|name| format!("-{name}"));
    let tag = format!("\"{}{}\"", digits.concat(), ending.unwrap_or_default());
    // Digits, letters and quotes always make a header.
    HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

fn gzip(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let level = match effort {
        Effort::Quick => Compression::default(),
        Effort::Most => Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
}

fn brotli(bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: match effort {
            Effort::Quick => 7,
            Effort::Most => 11,
        },
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut encoded = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut encoded, &params).ok()?;
    Some(encoded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn each_encoding_says_the_same_and_has_a_name_of_its_own() {
        let text = "A quiet night on the river. ".repeat(40);
        let document = Document::new(text.clone(), Effort::Quick);
        let identity = document.variant(|_| false);
        let gzip = document.variant(|name| name == "gzip");
        let brotli = document.variant(|_| true);
        assert_eq!(&identity.bytes[..], text.as_bytes());
        let mut read = String::new();
        let mut reader = flate2::read::GzDecoder::new(&gzip.bytes[..]);
        reader.read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &brotli.bytes[..], &mut read).unwrap();
        assert_eq!(read, text.as_bytes());
        assert!(brotli.bytes.len() < identity.bytes.len());
        let tags = [&identity.tag, &gzip.tag, &brotli.tag].map(|tag| tag.to_str().unwrap());
        assert!(
            tags[1].ends_with("-gzip\"") && tags[2].ends_with("-br\""),
            "{tags:?}"
        );
        assert!(tags[0] != tags[1] && tags[1] != tags[2]);
    }

    #[test]
    fn the_same_bytes_have_the_same_name() {
        let tag = |text: &'static str| Document::plain(text).variant(|_| false).tag.clone();
        assert_eq!(tag("a"), tag("a"));
        assert_ne!(tag("a"), tag("b"));
    }

    #[test]
    fn what_is_small_has_no_encodings() {
        let document = Document::new("short", Effort::Most);
        assert_eq!(document.variant(|_| true).encoding, Encoding::Identity);
    }
}
