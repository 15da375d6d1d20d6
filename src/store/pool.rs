//! Work on all processors, with results in the order of the items.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

fn workers() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` for each item on all processors. The results are in the order of the items; all of them are in
/// memory at the end. After an item for which `work` returns `Err`, items that have not begun are left out, so
/// the results end early.
pub fn each<T: Sync, R: Send, E: Send>(
    items: &[T],
    work: impl Fn(&T) -> Result<R, E> + Sync,
) -> Vec<Result<R, E>> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<R, E>)>> = Mutex::new(Vec::with_capacity(items.len()));
    thread::scope(|scope| {
        for _ in 0..workers().min(items.len()) {
            scope.spawn(|| {
                let take = || {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    items.get(at).map(|item| (at, item))
                };
                while let Some((at, item)) = take() {
                    let result = work(item);
                    if result.is_err() {
                        next.store(items.len(), Ordering::Relaxed);
                    }
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Takes jobs one by one from `jobs`, does `work` for each on all processors, and passes the results to `commit`
/// in the order of the jobs, on one thread. Only a few results are in memory at a time: the next job is taken
/// only after a result has been committed.
///
/// # Errors
/// The first error of `jobs` or `commit`; no further job is begun after it.
pub fn ordered<J: Send, R: Send, E: Send>(
    mut jobs: impl FnMut() -> Result<Option<J>, E>,
    work: impl Fn(J) -> R + Sync,
    mut commit: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E> {
    // Each place is for one result, which is being computed or waits to be committed.
    let places = workers() * 4;
    let (send_job, take_job) = sync_channel::<(usize, J)>(places);
    let (send_made, take_made) = sync_channel::<(usize, R)>(places);
    let (free, wait_free) = sync_channel::<()>(places);
    let take_job = Mutex::new(take_job);
    let stop = AtomicBool::new(false);
    (0..places).try_for_each(|_| free.send(())).expect("internal: there is room for the first");
    thread::scope(|scope| {
        for _ in 0..workers() {
            let (take_job, send_made, work) = (&take_job, send_made.clone(), &work);
            scope.spawn(move || {
                while let Ok((n, job)) = take_job.lock().map_or(Err(RecvError), |jobs| jobs.recv()) {
                    if send_made.send((n, work(job))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send_made);
        let stop = &stop;
        let committed = scope.spawn(move || {
            let (mut waiting, mut next) = (BTreeMap::new(), 0);
            let mut in_order = || {
                for (n, result) in &take_made {
                    waiting.insert(n, result);
                    while let Some(result) = waiting.remove(&next) {
                        commit(result)?;
                        next += 1;
                        // The receiver no longer exists after the last job was handed out; that is not an error.
                        let _ = free.try_send(());
                    }
                }
                Ok(())
            };
            let result = in_order();
            stop.store(true, Ordering::Relaxed);
            // The thread that hands out jobs may be waiting for a place.
            drop(free);
            take_made.iter().for_each(drop);
            result
        });
        let mut failed = Ok(());
        for n in 0.. {
            if wait_free.recv().is_err() || stop.load(Ordering::Relaxed) {
                break;
            }
            match jobs() {
                Ok(Some(job)) => {
                    if send_job.send((n, job)).is_err() {
                        break;
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    failed = Err(error);
                    break;
                }
            }
        }
        drop(send_job);
        committed.join().expect("internal: writing does not panic").and(failed)
    })
}

#[cfg(test)]
mod tests {
    use super::{each, ordered};

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u32> = (0..500).collect();
        let done: Vec<u32> = each(&items, |n| Ok::<u32, ()>(n * 2)).into_iter().flatten().collect();
        assert_eq!(done, items.iter().map(|n| n * 2).collect::<Vec<_>>());
        let (mut next, mut seen) = (0, Vec::new());
        let jobs = || {
            next += 1;
            Ok::<_, ()>((next <= 500).then_some(next))
        };
        let commit = |n: u32| {
            seen.push(n);
            Ok(())
        };
        assert_eq!(ordered(jobs, |n| n, commit), Ok(()));
        assert_eq!(seen, (1..=500).collect::<Vec<_>>());
    }

    #[test]
    fn the_first_error_ends_the_work() {
        let items: Vec<u32> = (0..500).collect();
        let done = each(&items, |n| if *n == 7 { Err(*n) } else { Ok(*n) });
        assert!(done.contains(&Err(7)));
        for last in [3, 100] {
            let mut next = 0;
            let jobs = || {
                next += 1;
                Ok(Some(next))
            };
            assert_eq!(
                ordered(jobs, |n| n, |n: u32| if n == last { Err("full") } else { Ok(()) }),
                Err("full")
            );
        }
        let jobs = || Err::<Option<u32>, _>("no roster");
        assert_eq!(ordered(jobs, |n| n, |_| Ok(())), Err("no roster"));
    }
}
