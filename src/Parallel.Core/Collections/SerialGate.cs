using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>One gate for everything that must not run at the same time, such as all calls into a library that isn't thread-safe.</summary>
/// <remarks>
/// <para>Everything that goes through one gate runs one after another, synchronous sections and asynchronous ones alike. An exception in a section opens the
/// gate again.</para>
/// <para>Nested entry by the thread that is inside: throws <see cref="LockRecursionException"/>, or is let in when the gate was built re-entrant. Asynchronous
/// sections are never re-entrant: <c>RunAsync</c> by a thread that is inside throws, and so does any entry in an asynchronous section before its first await
/// that waits. <b>After that await nobody can know</b> whose thread it is, and a nested entry waits for ever: pass <c>RunAsync</c> a token if you can't exclude
/// it.</para>
/// <para><b>Thread safety:</b> safe; each section sees all that earlier ones have written. <b>Order:</b> asynchronous waiters among themselves first come,
/// first served; synchronous waiters in no order, before asynchronous ones; and who comes at the moment of opening may overtake all of them. <b>Complexity:</b>
/// two short locks, one to enter and one to leave; no allocation but in RunAsync. <b>Blocking:</b> until the gate is free; RunAsync never, beyond what its body
/// does. Bodies run inside the gate: start no parallel loop in them whose iterations enter it.</para>
/// <para>A <c>RunAsync</c> that has to wait takes the gate only when it is back in its caller's context, so the thread of that context may block in
/// <see cref="Enter"/> meanwhile. There is nothing to dispose.</para>
/// <para>Each entry has two last parameters that the compiler fills in; they cost nothing until <see cref="LockOrder.IsChecked"/>.</para>
/// </remarks>
/// <example><code>
/// var gate = new SerialGate("geocoder");
/// string found = gate.Run("Oslo", static city => city.ToUpperInvariant());
/// </code></example>
[DebuggerDisplay("{_node,nq}: is taken = {_isTaken}, {Statistics}")]
public sealed partial class SerialGate
{
    private readonly object _lock = new();
    private readonly LockNode _node;
    private readonly bool _isReentrant;

    /// <summary>Threads, and the first of the asynchronous sections.</summary>
    private readonly WaitLine _waiters;

    /// <summary>Held by the first of the asynchronous sections that wait; the others await it, one behind the other. No thread waits for it.</summary>
    private readonly SemaphoreSlim _firstSection = new(1, 1);

    /// <summary>The thread that is inside, or 0 when none is known to be. Each thread writes its own id only, so what it reads about itself is right without
    /// the gate.</summary>
    private int _holder;

    /// <summary>Changed under the lock.</summary>
    private bool _isTaken;

    /// <summary>The number of the innermost open scope, or 0. What follows is only written inside the gate.</summary>
    private long _innermost;
    private long _lastScope;
    private long _entries;
    private long _contendedEntries;
    private long _waitTicks;

    /// <summary>An open gate.</summary>
    /// <param name="name">What <see cref="LockOrder"/> shall call it; null for its type and a number.</param>
    /// <param name="isReentrant">Whether the thread that is inside may enter again.</param>
    public SerialGate(string? name = null, bool isReentrant = false)
    {
        _node = new LockNode(nameof(SerialGate), name);
        _waiters = new WaitLine(_lock);
        _isReentrant = isReentrant;
    }

    /// <summary>The counts so far. Each is right; taken one after another while others enter, they may differ by an entry.</summary>
    public SerialGateStatistics Statistics =>
        new(Volatile.Read(ref _entries), Volatile.Read(ref _contendedEntries), new TimeSpan(Volatile.Read(ref _waitTicks)));

    private bool IsHeldHere => _holder == Environment.CurrentManagedThreadId;

    /// <summary>Waits for the gate and enters.</summary>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>Its <see cref="GateScope.Dispose"/> leaves the gate, so write <c>using</c>.</returns>
    /// <exception cref="LockRecursionException">The calling thread is inside, and the gate is not re-entrant or the section is an asynchronous one.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    public GateScope Enter([CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        TryGoIn(Timeout.Infinite, out GateScope scope, callerFile, callerLine);
        return scope;
    }

    /// <summary>Enters if the gate gets free in time.</summary>
    /// <param name="scope">Its Dispose leaves the gate; without entry, it does nothing.</param>
    /// <param name="timeout">How long to wait, to the millisecond; zero, the default, not at all, <see cref="Timeout.InfiniteTimeSpan"/> as long as it
    /// takes.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>Whether the gate was entered.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative but not infinite, or more than <see cref="int.MaxValue"/>
    /// milliseconds.</exception>
    /// <exception cref="LockRecursionException">The calling thread is inside, and the gate is not re-entrant or the section is an asynchronous one.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, <paramref name="timeout"/> is infinite and
    /// <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks><b>Blocking:</b> at most for <paramref name="timeout"/>.</remarks>
    public bool TryEnter(out GateScope scope, TimeSpan timeout = default, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0) =>
        TryGoIn(WaitTime.Milliseconds(timeout), out scope, callerFile, callerLine);

    private bool TryGoIn(int milliseconds, out GateScope scope, string callerFile, int callerLine)
    {
        if (IsHeldHere)
        {
            scope = EnterAgain();
            return true;
        }

        bool isTracked = milliseconds == Timeout.Infinite ? LockOrder.Check(_node, callerFile, callerLine) : LockOrder.Prepare();
        if (!TryHold(milliseconds))
        {
            scope = default;
            return false;
        }

        _holder = Environment.CurrentManagedThreadId;
        if (isTracked)
        {
            LockOrder.Taken(_node, callerFile, callerLine);
        }

        scope = OpenScope(isTracked);
        return true;
    }

    private GateScope EnterAgain()
    {
        bool isAsynchronous = _innermost == 0;
        if (!_isReentrant || isAsynchronous)
        {
            ThrowRecursion();
        }

        return OpenScope(isTracked: false);
    }

    private GateScope OpenScope(bool isTracked)
    {
        long outer = _innermost;
        _innermost = ++_lastScope;
        return new GateScope(this, _innermost, outer, isTracked);
    }

    internal void CloseScope(long number, long outer, bool isTracked)
    {
        if (!IsHeldHere)
        {
            return;
        }

        if (_innermost != number)
        {
            throw new SynchronizationLockException($"This is not the innermost open scope of {_node}: scopes close in the opposite order of their opening, and once.");
        }

        _innermost = outer;
        if (outer != 0)
        {
            return;
        }

        if (isTracked)
        {
            LockOrder.Released(_node);
        }

        _holder = 0;
        Leave();
    }

    private void Leave() => Uninterrupted.Run(this, static gate => gate.Open());

    private void Open()
    {
        lock (_lock)
        {
            _isTaken = false;
            _waiters.WakeOne();
        }
    }

    private bool TryHold(int milliseconds)
    {
        if (TryTake(waiter: null))
        {
            return true;
        }

        if (milliseconds == 0)
        {
            return false;
        }

        long start = Stopwatch.GetTimestamp();
        using BlockedWait wait = BlockedWait.Begin();
        using var waiter = WaitLine.ThreadWaiter.Rent(_waiters);
        while (!TryTake(waiter))
        {
            if (!waiter.Sleep(start, milliseconds, CancellationToken.None))
            {
                return false;
            }
        }

        CountWait(start);
        return true;
    }

    /// <summary>The waiter, if there is one, is in line when the gate is taken.</summary>
    private bool TryTake(WaitLine.Waiter? waiter)
    {
        lock (_lock)
        {
            if (_isTaken)
            {
                waiter?.Enter();
                return false;
            }

            _isTaken = true;
            waiter?.Find();
            Volatile.Write(ref _entries, _entries + 1);
            return true;
        }
    }

    private void CountWait(long start)
    {
        Volatile.Write(ref _contendedEntries, _contendedEntries + 1);
        Volatile.Write(ref _waitTicks, _waitTicks + Stopwatch.GetElapsedTime(start).Ticks);
    }

    private void ThrowRecursion() => throw new LockRecursionException(
        _isReentrant
            ? $"This thread is inside {_node}, and asynchronous sections are not re-entrant."
            : $"This thread is inside {_node} already, and the gate was not built re-entrant.");
}

/// <summary>Stands for being inside a <see cref="SerialGate"/>.</summary>
/// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await.
/// <b>Thread safety:</b> of one thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
[DebuggerDisplay("scope {_number} of {_gate}")]
public readonly ref struct GateScope
{
    private readonly SerialGate? _gate;
    private readonly long _number;
    private readonly long _outer;
    private readonly bool _isTracked;

    internal GateScope(SerialGate gate, long number, long outer, bool isTracked)
    {
        _gate = gate;
        _number = number;
        _outer = outer;
        _isTracked = isTracked;
    }

    /// <summary>Leaves the gate, or, when nested, the inner section. Does nothing once the thread has left the gate, or when it did not get in.</summary>
    /// <exception cref="SynchronizationLockException">The thread is inside, but this is not its innermost open scope.</exception>
    public void Dispose() => _gate?.CloseScope(_number, _outer, _isTracked);
}

/// <summary>How often a <see cref="SerialGate"/> was entered, and what waiting for it has cost.</summary>
/// <remarks><b>Thread safety:</b> immutable. <b>Complexity:</b> 24 bytes, nothing allocated. <b>Blocking:</b> never.</remarks>
public readonly struct SerialGateStatistics
{
    internal SerialGateStatistics(long entries, long contendedEntries, TimeSpan totalWait)
    {
        Entries = entries;
        ContendedEntries = contendedEntries;
        TotalWait = totalWait;
    }

    /// <summary>Entries so far. Nested ones and tries that failed don't count.</summary>
    public long Entries { get; }

    /// <summary>Those of them that found the gate taken and had to wait.</summary>
    public long ContendedEntries { get; }

    /// <summary>The sum of their waits.</summary>
    public TimeSpan TotalWait { get; }

    /// <summary>The text, as in <c>5 entries, 2 contended, waited 00:00:01</c>, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Entries} entries, {ContendedEntries} contended, waited {TotalWait}");
}
