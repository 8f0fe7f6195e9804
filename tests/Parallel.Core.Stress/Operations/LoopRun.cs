using System.Collections.Concurrent;
using ParallelCore.Stress.Checking;

namespace ParallelCore.Stress.Operations;

/// <summary>One execution of a loop: counts what ran, and judges how it ended.</summary>
internal sealed class LoopRun
{
    private readonly LoopPlan _plan;
    private readonly Call _parent;
    private readonly Call _call;
    private readonly CancellationTokenSource? _source;
    private readonly CancellationToken _token;
    private readonly bool _sharesToken;
    private readonly int[] _hits;
    private readonly ConcurrentDictionary<int, Exception> _thrown = new();
    private int _lateBodies;
    private bool _cancelledInBody;
    private RangeReport? _report;

    public LoopRun(LoopPlan plan, Call parent, CancellationToken parentToken)
    {
        _plan = plan;
        _parent = parent;
        _call = parent.Loop(plan.Scheduler, plan.MaxWorkers ?? int.MaxValue, plan);
        _sharesToken = plan.Cancel == CancelWhen.AsParent && parentToken.CanBeCanceled;
        _source = plan.Cancel is CancelWhen.Never or CancelWhen.AsParent ? null : new CancellationTokenSource();
        _token = _sharesToken ? parentToken : _source?.Token ?? CancellationToken.None;
        _hits = new int[plan.Count];
    }

    private Verdict Verdict => _parent.Verdict;

    public void Run()
    {
        ProgressProbe? progress = _plan.IsObserved ? new ProgressProbe(_plan.Count, Verdict) : null;
        RangeOptions? options = Options(progress);
        if (_plan.Cancel == CancelWhen.Before)
        {
            _source!.Cancel();
        }
        else if (_plan.Cancel == CancelWhen.FromOutside)
        {
            _parent.Round.Canceller.CancelLater(_source!, _plan.CancelAt);
        }

        int? stoppedAt = null;
        Exception? outcome = null;
        try
        {
            using (_call.Begin())
            {
                stoppedAt = Execute(options);
            }
        }
        catch (Exception e)
        {
            outcome = e;
        }

        Judge(outcome, stoppedAt);
        if (outcome is null && stoppedAt is null)
        {
            progress?.CheckCompleted();
        }

        if (_sharesToken && outcome is OperationCanceledException)
        {
            throw outcome;
        }
    }

    public void Index(long index)
    {
        using BodyScope body = _call.Enter();
        NoteStart();
        Visit((int)(index - _plan.From));
    }

    public bool IndexUntil(long index)
    {
        Index(index);
        return _plan.Stops.Contains((int)(index - _plan.From));
    }

    public void Chunk(long start, long end)
    {
        using BodyScope body = _call.Enter();
        NoteStart();
        long offset = start - _plan.From;
        bool isWhole = start < end && _plan.Policy.Kind switch
        {
            ChunkKind.Fixed => offset % _plan.Policy.Size == 0 && end - start == Math.Min(_plan.Policy.Size, _plan.Count - offset),
            ChunkKind.Guided => offset % _plan.Policy.Size == 0 && ((end - start) % _plan.Policy.Size == 0 || end == _plan.From + _plan.Count),
            _ => true,
        };
        if (!isWhole)
        {
            Fail($"a chunk went from {start} to {end}");
        }

        for (long i = start; i < end; i++)
        {
            Visit((int)(i - _plan.From));
        }
    }

    public void Tile(int rowStart, int rowEnd, int columnStart, int columnEnd)
    {
        using BodyScope body = _call.Enter();
        NoteStart();
        int across = (_plan.Columns + _plan.TileColumns - 1) / _plan.TileColumns;
        bool isWhole = rowStart % _plan.TileRows == 0 && columnStart % _plan.TileColumns == 0
            && rowEnd == Math.Min(rowStart + _plan.TileRows, _plan.Rows) && columnEnd == Math.Min(columnStart + _plan.TileColumns, _plan.Columns);
        if (!isWhole)
        {
            Fail($"a tile was {rowStart}-{rowEnd} x {columnStart}-{columnEnd}");
        }

        Visit((rowStart / _plan.TileRows * across) + (columnStart / _plan.TileColumns));
    }

    private void NoteStart()
    {
        if (_token.CanBeCanceled && _token.IsCancellationRequested)
        {
            Interlocked.Increment(ref _lateBodies);
        }
    }

    private void Visit(int position)
    {
        if (Interlocked.Increment(ref _hits[position]) != 1)
        {
            Fail($"position {position} ran twice");
        }

        Step step = _plan.Special.GetValueOrDefault(position, _plan.Usual);
        if (step.Child is LoopOperation loop && step.Lock is null)
        {
            Thread.SpinWait(step.Spin);
            loop.RunIn(_call, _token);
        }
        else
        {
            step.Run(_call);
        }

        if (_plan.Cancel == CancelWhen.InBody && _plan.CancelAt == position)
        {
            _source!.Cancel();
            Volatile.Write(ref _cancelledInBody, true);
        }

        if (_plan.Fails.Contains(position))
        {
            var failure = new PlannedException(position);
            _thrown[position] = failure;
            throw failure.Wrapped();
        }
    }

    private RangeOptions? Options(ProgressProbe? progress)
    {
        if (_plan.MaxWorkers is null && _plan.Scheduler is null && !_plan.IsObserved && !_token.CanBeCanceled)
        {
            return null;
        }

        return new RangeOptions
        {
            Scheduler = _plan.Scheduler,
            CancellationToken = _token,
            Progress = progress,
            MaxWorkers = _plan.MaxWorkers ?? int.MaxValue,
            Name = _plan.IsObserved ? "stress" : null,
            Report = _plan.IsObserved ? Reported : null,
        };
    }

    private void Reported(RangeReport report)
    {
        Check(_report is null, "a loop was reported twice");
        _report = report;
    }

    private int? Execute(RangeOptions? options)
    {
        switch (_plan.Shape)
        {
            case LoopShape.Tiles:
                ExecuteTiles(options);
                return null;
            case LoopShape.Int:
                return ExecuteInt((int)_plan.From, (int)(_plan.From + _plan.Count), options);
            default:
                return ExecuteLong(_plan.From, _plan.From + _plan.Count, options);
        }
    }

    private void ExecuteTiles(RangeOptions? options)
    {
        if (_plan.Form == LoopForm.Struct)
        {
            ParallelRange.RunTiles(_plan.Rows, _plan.Columns, _plan.TileRows, _plan.TileColumns, new LoopBody(this), options);
        }
        else
        {
            ParallelRange.RunTiles(_plan.Rows, _plan.Columns, _plan.TileRows, _plan.TileColumns, Tile, options);
        }
    }

    private int? ExecuteInt(int from, int to, RangeOptions? options)
    {
        switch (_plan.Form)
        {
            case LoopForm.Index:
                ParallelRange.Run(from, to, _plan.Policy, (int i) => Index(i), options);
                return null;
            case LoopForm.Chunk:
                ParallelRange.Run(from, to, _plan.Policy, (int start, int end) => Chunk(start, end), options);
                return null;
            case LoopForm.ChunkWithState:
                ParallelRange.Run(from, to, _plan.Policy, this, static (start, end, run) => run.Chunk(start, end), options);
                return null;
            case LoopForm.Struct:
                ParallelRange.Run(from, to, _plan.Policy, new LoopBody(this), options);
                return null;
            default:
                return (int?)(ParallelRange.RunUntil(from, to, _plan.Policy, (int i) => IndexUntil(i), options) - _plan.From);
        }
    }

    private int? ExecuteLong(long from, long to, RangeOptions? options)
    {
        switch (_plan.Form)
        {
            case LoopForm.Index:
                ParallelRange.Run(from, to, _plan.Policy, (long i) => Index(i), options);
                return null;
            case LoopForm.Chunk:
                ParallelRange.Run(from, to, _plan.Policy, (long start, long end) => Chunk(start, end), options);
                return null;
            case LoopForm.ChunkWithState:
                ParallelRange.Run(from, to, _plan.Policy, this, static (start, end, run) => run.Chunk(start, end), options);
                return null;
            case LoopForm.Struct:
                ParallelRange.Run(from, to, _plan.Policy, new LoopBody(this), options);
                return null;
            default:
                return (int?)(ParallelRange.RunUntil(from, to, _plan.Policy, (long i) => IndexUntil(i), options) - _plan.From);
        }
    }

    private void Judge(Exception? outcome, int? stoppedAt)
    {
        bool isCancelled = _token.IsCancellationRequested;
        int firstStop = _plan.Form == LoopForm.Until && _plan.Stops.Count > 0 ? _plan.Stops.Min() : int.MaxValue;
        int firstFailure = _plan.Fails.Count > 0 ? _plan.Fails.Min() : int.MaxValue;
        switch (outcome)
        {
            case null:
                Check(!_cancelledInBody, "a body cancelled the loop, which then ended as if nothing had been");
                Check(firstFailure > firstStop || firstFailure == int.MaxValue, $"the failure at {firstFailure} was lost");
                Check(stoppedAt == (firstStop == int.MaxValue ? null : firstStop), $"stopped at {stoppedAt}, not at {firstStop}");
                CheckAllRan(Math.Min(firstStop, _plan.Count - 1));
                break;
            case OperationCanceledException cancellation:
                Check(isCancelled, "an uncancelled loop reported cancellation");
                Check(cancellation.CancellationToken == _token, "the cancellation carries another token");
                Check(_thrown.Keys.All(position => position > firstStop), "the cancellation hid a failure");
                break;
            case AggregateException aggregate:
                JudgeFailures(aggregate, firstFailure, firstStop, isCancelled);
                break;
            default:
                Check(false, $"the loop threw {outcome}");
                break;
        }

        if (_call.Scheduler is { } scheduler && !_call.Round.Blocks)
        {
            Check(_lateBodies <= scheduler.Workers, $"{_lateBodies} bodies started after the cancellation on {scheduler.Workers} workers");
        }

        if (_plan.IsObserved)
        {
            JudgeReport();
        }
    }

    private void JudgeFailures(AggregateException aggregate, int firstFailure, int firstStop, bool isCancelled)
    {
        Exception[] expected = [.. _thrown.OrderBy(thrown => thrown.Key).Select(thrown => thrown.Value)];
        if (!aggregate.InnerExceptions.SequenceEqual(expected))
        {
            Check(false, $"expected failures {string.Join(", ", expected.Select(e => e.Message))}, got {string.Join(", ", aggregate.InnerExceptions.Select(Describe))}");
        }
        else if (!isCancelled)
        {
            Check(firstFailure <= firstStop, $"the failure at {firstFailure} is above the stop at {firstStop}");
            Check(((PlannedException)expected[0]).Ordinal == firstFailure, $"the first failure is at {expected[0].Message}, not at {firstFailure}");
            CheckAllRan(firstFailure);
        }
    }

    private void JudgeReport()
    {
        if (_plan.Cancel == CancelWhen.Before || _sharesToken)
        {
            return;
        }

        Check(_report is not null || _token.IsCancellationRequested, "the loop was not reported");
        if (_report is { } report)
        {
            int workers = _call.Round.Blocks ? int.MaxValue : _call.Scheduler?.Workers ?? int.MaxValue;
            bool isSound = report.Iterations == _plan.Count && report.Workers <= workers && report.Steals <= report.Chunks && report.Chunks <= _plan.Count;
            Check(isSound, $"the report says: {report}");
        }
    }

    private void CheckAllRan(int last)
    {
        for (int position = 0; position <= last; position++)
        {
            if (_hits[position] != 1)
            {
                Check(false, $"position {position} ran {_hits[position]} times, with all up to {last} due");
                return;
            }
        }
    }

    private void Check(bool isTrue, string message)
    {
        if (!isTrue)
        {
            Fail(message);
        }
    }

    private void Fail(string message) => Verdict.Fail($"{message}; {_plan}");

    private static string Describe(Exception e) => e is PlannedException ? e.Message : e.ToString();
}
