using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace ParallelCore.Async;

/// <summary>
/// A loop for its bodies' results, which one consumer takes: in the source's order, or as they come. Lanes claim within a window that the consumer moves.
/// </summary>
/// <remarks>
/// ROLES: one consumer moves and disposes; lanes deliver. INVARIANTS: (1) a position is claimed only below the taken ones plus the window, so a slot of the
/// ring is free when its position is claimed. (2) A result is delivered, and a consumer begins to wait, under the loop's lock: one of them sees the other. (3)
/// The end is signalled once, after the last lane; a consumer that waits is woken by a delivery that it can take or by the end, and continues on the pool,
/// never within the lane that woke it.
/// </remarks>
internal sealed class SelectLoop<T, TResult> : LaneLoop<T>, IAsyncEnumerator<ItemOutcome<TResult>>, IValueTaskSource<bool>
{
    private const int LargestPrepared = 1024;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<T, CancellationToken, ValueTask<TResult>> _body;
    private readonly CancellationTokenSource? _linked;
    private readonly bool _isOrdered;
    private readonly bool _givesFailures;
    private readonly long _window;
    private readonly AsyncDegree? _followsDegree;
    private readonly Queue<ItemOutcome<TResult>>? _asTheyCome;
    private ManualResetValueTaskSourceCore<bool> _waiting = new() { RunContinuationsAsynchronously = true };
    private ItemOutcome<TResult>?[] _slots = [];
    private ItemOutcome<TResult> _current;
    private List<Exception> _errors = [];
    private List<ItemFailure> _failures = [];
    private long _taken;
    private int _isMoving;
    private bool _hasStarted;
    private bool _isWaiting;
    private bool _isLeft;
    private bool _isOver;
    private bool _isWhole;
    private bool _hasThrown;

    public SelectLoop(in SelectCall<T, TResult> call, CancellationToken cancellationToken)
        : this(call, Link(call.Options, cancellationToken, out CancellationTokenSource? linked), linked)
    {
    }

    private SelectLoop(in SelectCall<T, TResult> call, AsyncOptions options, CancellationTokenSource? linked)
        : base(call.Source, call.Degree, options)
    {
        _body = call.Body;
        _linked = linked;
        _isOrdered = call.IsOrdered;
        _givesFailures = call.GivesFailures;
        _window = options.Window > 0 ? options.Window : 2L * call.Degree.Value;
        _followsDegree = options.Window == 0 ? call.Degree : null;
        _asTheyCome = _isOrdered ? null : new Queue<ItemOutcome<TResult>>();
    }

    public ItemOutcome<TResult> Current => _current;

    protected override long ClaimLimit => Volatile.Read(ref _taken) + Math.Max(_window, _followsDegree is null ? 0 : 2L * _followsDegree.Value);

    protected override bool ContinuesOnError => Options.ContinueOnError || _givesFailures;

    public ValueTask<bool> MoveNextAsync()
    {
        if (Interlocked.Exchange(ref _isMoving, 1) != 0)
        {
            throw new InvalidOperationException("The enumerator is moving already: it is for one consumer at a time.");
        }

        if (!_hasStarted)
        {
            _hasStarted = true;
            Start();
        }

        Lock.Enter();
        bool isMoved = TryTake();
        if (!isMoved && !_isOver)
        {
            _waiting.Reset();
            _isWaiting = true;
            Lock.Exit();
            return new ValueTask<bool>(this, _waiting.Version);
        }

        Lock.Exit();
        return new ValueTask<bool>(EndMove(isMoved));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_hasStarted || _isLeft)
        {
            _hasStarted = true;
            _isLeft = true;
            _linked?.Dispose();
            return;
        }

        _isLeft = true;
        if (!_isOver)
        {
            StopBeside(-1);
        }

        await _ended.Task.ConfigureAwait(false);
        _slots = [];
        _asTheyCome?.Clear();
        _linked?.Dispose();
        if (!_hasThrown && LateErrors.Count > 0)
        {
            throw Loops.Failures.Flatten([.. LateErrors]);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        _waiting.GetResult(token);
        Lock.Enter();
        bool isMoved = TryTake();
        Lock.Exit();
        return EndMove(isMoved);
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _waiting.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _waiting.OnCompleted(continuation, state, token, flags);

    /// <summary>A body has ended.</summary>
    public void Deliver(long position, in ItemOutcome<TResult> outcome)
    {
        bool wakes = false;
        Lock.Enter();
        try
        {
            if (_asTheyCome is not null)
            {
                _asTheyCome.Enqueue(outcome);
            }
            else
            {
                EnsureSlots(position);
                _slots[position % _slots.Length] = outcome;
            }

            wakes = _isWaiting && IsReady();
            _isWaiting &= !wakes;
        }
        finally
        {
            Lock.Exit();
        }

        if (wakes)
        {
            _waiting.SetResult(true);
        }
    }

    protected override Lane<T> NewLane() => new SelectLane<T, TResult>(this, Options, _body);

    protected override void OnItemFailed(ItemFailure failure) =>
        Deliver(failure.Index, new ItemOutcome<TResult>(failure.Index, default!, failure.Item, failure.Error));

    protected override void OnEnded(List<Exception> errors, List<ItemFailure> failures, long completed, bool isWhole)
    {
        Lock.Enter();
        _errors = errors;
        _failures = failures;
        _isWhole = isWhole;
        _isOver = true;
        bool wakes = _isWaiting;
        _isWaiting = false;
        Lock.Exit();
        if (wakes)
        {
            _waiting.SetResult(true);
        }

        _ended.SetResult();
    }

    private static AsyncOptions Link(AsyncOptions options, CancellationToken cancellationToken, out CancellationTokenSource? linked)
    {
        linked = null;
        if (!cancellationToken.CanBeCanceled || cancellationToken == options.CancellationToken)
        {
            return options;
        }

        AsyncOptions copy = options.Copy();
        if (options.CancellationToken.CanBeCanceled)
        {
            linked = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, cancellationToken);
            copy.CancellationToken = linked.Token;
        }
        else
        {
            copy.CancellationToken = cancellationToken;
        }

        return copy;
    }

    /// <summary>Under the lock: as many slots as positions may be claimed ahead. The window grows with the degree, the ring with the window.</summary>
    private void EnsureSlots(long position)
    {
        long limit = Math.Max(ClaimLimit, position + 1) - _taken;
        if (_slots.Length >= limit)
        {
            return;
        }

        var slots = new ItemOutcome<TResult>?[limit > LargestPrepared ? limit : Math.Min(LargestPrepared, 2 * limit)];
        for (long known = _taken; known < _taken + _slots.Length; known++)
        {
            slots[known % slots.Length] = _slots[known % _slots.Length];
        }

        _slots = slots;
    }

    /// <summary>Under the lock: whether the next result is there, and may be given: after a cancellation, none is, unless all had been run before it.</summary>
    private bool IsReady()
    {
        bool isThere = _asTheyCome is not null ? _asTheyCome.Count > 0 : _slots.Length > 0 && _slots[_taken % _slots.Length] is not null;
        return isThere && !_isLeft && (!Options.CancellationToken.IsCancellationRequested || _isWhole);
    }

    /// <summary>Under the lock: the next result, if it is there; and lanes for the place that it leaves.</summary>
    private bool TryTake()
    {
        while (IsReady())
        {
            if (_asTheyCome is not null)
            {
                _current = _asTheyCome.Dequeue();
            }
            else
            {
                ref ItemOutcome<TResult>? slot = ref _slots[_taken % _slots.Length];
                _current = slot.GetValueOrDefault();
                slot = null;
            }

            Volatile.Write(ref _taken, _taken + 1);
            if (_current.Error is null || _givesFailures)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Outside of the lock.</summary>
    private bool EndMove(bool isMoved)
    {
        Volatile.Write(ref _isMoving, 0);
        if (isMoved)
        {
            TryStart();
            return true;
        }

        _current = default;
        if (_isLeft || _hasThrown)
        {
            return false;
        }

        if (_errors.Count > 0)
        {
            _hasThrown = true;
            ExceptionDispatchInfo.Throw(_errors[0]);
        }

        if (!_isWhole)
        {
            _hasThrown = true;
            throw new OperationCanceledException(Options.CancellationToken);
        }

        if (_failures.Count > 0 && !_givesFailures)
        {
            _hasThrown = true;
            throw Loops.Failures.Flatten([.. _failures.Select(static failure => failure.Error)]);
        }

        return false;
    }
}

/// <summary>What a sequence of results is made of.</summary>
internal readonly record struct SelectCall<T, TResult>(
    ItemSource<T> Source, AsyncDegree Degree, Func<T, CancellationToken, ValueTask<TResult>> Body, AsyncOptions Options, bool IsOrdered, bool GivesFailures);

/// <summary>A lane whose bodies have results.</summary>
internal sealed class SelectLane<T, TResult>(SelectLoop<T, TResult> loop, AsyncOptions options, Func<T, CancellationToken, ValueTask<TResult>> body)
    : Lane<T>(loop)
{
    private readonly Func<Func<CancellationToken, ValueTask>, CancellationToken, ValueTask>? _around = options.Around;
    private ConfiguredValueTaskAwaitable<TResult>.ConfiguredValueTaskAwaiter _awaiter;
    private Func<CancellationToken, ValueTask>? _call;
    private T _item = default!;
    private (bool Is, TResult Value) _result;

    protected override void Forget()
    {
        _awaiter = default;
        _item = default!;
        _result = default;
    }

    protected override bool Begin(T item, CancellationToken cancellationToken)
    {
        ValueTask<TResult> result = _around is null ? body(item, cancellationToken) : InvokeAround(item, cancellationToken);
        if (result.IsCompleted)
        {
            Deliver(result.GetAwaiter().GetResult());
            _item = default!;
            return true;
        }

        _awaiter = result.ConfigureAwait(false).GetAwaiter();
        return false;
    }

    protected override void Await(Action continuation) => _awaiter.UnsafeOnCompleted(continuation);

    protected override void End() => Deliver(_awaiter.GetResult());

    private void Deliver(TResult result) => loop.Deliver(Position, new ItemOutcome<TResult>(Position, result, null, null));

    private async ValueTask<TResult> InvokeAround(T item, CancellationToken cancellationToken)
    {
        _item = item;
        _result = default;
        await _around!(_call ??= async token => _result = (true, await body(_item, token).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        (bool isThere, TResult value) = _result;
        _result = default;
        return isThere ? value : throw new InvalidOperationException("What stands around the body has not called it, so there is no result.");
    }
}
