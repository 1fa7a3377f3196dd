//! interim
use std::collections::BTreeMap;
use crate::domain::scale::{Nation, PayYear};
/// Config
#[derive(Default)]
pub struct Config { /// n
 pub nation: Nation, /// y
 pub pay_year: Option<PayYear>, /// k
 pub keys: BTreeMap<String, Vec<String>> }
