using System.Diagnostics;
using System.Runtime.CompilerServices;
using ParallelCore.Primitives;

namespace ParallelCore.Counters;

/// <summary>A count that many threads change at once, at about the cost of changing a variable of their own.</summary>
/// <remarks>
/// <para>Updates go to different cells, so threads don't wait for each other's cache lines; the price is that reading adds up all cells. Where the count is
/// read as often as it is changed, or each update must know the count that it made, use <see cref="AtomicInt64"/>.</para>
/// <para><b>Thread safety:</b> all members, from any threads at once. <b>Order:</b> none between updates of different threads. <b>Overflow:</b> wraps around,
/// as <see cref="long"/> does unchecked.</para>
/// <para><b>Complexity:</b> O(1) an update; in a loop or fork of this library, and on any thread that met another one in this counter before, without an atomic
/// instruction. Reading is O(cells): one until two threads meet, then at most one for each of those threads, bounded by a small multiple of the processors. An
/// update allocates nothing but a thread's cell, once.</para>
/// <para><b>Blocking:</b> updates don't wait for each other; a thread's first one may take a lock for a few instructions. <b>Source:</b> Java's LongAdder
/// (Lea), with cells that belong to a thread.</para>
/// </remarks>
/// <example><code>
/// var found = new StripedCounter();
/// ParallelRange.Run(0, n, i => { if (IsPrime(i)) found.Increment(); });
/// Console.WriteLine(found.Sum());
/// </code></example>
[DebuggerDisplay("{Sum()}")]
public sealed class StripedCounter : ISpanFormattable
{
    private readonly object _taking = new();
    private CounterCells<AtomicCell> _cells = new(new CellTable<AtomicCell, PaddedCell<AtomicCell>>());

    /// <summary>Adds <paramref name="value"/>.</summary>
    /// <param name="value">What to add; negative to subtract.</param>
    /// <remarks>See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long value)
    {
        if (!_cells.TryAddOwn(value, ThreadNumber.Current))
        {
            AddElsewhere(value);
        }
    }

    /// <summary>Adds one.</summary>
    /// <remarks>See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Increment() => Add(1);

    /// <summary>Subtracts one.</summary>
    /// <remarks>See the type's remarks.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Decrement() => Add(-1);

    /// <summary>The count: the sum of all updates since the start or the last reset.</summary>
    /// <returns>0 when there were none. Not a snapshot: every update that ended before the call is in it, and those that run at the same time may be or not.
    /// Exact once they have ended.</returns>
    /// <remarks><b>Complexity:</b> O(cells), no allocation. <b>Blocking:</b> never.</remarks>
    public long Sum() => _cells.Read();

    /// <summary>Gives the count and sets it to zero, so that over all calls every update is in exactly one result, also of those that run at the same
    /// time.</summary>
    /// <returns>The sum of the updates since the last reset.</returns>
    /// <remarks><b>Complexity:</b> O(cells), no allocation. <b>Blocking:</b> waits for others who reset at the same time, never for updates.</remarks>
    public long SumThenReset()
    {
        lock (_taking)
        {
            return _cells.Take();
        }
    }

    /// <summary>Sets the count to zero. Updates that run at the same time come before or after it.</summary>
    /// <remarks>Code that also needs the count calls <see cref="SumThenReset"/>: between <see cref="Sum"/> and <see cref="Reset"/> updates would be lost.
    /// <b>Complexity:</b> O(cells), no allocation. <b>Blocking:</b> waits for others who reset at the same time, never for updates.</remarks>
    public void Reset() => SumThenReset();

    /// <summary>The sum as text, in the current culture.</summary>
    /// <returns>Digits with a sign, as <see cref="long.ToString()"/> gives them.</returns>
    public override string ToString() => Sum().ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Sum().ToString(format, formatProvider);

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Sum().TryFormat(destination, out charsWritten, format, provider);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddElsewhere(long value)
    {
        int number = _cells.TakeOwnerNumber();
        int processor = _cells.CurrentProcessor();
        if (number == 0 && !_cells.TryAddShared(value, processor) && (number = ThreadNumber.Take()) == 0)
        {
            _cells.AddContended(value, processor);
        }
        else if (number != 0)
        {
            _cells.AddOwning(value, number);
        }
    }
}
