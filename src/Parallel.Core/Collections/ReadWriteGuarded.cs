using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>A value that can only be reached while its lock is held: by one writer, or by any number of readers at once.</summary>
/// <typeparam name="T">The value. When it is a reference, keep no other copy of the reference, and read only through members that change nothing.</typeparam>
/// <remarks>
/// <para>Worth its price when sections that read are long and frequent, and those that write are rare; for sections of a few instructions,
/// <see cref="Guarded{T}"/> is faster. The lock is private and not re-entrant: a thread that holds it for reading or for writing gets a
/// <see cref="LockRecursionException"/> when it enters again, either way. An exception within a section releases the lock and leaves the value as it is at that
/// moment.</para>
/// <para>There is nothing to dispose: events that the lock waits with are freed by their own finalizers.</para>
/// <para><b>Thread safety:</b> safe; a writing section runs alone, and all sections see what earlier ones have written. <b>Order:</b> none, but waiting writers
/// hold up new readers. <b>Complexity:</b> that of a <see cref="ReaderWriterLockSlim"/>; no allocation once a thread has used it. <b>Blocking:</b> until the
/// lock is free. Bodies run while the lock is held: start no parallel loop in them whose iterations need the same lock.</para>
/// <para>Each entry has two last parameters that the compiler fills in; they cost nothing until <see cref="LockOrder.IsChecked"/>.</para>
/// </remarks>
/// <example><code>
/// var prices = new ReadWriteGuarded&lt;Dictionary&lt;string, decimal&gt;&gt;([]);
/// using (var guard = prices.WriteLock())
/// {
///     guard.Value["tea"] = 2.5m;
/// }
/// decimal tea = prices.Read(static value => value["tea"]);
/// </code></example>
[DebuggerDisplay("{_value}, readers = {_lock.CurrentReadCount}, is written = {_turn % 2 != 0}")]
public sealed partial class ReadWriteGuarded<T>
{
    private static readonly string s_kind = $"ReadWriteGuarded<{typeof(T).Name}>";

    /// <summary>Not disposed by anyone: it has no finalizer and holds nothing but events, which have their own.</summary>
    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.NoRecursion);
    private readonly LockNode _node;
    private T _value;

    /// <summary>Counts the entries and exits of writers: odd while one is in, and then equal to the number that its guard carries.</summary>
    private int _turn;

    /// <summary>Puts a value behind a lock of its own.</summary>
    /// <param name="value">The first value.</param>
    /// <param name="name">What <see cref="LockOrder"/> shall call it; null for its type and a number.</param>
    public ReadWriteGuarded(T value, string? name = null)
    {
        _value = value;
        _node = new LockNode(s_kind, name);
    }

    /// <summary>Waits until no writer is in or waiting, and enters as a reader.</summary>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>The way to the value. Its <see cref="ReadGuard{T}.Dispose"/> releases the lock, so write <c>using</c>.</returns>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    public ReadGuard<T> ReadLock([CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        TryEnterRead(Timeout.Infinite, out ReadGuard<T> guard, callerFile, callerLine);
        return guard;
    }

    /// <summary>Enters as a reader if that gets possible in time.</summary>
    /// <param name="guard">The way to the value; without the lock, one that has no value and whose Dispose does nothing.</param>
    /// <param name="timeout">How long to wait, to the millisecond; zero, the default, not at all, <see cref="Timeout.InfiniteTimeSpan"/> as long as it
    /// takes.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>Whether the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative but not infinite, or more than <see cref="int.MaxValue"/>
    /// milliseconds.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, <paramref name="timeout"/> is infinite and
    /// <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks><b>Blocking:</b> at most for <paramref name="timeout"/>.</remarks>
    public bool TryReadLock(
        out ReadGuard<T> guard, TimeSpan timeout = default, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0) =>
        TryEnterRead(WaitTime.Milliseconds(timeout), out guard, callerFile, callerLine);

    /// <summary>Waits until nobody is in, and enters as the writer.</summary>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>The way to the value. Its <see cref="WriteGuard{T}.Dispose"/> releases the lock, so write <c>using</c>.</returns>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, and <see cref="LockOrder.IsChecked"/>.</exception>
    public WriteGuard<T> WriteLock([CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0)
    {
        TryEnterWrite(Timeout.Infinite, out WriteGuard<T> guard, callerFile, callerLine);
        return guard;
    }

    /// <summary>Enters as the writer if that gets possible in time.</summary>
    /// <param name="guard">The way to the value; without the lock, one that has no value and whose Dispose does nothing.</param>
    /// <param name="timeout">How long to wait, to the millisecond; zero, the default, not at all, <see cref="Timeout.InfiniteTimeSpan"/> as long as it
    /// takes.</param>
    /// <param name="callerFile">Filled in by the compiler.</param>
    /// <param name="callerLine">Filled in by the compiler.</param>
    /// <returns>Whether the lock was taken.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative but not infinite, or more than <see cref="int.MaxValue"/>
    /// milliseconds.</exception>
    /// <exception cref="LockRecursionException">The calling thread holds the lock, for reading or for writing.</exception>
    /// <exception cref="LockOrderException">The opposite order was seen, <paramref name="timeout"/> is infinite and
    /// <see cref="LockOrder.IsChecked"/>.</exception>
    /// <remarks><b>Blocking:</b> at most for <paramref name="timeout"/>.</remarks>
    public bool TryWriteLock(
        out WriteGuard<T> guard, TimeSpan timeout = default, [CallerFilePath] string callerFile = "", [CallerLineNumber] int callerLine = 0) =>
        TryEnterWrite(WaitTime.Milliseconds(timeout), out guard, callerFile, callerLine);

    private bool TryEnterRead(int milliseconds, out ReadGuard<T> guard, string callerFile, int callerLine)
    {
        bool isTracked = IsTracked(milliseconds, callerFile, callerLine);
        bool hasEntered = _lock.TryEnterReadLock(0) || (milliseconds != 0 && TryWaitForRead(milliseconds));
        if (hasEntered && isTracked)
        {
            LockOrder.Taken(_node, callerFile, callerLine);
        }

        guard = hasEntered ? new ReadGuard<T>(this, isTracked) : default;
        return hasEntered;
    }

    private bool TryEnterWrite(int milliseconds, out WriteGuard<T> guard, string callerFile, int callerLine)
    {
        bool isTracked = IsTracked(milliseconds, callerFile, callerLine);
        bool hasEntered = _lock.TryEnterWriteLock(0) || (milliseconds != 0 && TryWaitForWrite(milliseconds));
        if (hasEntered)
        {
            _turn++;
        }

        if (hasEntered && isTracked)
        {
            LockOrder.Taken(_node, callerFile, callerLine);
        }

        guard = hasEntered ? new WriteGuard<T>(this, _turn, isTracked) : default;
        return hasEntered;
    }

    private bool TryWaitForRead(int milliseconds)
    {
        using BlockedWait wait = BlockedWait.Begin();
        return _lock.TryEnterReadLock(milliseconds);
    }

    private bool TryWaitForWrite(int milliseconds)
    {
        using BlockedWait wait = BlockedWait.Begin();
        return _lock.TryEnterWriteLock(milliseconds);
    }

    private bool IsTracked(int milliseconds, string callerFile, int callerLine) =>
        milliseconds == Timeout.Infinite ? LockOrder.Check(_node, callerFile, callerLine) : LockOrder.Prepare();

    /// <summary>The value, for a guard that holds the lock for reading.</summary>
    internal ref readonly T ReachToRead()
    {
        if (!_lock.IsReadLockHeld)
        {
            GuardErrors.ThrowNotHeld();
        }

        return ref _value;
    }

    /// <summary>The value, for a guard that holds the lock for writing.</summary>
    internal ref T ReachToWrite(int turn)
    {
        if (_turn != turn)
        {
            GuardErrors.ThrowNotHeld();
        }

        return ref _value;
    }

    /// <remarks>When many come and go at once, the lock sleeps before it counts one out, and an interrupt must not keep it from that.</remarks>
    internal void ReleaseRead(bool isTracked)
    {
        if (!_lock.IsReadLockHeld)
        {
            return;
        }

        if (isTracked)
        {
            LockOrder.Released(_node);
        }

        Uninterrupted.Run(_lock, static held => held.ExitReadLock());
    }

    internal void ReleaseWrite(int turn, bool isTracked)
    {
        if (_turn != turn)
        {
            return;
        }

        if (isTracked)
        {
            LockOrder.Released(_node);
        }

        _turn++;
        Uninterrupted.Run(_lock, static held => held.ExitWriteLock());
    }
}

/// <summary>Stands for the lock of a <see cref="ReadWriteGuarded{T}"/> held for reading, and leads to the value.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await, and refuses to let a reference
/// to the value leave the block that the guard is in. Don't copy it: a copy can't be told from a later guard of the same thread.
/// <b>Thread safety:</b> of one thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
[DebuggerDisplay("read lock of {_owner}")]
public readonly ref struct ReadGuard<T>
{
    private readonly ReadWriteGuarded<T>? _owner;
    private readonly bool _isTracked;

    internal ReadGuard(ReadWriteGuarded<T> owner, bool isTracked)
    {
        _owner = owner;
        _isTracked = isTracked;
    }

    /// <summary>The value, to read. Others may read it at the same time.</summary>
    /// <exception cref="InvalidOperationException">The guard does not hold the lock: it was disposed, or comes from a try that failed.</exception>
    /// <remarks><b>Complexity:</b> looks up what the thread holds; in a loop, keep a <c>ref readonly</c> local.</remarks>
    [UnscopedRef]
    public ref readonly T Value
    {
        get
        {
            if (_owner is null)
            {
                GuardErrors.ThrowNotHeld();
            }

            return ref _owner.ReachToRead();
        }
    }

    /// <summary>Releases the lock. Further calls do nothing; so does the guard of a try that failed.</summary>
    public void Dispose() => _owner?.ReleaseRead(_isTracked);
}

/// <summary>Stands for the lock of a <see cref="ReadWriteGuarded{T}"/> held for writing, and leads to the value.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <remarks>A ref struct: the compiler refuses to store it in a field, to capture it, to box it or to keep it across an await, and refuses to let a reference
/// to the value leave the block that the guard is in. <b>Thread safety:</b> of one thread. <b>Complexity:</b> no allocation. <b>Blocking:</b> never.</remarks>
[DebuggerDisplay("write lock, turn {_turn} of {_owner}")]
public readonly ref struct WriteGuard<T>
{
    private readonly ReadWriteGuarded<T>? _owner;
    private readonly int _turn;
    private readonly bool _isTracked;

    internal WriteGuard(ReadWriteGuarded<T> owner, int turn, bool isTracked)
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

            return ref _owner.ReachToWrite(_turn);
        }
    }

    /// <summary>Releases the lock. Further calls, on this guard or on copies of it, do nothing; so does the guard of a try that failed.</summary>
    public void Dispose() => _owner?.ReleaseWrite(_turn, _isTracked);
}
