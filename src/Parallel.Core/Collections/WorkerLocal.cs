using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.ObjectPool;
using ParallelCore.Primitives;

namespace ParallelCore.Collections;

/// <summary>One instance for each thread that takes part in a loop: made when the thread first asks for it, released when the loop is over.</summary>
/// <typeparam name="T">The type of the instances.</typeparam>
/// <remarks>
/// <para>For what a body needs again and again and can't share: buffers, random generators, parsers, connections, partial results.</para>
/// <para><b>Thread safety:</b> all members, from any threads at once. An instance itself is used by one thread at a time and needs no protection. When a thread
/// has ended, its instance may pass to a later one, which sees everything that the former did; so there are never many more instances than threads at the same
/// time.</para>
/// <para><b>Nesting:</b> a body that waits, in a nested loop or fork, may meanwhile run other parts of it on the same thread, and these see the same instance.
/// Don't leave it half changed across a nested loop, nor across an await, which may go on on another thread.</para>
/// <para><b>Complexity:</b> O(1), no allocation but for the first use by a thread. <b>Blocking:</b> never after a thread's first use. Only threads beyond the
/// first few dozen that live at the same time share a lock.</para>
/// </remarks>
/// <example><code>
/// using var buffers = new WorkerLocal&lt;byte[]&gt;(() => new byte[4096]);
/// ParallelRange.Run(0, n, i => Random.Shared.NextBytes(buffers.Value));
/// </code></example>
[DebuggerDisplay("Count = {_instances.Count}, disposed = {_isDisposed}")]
public sealed class WorkerLocal<T> : IDisposable
    where T : class
{
    private readonly object _lock = new();
    private readonly Func<T> _make;
    private readonly Action<T> _release;
    private readonly List<T> _instances = [];
    private CellTable<AtomicCell, WorkerSlot<T>> _slots = new();
    private Dictionary<Thread, WorkerSlot<T>>? _slotsWithoutNumber;
    private bool _isDisposed;

    /// <summary>Instances are made by a function.</summary>
    /// <param name="factory">Makes an instance, on the thread that needs it and outside any lock. It is called at most once for each thread, unless it
    /// throws.</param>
    /// <param name="release">What <see cref="Dispose"/> does with each instance; null to dispose those that are <see cref="IDisposable"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    public WorkerLocal(Func<T> factory, Action<T>? release = null)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _make = factory;
        _release = release ?? (static instance => (instance as IDisposable)?.Dispose());
    }

    /// <summary>Instances are taken from a pool, and given back.</summary>
    /// <param name="pool">Where they come from when a thread first needs one, and where <see cref="Dispose"/> returns them to.</param>
    /// <exception cref="ArgumentNullException"><paramref name="pool"/> is null.</exception>
    /// <example><code>
    /// ObjectPool&lt;StringBuilder&gt; pool = new DefaultObjectPoolProvider().CreateStringBuilderPool();
    /// using var builders = new WorkerLocal&lt;StringBuilder&gt;(pool);
    /// ParallelRange.Run(0, n, i => lines[i] = builders.Value.Clear().Append(i).Append(';').ToString());
    /// </code></example>
    public WorkerLocal(ObjectPool<T> pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        _make = pool.Get;
        _release = pool.Return;
    }

    /// <summary>The current thread's instance, made now if it has none.</summary>
    /// <value>The same instance each time, on one thread.</value>
    /// <exception cref="ObjectDisposedException">This has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The factory asked for the value that it makes, itself or in a loop that it ran, or it returned
    /// null.</exception>
    /// <remarks>What the factory throws is thrown here, and the next call tries again. See also the type's remarks.</remarks>
    public T Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _slots.Own(ThreadNumber.Current) is { } slot && slot.Owner == Thread.CurrentThread && slot.Value is { } value ? value : GetOrMake();
    }

    /// <summary>All instances there are, to combine what is in them when the loop is over.</summary>
    /// <value>A list of its own, in the order in which they were made; empty if none was needed.</value>
    /// <exception cref="ObjectDisposedException">This has been disposed.</exception>
    /// <remarks>A snapshot of which there are; their contents are whole once the loop has returned. <b>Complexity:</b> O(instances), and allocates as much.
    /// <b>Blocking:</b> only for a short lock.</remarks>
    public IReadOnlyList<T> Values
    {
        get
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                return _instances.ToArray();
            }
        }
    }

    /// <summary>Releases all instances, each once, in the order in which they were made.</summary>
    /// <exception cref="AggregateException">Releasing threw for some; nevertheless all were released. It is flat.</exception>
    /// <remarks>Call it when the loop has returned. A second call does nothing. An instance that another thread is making at the same time is released there,
    /// which then throws <see cref="ObjectDisposedException"/>. <b>Blocking:</b> as long as releasing does; no lock is held meanwhile.</remarks>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            foreach (WorkerSlot<T> slot in _slots)
            {
                slot.Value = null;
            }

            _slotsWithoutNumber = null;
        }

        // Nobody adds any more.
        List<Exception>? failures = null;
        foreach (T instance in _instances)
        {
            try
            {
                _release(instance);
            }
            catch (Exception e)
            {
                (failures ??= []).Add(e);
            }
        }

        _instances.Clear();
        if (failures is not null)
        {
            throw new AggregateException(failures).Flatten();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private T GetOrMake()
    {
        WorkerSlot<T> slot = FindSlot();
        if (slot.Value is { } value)
        {
            return value;
        }

        if (slot.IsMaking)
        {
            throw new InvalidOperationException("The factory asked for the value that it is making.");
        }

        slot.IsMaking = true;
        try
        {
            value = _make() ?? throw new InvalidOperationException("The factory returned null.");
        }
        finally
        {
            slot.IsMaking = false;
        }

        if (!TryKeep(slot, value))
        {
            _release(value);
            throw new ObjectDisposedException(GetType().FullName);
        }

        return value;
    }

    private bool TryKeep(WorkerSlot<T> slot, T value)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return false;
            }

            _instances.Add(value);
            slot.Value = value;
            return true;
        }
    }

    private WorkerSlot<T> FindSlot()
    {
        Thread thread = Thread.CurrentThread;
        int number = ThreadNumber.Take();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            WorkerSlot<T>? former = _slotsWithoutNumber?.GetValueOrDefault(thread);
            if (number == 0 || former?.IsMaking == true)
            {
                return former ?? AddWithoutNumber(thread);
            }

            WorkerSlot<T> slot = _slots.GetOrCreateOwn(number);
            if (slot.Owner != thread)
            {
                MoveIn(slot, thread, former);
            }

            return slot;
        }
    }

    /// <summary>A thread comes to a number. It brings the instance that it had without one; else the one that an ended thread left there passes to
    /// it.</summary>
    private void MoveIn(WorkerSlot<T> slot, Thread thread, WorkerSlot<T>? former)
    {
        if (former is not null)
        {
            _slotsWithoutNumber!.Remove(thread);
            if (slot.Value is not null)
            {
                _slotsWithoutNumber[slot.Owner!] = new WorkerSlot<T> { Owner = slot.Owner, Value = slot.Value };
            }

            slot.Value = former.Value;
        }

        slot.Owner = thread;
    }

    /// <summary>A thread without a number gets the place of one that has ended, with the instance in it, before there is one more.</summary>
    private WorkerSlot<T> AddWithoutNumber(Thread thread)
    {
        _slotsWithoutNumber ??= [];
        WorkerSlot<T>? slot = _slotsWithoutNumber.Values.FirstOrDefault(static slot => !slot.Owner!.IsAlive);
        if (slot is null)
        {
            slot = new WorkerSlot<T>();
        }
        else
        {
            _slotsWithoutNumber.Remove(slot.Owner!);
        }

        slot.Owner = thread;
        _slotsWithoutNumber.Add(thread, slot);
        return slot;
    }
}

/// <summary>Where a thread finds its instance.</summary>
internal sealed class WorkerSlot<T>
    where T : class
{
    /// <summary>Whose it is; a thread that has ended, until another one takes it over.</summary>
    public Thread? Owner;

    /// <summary>Null until there is one, and again when all have been released.</summary>
    public T? Value;

    /// <summary>True while the thread runs the code that makes the instance.</summary>
    public bool IsMaking;
}
