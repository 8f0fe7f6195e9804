using System.Diagnostics;
using System.Globalization;
using ParallelCore.Async;

namespace ParallelCore;

/// <summary>At most how many bodies of a loop that waits run at once: a number, which may be changed while loops run, or one that the loop finds.</summary>
/// <remarks>
/// <para>A number converts implicitly: <c>source.ForEachParallelAsync(16, ...)</c>. There is no unbounded degree: each body that has begun holds memory,
/// connections, somebody else's capacity.</para>
/// <para>One object may serve several loops at once; each of them may then run as many bodies. After the number was lowered, running bodies end, and fewer
/// begin.</para>
/// <para><b>Thread safety:</b> all members may be called from any threads at once, also from bodies. <b>Complexity:</b> a change is O(loops that use it).
/// <b>Blocking:</b> never.</para>
/// <para><b>Source:</b> the adaptive one climbs hills by throughput and backs off multiplicatively, as TCP does (Jacobson, 1988; additive increase and
/// multiplicative decrease: Chiu, Jain, 1989).</para>
/// </remarks>
/// <example>
/// <code>
/// var degree = new AsyncDegree(4);
/// Task&lt;AsyncLoopResult&gt; loop = ParallelRange.RunAsync(0, pages, degree, async (i, token) => await FetchAsync(i, token));
/// degree.Value = 16; // the server turned out to be fast
/// await loop;
/// </code>
/// </example>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class AsyncDegree
{
    private readonly DegreeClimb? _climb;
    private readonly object _lock = new();
    private IDegreeListener[] _listeners = [];
    private int _value;
    private long _windowStart;
    private int _windowItems;

    /// <summary>Makes a degree that stays until it is changed.</summary>
    /// <param name="value">At most how many bodies run at once, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is less than 1.</exception>
    public AsyncDegree(int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        _value = value;
    }

    private AsyncDegree(DegreeClimb climb)
    {
        _climb = climb;
        _value = climb.Degree;
        _windowStart = Stopwatch.GetTimestamp();
    }

    /// <summary>At most how many bodies run at once. Setting it takes effect at once where it rises, and as bodies end where it falls; an adaptive degree goes
    /// on from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Value
    {
        get => Volatile.Read(ref _value);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Value));
            lock (_lock)
            {
                _climb?.RestartAt(value);
                Volatile.Write(ref _value, _climb?.Degree ?? value);
            }

            Notify();
        }
    }

    /// <summary>Whether the loop finds the number.</summary>
    public bool IsAdaptive => _climb is not null;

    /// <summary>Makes a degree that climbs while throughput does, and backs off when a body fails.</summary>
    /// <param name="initial">Where it begins, at least 1 and at most <paramref name="max"/>.</param>
    /// <param name="max">The most bodies at once.</param>
    /// <returns>The degree.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="initial"/> is less than 1, or more than <paramref name="max"/>.</exception>
    /// <remarks>It compares the items completed per second in windows of a twentieth of a second or more: doubles at first, as long as that gains a tenth; then
    /// tries now and then an eighth more, which it keeps if it gains, and an eighth less, which it keeps if it loses nothing. A failed body, which a loop with
    /// <see cref="AsyncOptions.ContinueOnError"/> survives, and <see cref="BackOff"/> halve it, at most once per window.</remarks>
    public static AsyncDegree Adaptive(int initial = 4, int max = 256)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initial, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initial, max);
        return new AsyncDegree(new DegreeClimb(initial, max));
    }

    /// <summary>A number of bodies as a degree.</summary>
    /// <param name="value">At most how many bodies run at once, at least 1.</param>
    /// <returns>A new degree.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is less than 1.</exception>
    public static implicit operator AsyncDegree(int value) => new(value);

    /// <summary>Halves an adaptive degree, as after a failure: for a body that was told to come back later and retries by itself. Does nothing to a fixed
    /// one.</summary>
    public void BackOff()
    {
        if (_climb is not null)
        {
            lock (_lock)
            {
                _climb.BackOff();
                Volatile.Write(ref _value, _climb.Degree);
            }
        }
    }

    /// <summary>The number, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value}{(IsAdaptive ? " (adaptive)" : "")}");

    internal void Subscribe(IDegreeListener listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners, listener];
        }
    }

    internal void Unsubscribe(IDegreeListener listener)
    {
        lock (_lock)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }

    /// <summary>An item has ended: what an adaptive degree learns from.</summary>
    internal void Observe(bool isFailed)
    {
        if (_climb is null)
        {
            return;
        }

        if (isFailed)
        {
            BackOff();
            return;
        }

        int items = Interlocked.Increment(ref _windowItems);
        long elapsed = Stopwatch.GetTimestamp() - Volatile.Read(ref _windowStart);
        if (items < 2 * Value || elapsed < DegreeClimb.Window)
        {
            return;
        }

        bool hasRisen;
        lock (_lock)
        {
            long now = Stopwatch.GetTimestamp();
            elapsed = now - _windowStart;
            if (elapsed < DegreeClimb.Window)
            {
                return;
            }

            int before = _climb.Degree;
            _climb.Next(Interlocked.Exchange(ref _windowItems, 0) / (double)elapsed);
            Volatile.Write(ref _windowStart, now);
            Volatile.Write(ref _value, _climb.Degree);
            hasRisen = _climb.Degree > before;
        }

        if (hasRisen)
        {
            Notify();
        }
    }

    private void Notify()
    {
        foreach (IDegreeListener listener in Volatile.Read(ref _listeners))
        {
            listener.OnDegreeRisen();
        }
    }
}
