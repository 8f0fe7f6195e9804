using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>A value that can only be reached while its lock is held.</summary>
/// <typeparam name="T">The value. When it is a reference, keep no other copy of the reference: the lock guards only who comes through here.</typeparam>
/// <remarks>
/// <para>The lock is private, so nobody else can hold it, and not re-entrant: a second entry by the thread that holds it throws a
/// <see cref="LockRecursionException"/>, since it would hand out a second reference to a value that may be half changed. An exception within a guarded section
/// releases the lock and leaves the value as it is at that moment.</para>
/// <para><b>Thread safety:</b> safe; each section runs alone, and sees all that earlier ones have written. <b>Order:</b> none: a waiting thread may be
/// overtaken. <b>Complexity:</b> that of a monitor, no allocation once the lock has been contended. <b>Blocking:</b> until the lock is free; an interrupted
/// thread gets a <see cref="ThreadInterruptedException"/> and not the lock. Bodies run while the lock is held: keep them short, and start no parallel loop in
/// them whose iterations need the same lock.</para>
/// <para>Each entry has two last parameters that the compiler fills in; they cost nothing until <see cref="LockOrder.IsChecked"/>.</para>
/// </remarks>
/// <example><code>
/// var totals = new Guarded&lt;Dictionary&lt;string, int&gt;&gt;([]);
/// using (var guard = totals.Lock())
/// {
///     guard.Value["requests"] = 1;
/// }
/// int requests = totals.Read(static value => value["requests"]);
/// </code></example>
[DebuggerDisplay("{_value}, held = {_holder != 0}")]
public sealed partial class Guarded<T>
{
    private static readonly string s_kind = $"Guarded<{typeof(T).Name}>";

    /// <summary>Its monitor is the lock.</summary>
    private readonly LockNode _lock;
    private T _value;

    /// <summary>The thread that holds the lock, or 0. Each thread writes its own id only, so what it reads about itself is right without the lock.</summary>
    private int _holder;

    /// <summary>Counts entries and exits: odd while the lock is held, and then equal to the number that the valid guard carries.</summary>
    private int _turn;

    /// <summary>Puts a value behind a lock of its own.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="name">What <see cref="LockOrder"/> shall call it; null for its type and a number.</param>
    public Guarded(T value, string? name = null)
    {
        _value = value;
        _lock = new LockNode(s_kind, name);
    }

    /// <summary>Waits for the lock and takes it.</summary>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>The way to the value. Its <see cref="Guard{T}.Dispose"/> releases the lock, so write <c>using</c>.</returns>
    /// <exception cref="LockRecursionException">The calling thread holds the lock.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    public Guard<T> Lock([CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        ThrowIfHeldHere();
        bool isTracked = LockOrder.Check(_lock, callerFile, callerLine);
        MonitorEntry.Enter(_lock);
        return Entered(isTracked, callerFile, callerLine);
    }

    /// <summary>Takes the lock if it gets free in time.</summary>
    /// <param name="guard">The way to the value; without the lock, one that has no value and whose Dispose does nothing.</param>
    /// <param name="timeout">How long to wait, to the millisecond; zero, the default, not at all, <see cref="Timeout.InfiniteTimeSpan"/> as long as it
    /// takes.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>Whether the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative but not infinite, or more than <see cref="int.MaxValue"/>
    /// milliseconds.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, <paramref name="timeout"/> is infinite and
    /// <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks><b>Blocking:</b> at most for <paramref name="timeout"/>.</remarks>
    public bool TryLock(out Guard<T> guard, TimeSpan timeout = default, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        int milliseconds = WaitTime.Milliseconds(timeout);
        ThrowIfHeldHere();
        bool isTracked = milliseconds == Timeout.Infinite ? LockOrder.Check(_lock, callerFile, callerLine) : LockOrder.Prepare();
        bool hasEntered = MonitorEntry.TryEnter(_lock, milliseconds);
        guard = hasEntered ? Entered(isTracked, callerFile, callerLine) : default;
        return hasEntered;
    }

    private Guard<T> Entered(bool isTracked, string callerFile, int callerLine)
    {
        _holder = Environment.CurrentManagedThreadId;
        _turn++;
        if (isTracked)
        {
            LockOrder.Taken(_lock, callerFile, callerLine);
        }

        return new Guard<T>(this, _turn, isTracked);
    }

    /// <summary>The value, for a guard that holds the lock.</summary>
    internal ref T Reach(int turn)
    {
        if (_turn != turn)
        {
            GuardErrors.ThrowNotHeld();
        }

        return ref _value;
    }

    internal void Release(int turn, bool isTracked)
    {
        if (_turn != turn)
        {
            return;
        }

        if (isTracked)
        {
            LockOrder.Released(_lock);
        }

        _turn++;
        _holder = 0;
        Monitor.Exit(_lock);
    }

    private void ThrowIfHeldHere()
    {
        if (_holder == Environment.CurrentManagedThreadId)
        {
            throw new LockRecursionException($"This thread holds {_lock} already. A second guard would be a second reference to a value that may be half changed.");
        }
    }
}

/// <summary>Stands for the held lock of a <see cref="Guarded{T}"/>, and leads to the value.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await, and refuses to let a reference
/// to the value leave the block that the guard is in. <b>Thread safety:</b> of one thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
[DebuggerDisplay("turn {_turn} of {_owner}")]
public readonly ref struct Guard<T>
{
    private readonly Guarded<T>? _owner;
    private readonly int _turn;
    private readonly bool _isTracked;

    internal Guard(Guarded<T> owner, int turn, bool isTracked)
    {
        _owner = owner;
        _turn = turn;
        _isTracked = isTracked;
    }

    /// <summary>The value itself, to read, to replace or to change in place.</summary>
    /// <exception cref="InvalidOperationException">The guard does not hold the lock: it was disposed, or comes from a try that failed.</exception>
    [UnscopedRef]
    public ref T Value
    {
        get
        {
            if (_owner is null)
            {
                GuardErrors.ThrowNotHeld();
            }

            return ref _owner.Reach(_turn);
        }
    }

    /// <summary>Releases the lock. Further calls, on this guard or on copies of it, do nothing; so does the guard of a try that failed.</summary>
    public void Dispose() => _owner?.Release(_turn, _isTracked);
}
