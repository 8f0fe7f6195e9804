using System.Diagnostics;
using ParallelCore.Primitives;
using ParallelCore.Scheduling;

namespace ParallelCore.Loops;

/// <summary>What all participants of one loop share besides its body: where to stop and why, progress, and what to report.</summary>
/// <remarks>
/// Units are numbered from 0 in index order. The stop unit only ever falls; units at or above it need not run, all below it do. So among
/// the failures that are found there is always the lowest one, unless a body has stopped all units.
/// </remarks>
internal abstract class LoopControl
{
    private ShortLock _lock;
    private readonly FailureList _failures = new();
    private readonly HashSet<int> _participants = [];
    private ulong _stopUnit;
    private ulong _breakUnit;
    private long _breakIndex;
    private Exception? _progressFailure;
    private CancellationToken _cancellationToken;
    private bool _isCancellable;
    private IProgress<RangeProgress>? _progress;
    private ulong _total;
    private ulong _completed;
    private long _nextReport;
    private int _isReporting;
    private Action<RangeReport>? _report;
    private long _start;
    private long _pieces;
    private long _steals;
    private int _exposures;

    /// <summary>True when somebody wants to know what the participants do.</summary>
    public bool IsObserved { get; private set; }

    /// <summary>True when the loop must look up now and then.</summary>
    protected bool IsInterruptible => IsObserved || _isCancellable;

    /// <summary>The object lost its place: keeps it for its type.</summary>
    public abstract void Recycle();

    protected void Begin(RangeOptions? options, ulong total)
    {
        _stopUnit = ulong.MaxValue;
        _breakUnit = ulong.MaxValue;
        _total = total;
        if (options is null)
        {
            return;
        }

        _cancellationToken = options.CancellationToken;
        _isCancellable = _cancellationToken.CanBeCanceled;
        _progress = options.Progress;
        _report = options.Report;
        IsObserved = _progress is not null || _report is not null;
        _start = IsObserved ? Stopwatch.GetTimestamp() : 0;
        _nextReport = _start + LoopClock.ProgressInterval;
    }

    /// <summary>Forgets everything of this call, so that the pooled object keeps nothing alive.</summary>
    protected void End()
    {
        _failures.Clear();
        _breakUnit = ulong.MaxValue;
        _progressFailure = null;
        _cancellationToken = default;
        _isCancellable = false;
        if (IsObserved)
        {
            IsObserved = false;
            _progress = null;
            _report = null;
            _completed = 0;
            _pieces = 0;
            _steals = 0;
            _exposures = 0;
            _participants.Clear();
        }
    }

    /// <summary>True when the unit, and all above it, need not or must not run.</summary>
    public bool IsStoppedAt(ulong unit) =>
        unit >= Volatile.Read(ref _stopUnit) || (_isCancellable && _cancellationToken.IsCancellationRequested);

    /// <summary>A body threw in <paramref name="unit"/>.</summary>
    protected void Fail(ulong unit, Exception error)
    {
        if (Failures.IsCancellation(error, _cancellationToken))
        {
            return;
        }

        _failures.Add(unit, error);
        _lock.Enter();
        StopAt(unit);
        _lock.Exit();
    }

    /// <summary>A body ended early at <paramref name="index"/>: it stops the loop there, unless it only saw the cancellation.</summary>
    public void Break(ulong unit, long index)
    {
        if (_isCancellable && _cancellationToken.IsCancellationRequested)
        {
            return;
        }

        _lock.Enter();
        if (unit < _breakUnit)
        {
            _breakUnit = unit;
            _breakIndex = index;
            StopAt(unit);
        }

        _lock.Exit();
    }

    /// <summary>A body ended the loop at <paramref name="index"/>, and no unit is to begin any longer, wherever it is.</summary>
    public void StopAll(ulong unit, long index)
    {
        Break(unit, index);
        _lock.Enter();
        StopAt(0);
        _lock.Exit();
    }

    protected void Observe(Worker worker, ulong iterations, bool isStolen)
    {
        if (_report is not null)
        {
            _lock.Enter();
            try
            {
                _pieces++;
                _steals += isStolen ? 1 : 0;
                _participants.Add(worker.Index); // may want memory
            }
            finally
            {
                _lock.Exit();
            }
        }

        ulong completed = Interlocked.Add(ref _completed, iterations);
        if (_progress is not null && Stopwatch.GetTimestamp() >= Volatile.Read(ref _nextReport))
        {
            TryReportProgress(_progress, completed);
        }
    }

    protected void NoteExposure()
    {
        if (IsObserved)
        {
            Interlocked.Increment(ref _exposures);
        }
    }

    /// <summary>Caller, after all participants: reports, and throws what the loop has to throw.</summary>
    /// <returns>True, and where the loop broke off, if a body stopped it.</returns>
    protected bool Complete(string? name, SequentialReason fixedReason, out long breakIndex)
    {
        breakIndex = _breakIndex;
        bool broke = _breakUnit != ulong.MaxValue;
        Exception? failure = !_failures.IsEmpty || _progressFailure is not null ? TakeFailure() : null;
        bool isCancelled = failure is null && _isCancellable && _cancellationToken.IsCancellationRequested;
        if (failure is null && !isCancelled && !broke)
        {
            failure = ReportEnd();
        }

        CancellationToken token = _cancellationToken;
        if (_report is { } report)
        {
            RangeOutcome outcome = failure is not null ? RangeOutcome.Failed
                : isCancelled ? RangeOutcome.Cancelled
                : broke ? RangeOutcome.Stopped
                : RangeOutcome.Completed;
            RangeReport summary = Summarise(name, fixedReason, outcome);
            End();
            report(summary);
        }

        if (failure is not null)
        {
            throw failure;
        }

        if (isCancelled)
        {
            throw new OperationCanceledException(token);
        }

        return broke;
    }

    private static long Shown(ulong count) => (long)Math.Min(count, long.MaxValue);

    private void StopAt(ulong unit)
    {
        if (unit < _stopUnit)
        {
            Volatile.Write(ref _stopUnit, unit);
        }
    }

    /// <summary>The failures that a sequential loop could have met first, in index order; those above a lower break are dropped.</summary>
    private AggregateException? TakeFailure()
    {
        List<Exception> errors = _failures.Take(_breakUnit);
        if (_progressFailure is not null)
        {
            errors.Add(_progressFailure);
        }

        return errors.Count == 0 ? null : Failures.Flatten([.. errors]);
    }

    private AggregateException? ReportEnd()
    {
        if (_progress is null)
        {
            return null;
        }

        try
        {
            _progress.Report(new RangeProgress(Shown(_total), Shown(_total)));
            return null;
        }
        catch (Exception e)
        {
            return Failures.Flatten(e);
        }
    }

    private void TryReportProgress(IProgress<RangeProgress> progress, ulong completed)
    {
        if (Interlocked.Exchange(ref _isReporting, 1) != 0)
        {
            return;
        }

        try
        {
            // Others may have finished more meanwhile, and a report must never go back.
            if (Stopwatch.GetTimestamp() >= Volatile.Read(ref _nextReport) && completed < _total)
            {
                progress.Report(new RangeProgress(Shown(Math.Max(completed, Volatile.Read(ref _completed))), Shown(_total)));
            }
        }
        catch (Exception e)
        {
            _lock.Enter();
            _progressFailure ??= e;
            StopAt(0);
            _lock.Exit();
        }
        finally
        {
            Volatile.Write(ref _nextReport, Stopwatch.GetTimestamp() + LoopClock.ProgressInterval);
            Volatile.Write(ref _isReporting, 0);
        }
    }

    private RangeReport Summarise(string? name, SequentialReason fixedReason, RangeOutcome outcome)
    {
        SequentialReason reason = _participants.Count > 1 ? SequentialReason.None
            : _total == 0 ? SequentialReason.Empty
            : fixedReason != SequentialReason.None ? fixedReason
            : _exposures > 0 ? SequentialReason.NobodyCame
            : SequentialReason.TooShort;
        return new RangeReport
        {
            Name = name,
            Iterations = Shown(_total),
            Completed = Shown(_completed),
            Outcome = outcome,
            Duration = Stopwatch.GetElapsedTime(_start),
            Chunks = _pieces,
            Workers = _participants.Count,
            Steals = _steals,
            SequentialReason = reason,
        };
    }
}
