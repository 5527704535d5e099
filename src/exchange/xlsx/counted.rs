//! A reader that says how much was read, while somebody else holds it.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// Bytes read so far.
pub type Count = Rc<Cell<u64>>;

pub struct Counted<R> {
    input: R,
    read: Count,
}

impl<R> Counted<R> {
    pub fn new(input: R) -> (Counted<R>, Count) {
        let read = Count::default();
        (Counted { input, read: read.clone() }, read)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(buf)?;
        self.read.set(self.read.get() + n as u64);
        Ok(n)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.input.seek(to)
    }
}
