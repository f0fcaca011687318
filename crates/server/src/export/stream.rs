//! Drives a sheet: rows in, bytes out, at the pace of whoever reads the bytes.

use std::io;

use axum::body::Bytes;
use futures_util::{Stream, StreamExt, future, stream};
use tokio::task::spawn_blocking;
use tokio_util::sync::CancellationToken;

use super::Output;

/// Where the making of a file stands.
enum Step<S, B, R> {
    /// The sheet has its header; nothing has left yet.
    Begun(S, B),
    /// The beginning has left; no row was read yet.
    Rowless(S, B),
    /// The next batch was read; none where all rows are written.
    Rows(S, B, Option<Vec<R>>),
    /// Nothing follows.
    Done,
}

/// Makes a file of the rows of `batches`; `write` puts one row into the sheet.
///
/// The sheet's beginning leaves at once, before any row is read. Rows are written on a blocking thread, one batch at a time, while
/// the next is being read; nothing happens before the bytes are asked for, and everything stops when the stream is dropped.
///
/// # Errors
/// The stream ends with an error where a batch cannot be read or a row cannot be written; the file is broken off then.
pub fn stream<S, B, R, E, W>(sheet: S, batches: B, write: W) -> impl Stream<Item = io::Result<Bytes>> + Send
where
    S: Output,
    B: Stream<Item = Result<Vec<R>, E>> + Send + Unpin,
    R: Send + 'static,
    E: std::error::Error + Send + Sync + 'static,
    W: Fn(&mut S, &R) -> io::Result<()> + Clone + Send + 'static,
{
    stream::unfold(Step::Begun(sheet, batches), move |step| {
        let write = write.clone();
        async move {
            match bytes_of(step, write).await {
                Ok(Some((bytes, step))) => Some((Ok(bytes), step)),
                Ok(None) => None,
                Err(error) => Some((Err(error), Step::Done)),
            }
        }
    })
}

/// Goes on until there are bytes.
async fn bytes_of<S, B, R, E, W>(mut step: Step<S, B, R>, write: W) -> io::Result<Option<(Bytes, Step<S, B, R>)>>
where
    S: Output,
    B: Stream<Item = Result<Vec<R>, E>> + Send + Unpin,
    R: Send + 'static,
    E: std::error::Error + Send + Sync + 'static,
    W: Fn(&mut S, &R) -> io::Result<()> + Clone + Send + 'static,
{
    loop {
        let (bytes, next) = match step {
            Step::Begun(mut sheet, batches) => (sheet.take(), Step::Rowless(sheet, batches)),
            Step::Rowless(sheet, mut batches) => {
                let first = batches.next().await.transpose().map_err(io::Error::other)?;
                (Vec::new(), Step::Rows(sheet, batches, first))
            }
            Step::Rows(mut sheet, _, None) => {
                let bytes = off_thread(move || sheet.finish().map(|()| sheet.take())).await?;
                (bytes, Step::Done)
            }
            Step::Rows(mut sheet, mut batches, Some(rows)) => {
                let write = write.clone();
                let written = off_thread(move || {
                    rows.iter().try_for_each(|row| write(&mut sheet, row))?;
                    let bytes = sheet.take();
                    Ok((sheet, bytes))
                });
                let (written, read) = tokio::join!(written, batches.next());
                let (sheet, bytes) = written?;
                (bytes, Step::Rows(sheet, batches, read.transpose().map_err(io::Error::other)?))
            }
            Step::Done => return Ok(None),
        };
        if !bytes.is_empty() {
            return Ok(Some((Bytes::from(bytes), next)));
        }
        step = next;
    }
}

/// Breaks a file off when the portal shuts down, so that nobody takes half of it for the whole.
pub fn until_stopped(
    bytes: impl Stream<Item = io::Result<Bytes>> + Send,
    stop: CancellationToken,
) -> impl Stream<Item = io::Result<Bytes>> + Send {
    let stopped = stop.clone();
    let end = stream::once(async move { stopped.is_cancelled() })
        .filter(|is_stopped| future::ready(*is_stopped))
        .map(|_| Err(io::Error::other("the portal shuts down")));
    bytes.take_until(stop.cancelled_owned()).chain(end)
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use jiff::tz::TimeZone;

    use super::*;
    use crate::export::{Cell, Column, Csv, Separator, Sheet, Workbook};

    const BATCH: usize = 1_000;

    fn columns() -> Vec<Column> {
        vec![Column { title: "number".to_owned(), width: 10 }]
    }

    fn numbers(
        batches: usize,
        read: Arc<AtomicUsize>,
    ) -> impl Stream<Item = Result<Vec<usize>, std::convert::Infallible>> + Send + Unpin {
        stream::iter((0..batches).map(move |batch| {
            read.fetch_add(1, Ordering::Relaxed);
            Ok((batch * BATCH..(batch + 1) * BATCH).collect())
        }))
    }

    fn write<S: Sheet>(sheet: &mut S, number: &usize) -> io::Result<()> {
        sheet.row(&[Cell::Whole(*number as i64)])
    }

    #[tokio::test]
    async fn nothing_is_read_further_ahead_than_one_batch() {
        let read = Arc::new(AtomicUsize::new(0));
        let sheet = Csv::begin(&columns(), TimeZone::UTC, Separator::Comma);
        let mut bytes = Box::pin(stream(sheet, numbers(500, read.clone()), write));
        let mut lines = 0;
        let mut largest = 0;
        for chunk in 0.. {
            let Some(piece) = bytes.next().await else { break };
            let piece = piece.unwrap();
            assert!(read.load(Ordering::Relaxed) <= chunk + 1, "read ahead of chunk {chunk}");
            largest = largest.max(piece.len());
            lines += piece.iter().filter(|&&byte| byte == b'\n').count();
        }
        assert_eq!(lines, 1 + 500 * BATCH);
        assert!(largest <= BATCH * 8, "a chunk holds one batch, not {largest} bytes");
    }

    #[tokio::test]
    async fn a_workbook_leaves_in_pieces_too() {
        let read = Arc::new(AtomicUsize::new(0));
        let sheet = Workbook::begin("s", &columns(), TimeZone::UTC).unwrap();
        let mut bytes = Box::pin(stream(sheet, numbers(200, read.clone()), write));
        let first = bytes.next().await.unwrap().unwrap();
        assert_eq!(
            (&first[..2], read.load(Ordering::Relaxed)),
            (&b"PK"[..], 0),
            "the beginning leaves before any row is read"
        );
        let mut largest = 0;
        while let Some(piece) = bytes.next().await {
            largest = largest.max(piece.unwrap().len());
        }
        assert!(largest < 100_000, "{largest}");
    }

    #[tokio::test]
    async fn everything_stops_when_the_reader_goes_away() {
        let read = Arc::new(AtomicUsize::new(0));
        let sheet = Csv::begin(&columns(), TimeZone::UTC, Separator::Comma);
        let mut bytes = Box::pin(stream(sheet, numbers(500, read.clone()), write));
        for _ in 0..3 {
            bytes.next().await.unwrap().unwrap();
        }
        drop(bytes);
        assert_eq!(Arc::strong_count(&read), 1, "what reads the rows is gone");
        assert!(read.load(Ordering::Relaxed) < 5);
    }

    #[tokio::test]
    async fn what_cannot_be_read_breaks_the_file_off() {
        let batches = stream::iter([Ok(vec![1]), Err(io::Error::other("gone")), Ok(vec![2])]);
        let sheet = Csv::begin(&columns(), TimeZone::UTC, Separator::Comma);
        let pieces: Vec<_> = stream(sheet, batches, write).collect().await;
        assert_eq!(pieces.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
    }

    #[tokio::test]
    async fn a_shutdown_breaks_a_file_off_and_a_whole_one_ends_well() {
        let piece = || stream::iter([Ok(Bytes::from_static(b"row"))]);
        let whole: Vec<_> = until_stopped(piece(), CancellationToken::new()).collect().await;
        assert!(whole.len() == 1 && whole[0].is_ok());
        let stop = CancellationToken::new();
        let mut broken = Box::pin(until_stopped(piece().chain(stream::pending()), stop.clone()));
        assert!(broken.next().await.unwrap().is_ok());
        stop.cancel();
        assert!(broken.next().await.unwrap().is_err());
        assert!(broken.next().await.is_none());
    }
}
