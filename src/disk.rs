//! Small files, read whole and replaced whole, so that a kill at any moment leaves the old one or the new one.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::Builder;

/// The most links followed from one file to the next.
const MOST_LINKS: usize = 16;

/// The content of a file; nothing where there is no such file.
///
/// # Errors
/// Where it cannot be read, is no plain file, or holds more than `limit` bytes ([`ErrorKind::FileTooLarge`]).
pub fn read(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => read_file(path, limit).map(Some),
        // Opening a pipe would wait for its other end.
        Ok(_) => Err(io::Error::other("it is not a file")),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let length = File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if length as u64 > limit {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Puts `bytes` in the place of a file's content, at one stroke and safely on the disk. Only its owner may read the new
/// file. A symbolic link stays, and what it points to is replaced.
///
/// # Errors
/// Where the file cannot be written; the old content then stands, unless only the last step failed, which makes sure of
/// the folder.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let path = followed(path)?;
    let folder = folder_of(&path);
    let mut file = Builder::new().prefix(".rolecall-").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Makes a folder and those above it where they are missing, for their owner only.
///
/// # Errors
/// Where that cannot be done.
pub fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(path)
}

/// Waits until no other copy of rolecall holds the lock, and takes it. It is let go when the file is dropped.
///
/// # Errors
/// Where the lock file cannot be made or the file system knows no locks.
pub fn lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    loop {
        match file.lock() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            done => return done.map(|()| file),
        }
    }
}

/// The file that a chain of symbolic links ends at, whether or not it exists.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => path = folder_of(&path).join(fs::read_link(&path)?),
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => return Ok(path),
        }
    }
    Err(io::Error::other("it is a symbolic link that leads to too many others"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The new name of a file is on the disk only when its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the other form can fail")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_its_limit() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        assert_eq!(read(&path, 3).unwrap(), None);
        replace(&path, b"abc").unwrap();
        assert_eq!(read(&path, 3).unwrap(), Some(b"abc".to_vec()));
        assert_eq!(read(&path, 2).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(read(folder.path(), 3).unwrap_err().to_string(), "it is not a file");
    }

    #[test]
    fn replacing_leaves_nothing_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        replace(&path, b"old").unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        // A folder cannot be replaced by a file.
        fs::create_dir_all(folder.path().join("taken/full")).unwrap();
        replace(&folder.path().join("taken"), b"new").unwrap_err();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_kept() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("dotfiles")).unwrap();
        symlink("dotfiles/second", at("first")).unwrap();
        symlink("target", at("dotfiles/second")).unwrap();
        for content in [b"one", b"two"] {
            replace(&at("first"), content).unwrap();
            assert_eq!(fs::read(at("dotfiles/target")).unwrap(), content);
            assert!(at("first").is_symlink() && at("dotfiles/second").is_symlink());
        }
        symlink("loop", at("loop")).unwrap();
        replace(&at("loop"), b"").unwrap_err();
    }
}
