//! What the build makes of the large files of this folder, so that the program is small and opens at once: RON is checked
//! and turned into JSON, which is read four times as fast, and that is packed. `src/source/bundled.rs` carries it.
//!
//! A file that does not parse ends the build with its line and column.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use serde::Serialize;
use serde::de::DeserializeOwned;

#[allow(dead_code, reason = "the build needs the records, not what the program does with them")]
#[path = "../src/domain"]
mod domain {
    pub mod band;
    pub mod category;
    pub mod everyday;
    pub mod progression;
    pub mod role;
}
#[path = "../src/source/asset.rs"]
mod asset;

use domain::category::Category;
use domain::everyday::EverydayWords;
use domain::progression::Step;

/// The hardest that the packer tries: it is done once and read many times.
const EFFORT: u8 = 10;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=assets");
    match pack_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("cargo::error={error}");
            ExitCode::FAILURE
        }
    }
}

fn pack_all() -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir("assets/roles")? {
        let name = entry?.file_name().into_string().map_err(|name| format!("{} is no name", name.display()))?;
        if Path::new(&name).extension().is_some_and(|extension| extension == "ron") {
            pack::<Category>(&format!("roles/{name}"))?;
        }
    }
    pack::<Vec<Step>>("progression.ron")?;
    pack::<EverydayWords>("words.ron")
}

/// Packs a file of this folder under the same name in the folder that cargo gives.
fn pack<T: DeserializeOwned + Serialize>(name: &str) -> Result<(), Box<dyn Error>> {
    let file = format!("assets/{name}");
    let value: T = asset::parse(&file, &fs::read_to_string(&file)?)?;
    let packed = miniz_oxide::deflate::compress_to_vec(&serde_json::to_vec(&value)?, EFFORT);
    let target = Path::new(&env::var("OUT_DIR")?).join(name);
    fs::create_dir_all(target.parent().unwrap_or(&target))?;
    Ok(fs::write(target, packed)?)
}
