//! What a command says, as far as it is kept: the beginning of it; the rest is read and forgotten, so that a flood neither
//! stops the command nor fills the memory.

use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::io::{Errno, read};

/// Bytes of each stream that are kept.
const KEPT: usize = 64 * 1024;

pub(super) struct Taken {
    /// None once the other side has closed it.
    fd: Option<OwnedFd>,
    kept: Vec<u8>,
}

impl Taken {
    pub fn from(fd: Option<OwnedFd>) -> Self {
        Self { fd, kept: Vec::new() }
    }

    /// What to wait on, while there is anything to come.
    pub fn fd(&self) -> Option<BorrowedFd<'_>> {
        self.fd.as_ref().map(AsFd::as_fd)
    }

    pub fn is_over(&self) -> bool {
        self.fd.is_none()
    }

    /// Takes what is there, one bite at a time: whoever floods us must not keep us from looking at the clock.
    pub fn bite(&mut self) {
        let Some(fd) = &self.fd else { return };
        let mut bite = [0u8; 16 * 1024];
        match read(fd, &mut bite) {
            Ok(0) => self.fd = None,
            Ok(n) => {
                let room = KEPT - self.kept.len();
                self.kept.extend_from_slice(&bite[..n.min(room)]);
            }
            Err(Errno::AGAIN | Errno::INTR) => {}
            Err(_) => self.fd = None,
        }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.kept).into_owned()
    }
}
