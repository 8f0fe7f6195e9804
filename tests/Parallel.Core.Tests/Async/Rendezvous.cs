namespace ParallelCore.Tests.Async;

/// <summary>Lets so many meet, without a thread: each waits until all have come.</summary>
internal sealed class Rendezvous(int count)
{
    private readonly TaskCompletionSource _met = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _missing = count;

    public Task Met => _met.Task;

    public int Missing => Volatile.Read(ref _missing);

    public Task Come()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
            _met.SetResult();
        return _met.Task;
    }
}

/// <summary>Something that happens once and can be waited for.</summary>
internal sealed class Signal
{
    private readonly TaskCompletionSource _given = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Given => _given.Task;

    public bool IsGiven => _given.Task.IsCompleted;

    public void Give() => _given.TrySetResult();

    /// <summary>A task that ends by the token alone.</summary>
    public static async Task Cancelled(CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (token.UnsafeRegister(state => ((TaskCompletionSource)state!).TrySetCanceled(token), cancelled))
            await cancelled.Task;
    }
}

/// <summary>How many are inside at once.</summary>
internal sealed class Crowd
{
    private int _inside;
    private int _most;

    public int Most => Volatile.Read(ref _most);

    public int Inside => Volatile.Read(ref _inside);

    public void Enter()
    {
        int inside = Interlocked.Increment(ref _inside);
        for (int most = Most; inside > most; most = Most)
            Interlocked.CompareExchange(ref _most, inside, most);
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private readonly Lock _lock = new();

    /// <summary>Timers that nobody has disposed.</summary>
    public int Kept
    {
        get
        {
            lock (_lock)
                return _timers.Count(static timer => !timer.IsDisposed);
        }
    }

    /// <summary>Timers that wait.</summary>
    public int Armed
    {
        get
        {
            lock (_lock)
                return _timers.Count(static timer => timer.IsArmed);
        }
    }

    /// <summary>Lets every timer's time be over.</summary>
    public void RunOut()
    {
        ManualTimer[] timers;
        lock (_lock)
            timers = [.. _timers];
        Array.ForEach(timers, static timer => timer.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(callback, state) { IsArmed = dueTime != Timeout.InfiniteTimeSpan };
        lock (_lock)
            _timers.Add(timer);
        return timer;
    }

    private sealed class ManualTimer(TimerCallback callback, object? state) : ITimer
    {
        public bool IsArmed { get; set; }

        public bool IsDisposed { get; private set; }

        public void Fire()
        {
            if (IsArmed)
            {
                IsArmed = false;
                callback(state);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            IsArmed = dueTime != Timeout.InfiniteTimeSpan;
            return true;
        }

        public void Dispose()
        {
            IsArmed = false;
            IsDisposed = true;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
