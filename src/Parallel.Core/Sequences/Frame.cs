using System.Runtime.ExceptionServices;

namespace ParallelCore.Sequences;

/// <summary>What one worker knows while it runs a piece of a sequence.</summary>
internal class Frame
{
    private CancellationToken _cancellationToken;
    private bool _isCancellable;
    private bool _isStopped;
    private Exception? _failure;
    private Pass? _pass;
    private long _start;

    /// <summary>Where the first of the pushed items is in the sequence, as far as the sinks since the last known positions tell.</summary>
    public long Position;

    /// <summary>How many items a sink takes on between two looks at <see cref="IsStopped"/>.</summary>
    public int BlockSize { get; private set; }

    /// <summary>True when no further item is wanted.</summary>
    public bool IsStopped => _isStopped || (_isCancellable && _cancellationToken.IsCancellationRequested) || (_pass is { } pass && pass.IsEndedBefore(_start));

    /// <summary>True when the run has to look up now and then.</summary>
    public bool IsCancellable => _isCancellable;

    public Exception? Failure => _failure;

    public void Begin(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _isCancellable = cancellationToken.CanBeCanceled;
        BlockSize = _isCancellable ? Block<byte>.Size / 4 : Block<byte>.Size;
        _isStopped = false;
    }

    /// <summary>Lets the pass end the run, which began at <paramref name="start"/>, when something before it makes it needless.</summary>
    public void EndWith(Pass pass, long start)
    {
        _pass = pass;
        _start = start;
    }

    /// <summary>Forgets what the run held on to.</summary>
    public virtual void End()
    {
        _failure = null;
        _pass = null;
        if (_isCancellable)
        {
            _cancellationToken = default;
            _isCancellable = false;
        }
    }

    /// <summary>Ends the run after what was pushed already.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>If there is an error, an item failed, and all items before it have been handed on: what failed by then failed at a lower one, and
    /// stays.</summary>
    public void Fail(Exception? error)
    {
        if (error is not null)
        {
            _failure ??= error;
            _isStopped = true;
        }
    }

    public void ThrowIfFailed()
    {
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}

/// <summary>A frame with what the last sink gathers.</summary>
internal class Frame<TState> : Frame
{
    public TState State = default!;

    /// <summary>What the thread had allocated when the piece began, if anybody wants to know.</summary>
    public long AllocatedBefore;

    public override void End()
    {
        base.End();
        State = default!;
    }
}
