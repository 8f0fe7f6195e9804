using System.Diagnostics;
using ParallelCore.Loops;

namespace ParallelCore.Async;

/// <content>Failures, cancellation, time-outs and the end.</content>
internal abstract partial class LaneLoop<T>
{
    private static readonly AsyncOptions s_noOptions = new();

    private readonly FailureList _failures = new();
    private readonly List<ItemFailure> _itemFailures = [];
    private readonly List<Exception> _late = [];
    private CancellationTokenRegistration _registration;
    private long _nextReport;
    private int _isReporting;

    /// <summary>Whether a failed body stops the loop.</summary>
    protected virtual bool ContinuesOnError => Options.ContinueOnError;

    /// <summary>Once the loop has ended: what was thrown by other than bodies and the source.</summary>
    protected IReadOnlyList<Exception> LateErrors => _late;

    private long Completed => _lanes.Sum(static lane => lane.Completed);

    public CancellationTokenSource NewCancellation() =>
        HasTimeout ? new CancellationTokenSource(Timeout.InfiniteTimeSpan, Options.TimeProvider) : new CancellationTokenSource();

    /// <summary>The loop is stopped, and the lane has published the position that it is about to begin: whether that is below the stop.</summary>
    public bool TryBeginStopped(Lane<T> lane)
    {
        _lock.Enter();
        try
        {
            if (lane.Running >= _stop)
            {
                return false;
            }

            if (lane.IsDoomed)
            {
                lane.RenewCancellation();
            }

            return true;
        }
        finally
        {
            _lock.Exit();
        }
    }

    /// <summary>The time of the lane's body no longer runs.</summary>
    public void EndTimeout(Lane<T> lane)
    {
        CancellationTokenSource cancellation = lane.Cancellation;
        if (cancellation.TryReset())
        {
            return;
        }

        _lock.Enter();
        bool isOver = !lane.IsDoomed; // a doomed one is being cancelled, which also ends its timer
        if (isOver)
        {
            lane.RenewCancellation();
        }

        _lock.Exit();
        if (isOver)
        {
            cancellation.Dispose();
        }
    }

    /// <summary>A body has thrown.</summary>
    public void Fail(Lane<T> lane, long position, Exception error, T item)
    {
        if (error is OperationCanceledException)
        {
            if (Options.CancellationToken.IsCancellationRequested)
            {
                StopBeside(-1); // the callback may be on its way
                return;
            }

            if (lane.IsDoomed)
            {
                return;
            }

            if (HasTimeout && lane.Cancellation.IsCancellationRequested)
            {
                error = new TimeoutException($"The body of item {position} was cancelled when its time, {ItemTimeout}, was over.", error);
            }
        }

        if (ContinuesOnError)
        {
            var failure = new ItemFailure(position, Indexed is null ? item : ItemOrNothing(position), error);
            _lock.Enter();
            _itemFailures.Add(failure);
            _lock.Exit();
            OnItemFailed(failure);
        }
        else
        {
            _failures.Add((ulong)position, error);
            StopBeside(position);
        }

        Observe(isFailed: true);
    }

    /// <summary>A body has ended.</summary>
    public void Observe(bool isFailed)
    {
        if (_degree.IsAdaptive)
        {
            _degree.Observe(isFailed);
        }

        if (Options.Progress is { } progress && Stopwatch.GetTimestamp() >= Volatile.Read(ref _nextReport) && Interlocked.Exchange(ref _isReporting, 1) == 0)
        {
            Report(progress);
        }
    }

    /// <summary>Whatever is above the position must not begin, and is cancelled where it runs; what callbacks of tokens throw is the loop's.</summary>
    protected void StopBeside(long position) => StopAbove(position).ForEach(AddLate);

    /// <summary>An item has failed in a loop that goes on.</summary>
    protected virtual void OnItemFailed(ItemFailure failure)
    {
    }

    /// <summary>Everything has ended; called once.</summary>
    /// <param name="errors">What to throw, in order; none if the loop has completed or was cancelled.</param>
    /// <param name="failures">Of a loop that goes on when items fail, in order.</param>
    /// <param name="completed">How many bodies have succeeded.</param>
    /// <param name="isWhole">Whether all items have been run.</param>
    protected abstract void OnEnded(List<Exception> errors, List<ItemFailure> failures, long completed, bool isWhole);

    protected AsyncLoopResult Result(List<ItemFailure> failures, long completed) =>
        new(Options.Name, completed, failures, _lanes.Count, Stopwatch.GetElapsedTime(_startedAt));

    /// <summary>The caller's token: what callbacks throw is the caller's.</summary>
    private void Cancel()
    {
        List<Exception> errors = StopAbove(-1);
        if (errors.Count > 0)
        {
            throw Failures.Flatten([.. errors]);
        }
    }

    private List<Exception> StopAbove(long position)
    {
        List<CancellationTokenSource> doomed = [];
        List<Exception> errors = [];
        _lock.Enter();
        if (_hasEnded)
        {
            _lock.Exit();
            return errors; // nothing runs, and what could be cancelled may be disposed already
        }

        _stoppers++;
        if (position + 1 < _stop)
        {
            Volatile.Write(ref _stop, position + 1);
        }

        _lock.Exit();
        Interlocked.MemoryBarrierProcessWide(); // A2
        _lock.Enter();
        foreach (Lane<T> lane in _lanes)
        {
            if (lane.Running > position && !lane.IsDoomed)
            {
                lane.IsDoomed = true;
                doomed.Add(lane.Cancellation);
            }
        }

        _lock.Exit();
        if (_pullCancellation is not null)
        {
            doomed.Add(_pullCancellation);
        }

        foreach (CancellationTokenSource source in doomed)
        {
            try
            {
                source.Cancel();
            }
            catch (AggregateException e)
            {
                errors.AddRange(e.InnerExceptions);
            }
        }

        _lock.Enter();
        _stoppers--;
        EndOrExit();
        return errors;
    }

    private void AddLate(Exception error)
    {
        _lock.Enter();
        _late.Add(error);
        _lock.Exit();
    }

    private object? ItemOrNothing(long position)
    {
        try
        {
            return Indexed!.At(position);
        }
        catch (Exception)
        {
            return null; // it is what has failed
        }
    }

    private void Report(IProgress<AsyncProgress> progress)
    {
        try
        {
            _lock.Enter();
            var report = new AsyncProgress(Completed, _itemFailures.Count, Indexed?.Count);
            _lock.Exit();
            progress.Report(report);
        }
        catch (Exception e)
        {
            AddLate(e);
            StopBeside(-1);
        }
        finally
        {
            Volatile.Write(ref _nextReport, Stopwatch.GetTimestamp() + LoopClock.ProgressInterval);
            Volatile.Write(ref _isReporting, 0);
        }
    }

    private async Task EndAsync()
    {
        await _registration.DisposeAsync().ConfigureAwait(false);
        _degree.Unsubscribe(this);
        foreach (Lane<T> lane in _lanes)
        {
            await Try(lane.DisposeLocalAsync).ConfigureAwait(false);
        }

        if (_pulled is not null)
        {
            await Try(_pulled.DisposeAsync).ConfigureAwait(false);
        }

        _lanes.ForEach(static lane => lane.Cancellation.Dispose());
        _pullCancellation?.Dispose();
        long completed = Completed;
        bool isWhole = (Indexed?.Count ?? (_isExhausted ? _cursor : -1)) == completed + _itemFailures.Count;
        if (isWhole && _late.Count == 0 && Options.Progress is { } progress)
        {
            await Try(() =>
            {
                progress.Report(new AsyncProgress(completed, _itemFailures.Count, completed + _itemFailures.Count));
                return ValueTask.CompletedTask;
            }).ConfigureAwait(false);
        }

        List<Exception> errors = _failures.Take();
        errors.AddRange(_late);
        _itemFailures.Sort(static (one, other) => one.Index.CompareTo(other.Index));
        OnEnded(errors, _itemFailures, completed, isWhole);
    }

    private async ValueTask Try(Func<ValueTask> step)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _late.Add(e);
        }
    }
}
