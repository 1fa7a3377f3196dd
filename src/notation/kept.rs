//! Records that keep the fields they do not know, as they were written.
//!
//! serde's `flatten` makes RON expect a map, so the unknown fields are sieved out on their way to the record's own
//! derived reader, which also says which fields it knows.

use std::fmt;

use ron::value::RawValue;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// The most unknown fields of one record; more are no work of a newer rolecall, and would cost memory and time.
const MOST_UNKNOWN: usize = 200;

/// A field that the record does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value as written, comments within it included; a slice of the text that was read.
    pub value: &'a str,
}

/// A record, and the fields beside those it knows in the order they were written.
#[derive(Debug)]
pub struct Kept<'a, T> {
    /// The record.
    pub known: T,
    /// The other fields.
    pub unknown: Vec<Field<'a>>,
}

/// Every field of a record, none of them read.
#[derive(Debug)]
pub struct Fields<'a>(pub Vec<Field<'a>>);

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Kept<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut unknown = Vec::new();
        let known = T::deserialize(Keeping { inner: deserializer, unknown: &mut unknown })?;
        Ok(Self { known, unknown })
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Nothing {}
        Kept::<Nothing>::deserialize(deserializer).map(|kept| Self(kept.unknown))
    }
}

/// Hands a record its known fields and puts the others aside.
struct Keeping<'k, 'de, D> {
    inner: D,
    unknown: &'k mut Vec<Field<'de>>,
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Keeping<'_, 'de, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_any(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        // Without a name: the names of our types are not part of the files.
        self.inner.deserialize_struct("", fields, KeepingVisitor { inner: visitor, fields, unknown: self.unknown })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

struct KeepingVisitor<'k, 'de, V> {
    inner: V,
    fields: &'static [&'static str],
    unknown: &'k mut Vec<Field<'de>>,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for KeepingVisitor<'_, 'de, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Sieve { map, fields: self.fields, unknown: self.unknown })
    }
}

struct Sieve<'k, 'de, A> {
    map: A,
    fields: &'static [&'static str],
    unknown: &'k mut Vec<Field<'de>>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Sieve<'_, 'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        while let Some(Name(name)) = self.map.next_key()? {
            if self.fields.contains(&name) {
                return seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some);
            }
            if self.unknown.len() == MOST_UNKNOWN {
                return Err(A::Error::custom(format_args!(
                    "more than {MOST_UNKNOWN} fields that rolecall does not know"
                )));
            }
            let value: &RawValue = self.map.next_value()?;
            self.unknown.push(Field { name, value: value.get_ron() });
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

/// The name of a field, which RON gives only to those who ask for an identifier.
struct Name<'a>(&'a str);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a field")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(name))
            }
        }
        deserializer.deserialize_identifier(NameVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::parse;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Known {
        a: u8,
        #[serde(default)]
        b: Option<String>,
    }

    #[test]
    fn unknown_fields_are_kept_as_written() {
        let text =
            "(x: Some( 1 ), a: 3, r#y-z: { \"k\": [ (q: 1) , ] } /* c */, b: \"text\", t: Applied(on: \"today\"),)";
        let kept: Kept<'_, Known> = parse(text.as_bytes()).unwrap();
        assert_eq!(kept.known, Known { a: 3, b: Some("text".to_owned()) });
        let unknown: Vec<_> = kept.unknown.iter().map(|field| (field.name, field.value)).collect();
        let written = [("x", "Some( 1 )"), ("y-z", "{ \"k\": [ (q: 1) , ] } /* c */"), ("t", "Applied(on: \"today\")")];
        assert_eq!(unknown, written);
    }

    #[test]
    fn there_is_a_limit_to_unknown_fields() {
        let text = format!("({}a: 1)", "z: 2, ".repeat(200));
        assert_eq!(parse::<Kept<'_, Known>>(text.as_bytes()).unwrap().unknown.len(), 200);
        let text = format!("({}a: 1)", "z: 2, ".repeat(201));
        let fault = parse::<Kept<'_, Known>>(text.as_bytes()).unwrap_err();
        assert_eq!(fault.why, "more than 200 fields that rolecall does not know");
    }

    #[test]
    fn known_fields_are_still_asked_for() {
        let missing = parse::<Kept<'_, Known>>(b"(c: 1)").unwrap_err();
        assert_eq!(missing.why, "the field `a` is missing");
        let twice = parse::<Kept<'_, Known>>(b"(a: 1,\n a: 1)").unwrap_err();
        assert_eq!((twice.line, twice.why.as_str()), (2, "the field `a` is given twice"));
    }
}
