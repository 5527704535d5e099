//! The hash chain: what is hashed, in which order, and how an entry is written. Verification (`verify.rs`) calls the
//! same functions.

use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::base::{At, CaseId, Res, Seq};

pub type Hash = [u8; 32];

/// A command's identity, UUIDv7: a retry carries the same one and finds what the first try did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OpId(pub [u8; 16]);

impl OpId {
    /// The journal's own text for people: the UUID.
    pub fn text(self) -> String {
        uuid::Uuid::from_bytes(self.0).to_string()
    }
}

/// The hashed part of an entry, without the digests the base computes.
pub struct Entry<'a> {
    pub seq: Seq,
    pub op_id: OpId,
    pub actor: &'a str,
    pub at: At,
    pub kind: &'a str,
    pub object: &'a str,
    pub case_id: Option<CaseId>,
    pub undoes: Option<Seq>,
    pub n_rows: i64,
}

/// Every part is length-prefixed, so that no two different entries hash alike.
fn part(h: &mut Sha256, bytes: &[u8]) {
    h.update((bytes.len() as u64).to_le_bytes());
    h.update(bytes);
}

pub fn entry_hash(e: &Entry<'_>, payload_digest: &[u8], rows_digest: &[u8], prev: &[u8]) -> Hash {
    let mut h = Sha256::new();
    part(&mut h, &e.seq.0.to_le_bytes());
    part(&mut h, &e.op_id.0);
    part(&mut h, e.actor.as_bytes());
    part(&mut h, &e.at.0.to_le_bytes());
    part(&mut h, e.kind.as_bytes());
    part(&mut h, e.object.as_bytes());
    part(&mut h, &e.case_id.map_or(0, |c| c.0).to_le_bytes());
    part(&mut h, &e.undoes.map_or(0, |s| s.0).to_le_bytes());
    part(&mut h, &e.n_rows.to_le_bytes());
    part(&mut h, payload_digest);
    part(&mut h, rows_digest);
    part(&mut h, prev);
    h.finalize().into()
}

/// Salted, so that an erased payload cannot be guessed back from its digest.
pub fn payload_digest(salt: &[u8], payload: &str) -> Hash {
    let mut h = Sha256::new();
    part(&mut h, salt);
    part(&mut h, payload.as_bytes());
    h.finalize().into()
}

/// The digest and the number of an entry's inverses, in primary-key order.
pub fn rows_digest(c: &Connection, seq: Seq) -> Res<(Hash, i64)> {
    use rusqlite::types::ValueRef;
    let mut st = c.prepare_cached("SELECT kind, id, field, old FROM op_row WHERE seq = ? ORDER BY kind, id, field")?;
    let mut rows = st.query([seq])?;
    let mut h = Sha256::new();
    let mut n = 0;
    while let Some(r) = rows.next()? {
        n += 1;
        for i in [0, 2] {
            part(&mut h, r.get_ref(i)?.as_bytes().unwrap_or_default());
        }
        part(&mut h, &r.get::<_, i64>(1)?.to_le_bytes());
        match r.get_ref(3)? {
            ValueRef::Null => part(&mut h, b"n"),
            ValueRef::Integer(i) => part(&mut h, &[b"i".as_slice(), &i.to_le_bytes()].concat()),
            ValueRef::Real(f) => part(&mut h, &[b"r".as_slice(), &f.to_le_bytes()].concat()),
            ValueRef::Text(t) => part(&mut h, &[b"t".as_slice(), t].concat()),
            ValueRef::Blob(b) => part(&mut h, &[b"b".as_slice(), b].concat()),
        }
    }
    Ok((h.finalize().into(), n))
}

/// The hash of the newest entry; zeros before the first.
pub fn head(c: &Connection) -> Res<(Option<Seq>, Hash)> {
    let row: Option<(Seq, Vec<u8>)> = c
        .prepare_cached("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")?
        .query_row([], |r| Ok((r.get(0)?, r.get(1)?)))
        .optional()?;
    Ok(row.map_or((None, [0; 32]), |(s, h)| (Some(s), h.try_into().unwrap_or([0; 32]))))
}

/// The entry a command left earlier, by its `op_id`: its number and its payload (`None` once erased).
pub fn find(c: &Connection, op: OpId) -> Res<Option<(Seq, Option<String>)>> {
    let sql = "SELECT j.seq, p.payload FROM journal j LEFT JOIN journal_payload p ON p.seq = j.seq WHERE j.op_id = ?";
    Ok(c.prepare_cached(sql)?.query_row([op.0.as_slice()], |r| Ok((r.get(0)?, r.get(1)?))).optional()?)
}

/// Writes the entry and its payload; the inverses must already stand in `op_row`.
pub(super) fn append(c: &Connection, mut e: Entry<'_>, payload: &str) -> Res<()> {
    let salt: Vec<u8> = c.prepare_cached("SELECT randomblob(16)")?.query_row([], |r| r.get(0))?;
    let payload_digest = payload_digest(&salt, payload);
    let (rows_digest, n) = rows_digest(c, e.seq)?;
    e.n_rows = n;
    let (_, prev) = head(c)?;
    let hash = entry_hash(&e, &payload_digest, &rows_digest, &prev);
    c.prepare_cached(
        "INSERT INTO journal (seq, op_id, actor, at, kind, object, case_id, undoes, n_rows, payload_digest, rows_digest, \
         prev_hash, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
    )
    ?
    .execute(params![
        e.seq,
        e.op_id.0.as_slice(),
        e.actor,
        e.at,
        e.kind,
        e.object,
        e.case_id,
        e.undoes,
        e.n_rows,
        payload_digest.as_slice(),
        rows_digest.as_slice(),
        prev.as_slice(),
        hash.as_slice()
    ])
    ?;
    c.prepare_cached("INSERT INTO journal_payload (seq, salt, payload) VALUES (?,?,?)")?
        .execute(params![e.seq, salt, payload])?;
    Ok(())
}
