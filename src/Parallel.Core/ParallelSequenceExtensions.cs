using System.Numerics;
using System.Runtime.CompilerServices;
using ParallelCore.Sequences;

namespace ParallelCore;

/// <summary>What begins a sequence at a collection, and results that only numbers have.</summary>
/// <remarks>Order, exceptions, thread safety, complexity and blocking: see <see cref="ParallelSequence{T}"/>.</remarks>
public static partial class ParallelSequenceExtensions
{
    /// <summary>The items of a collection, as a sequence that runs in parallel.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The collection; see <see cref="ParallelRange.Over{T}(IEnumerable{T}, string, int)"/>.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence; nothing runs before a result is asked for.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <example><code>double[] roots = a.InParallel().Select(Math.Sqrt).ToArray();</code></example>
    public static ParallelSequence<T> InParallel<T>(
        this IEnumerable<T> source, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0) =>
        ParallelRange.Over(source, callerName, callerLine);

    /// <summary>The items of a memory, as a sequence that runs in parallel.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The memory.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence; nothing runs before a result is asked for.</returns>
    public static ParallelSequence<T> InParallel<T>(
        this ReadOnlyMemory<T> source, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0) =>
        ParallelRange.Over(source, callerName, callerLine);

    /// <summary>The items of a memory, as a sequence that runs in parallel.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The memory.</param>
    /// <param name="callerName">Filled in by the compiler; tells the sequences of a program apart when their cost is remembered.</param>
    /// <param name="callerLine">Filled in by the compiler, too.</param>
    /// <returns>The sequence; nothing runs before a result is asked for.</returns>
    public static ParallelSequence<T> InParallel<T>(
        this Memory<T> source, [CallerMemberName] string? callerName = null, [CallerLineNumber] int callerLine = 0) =>
        ParallelRange.Over(source, callerName, callerLine);

    /// <summary>The sum of the numbers.</summary>
    /// <typeparam name="T">Any kind of number.</typeparam>
    /// <param name="source">The numbers.</param>
    /// <returns>The sum; zero of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="OverflowException">The sum of integers doesn't fit.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition of another kind of number; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The same bits on any number of workers and any machine. Floats and halves are added as doubles. Only the result of integers can overflow, not a
    /// partial sum; it has the type of the items, so select longs of small integers first.</remarks>
    public static T Sum<T>(this ParallelSequence<T> source)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Run(0, static (stage, execution, _) => Sums.Sum(stage, execution));
    }

    /// <summary>The sum of the numbers that there are.</summary>
    /// <typeparam name="T">Any kind of number.</typeparam>
    /// <param name="source">The numbers; nulls don't count.</param>
    /// <returns>The sum; zero of no numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="OverflowException">The sum of integers doesn't fit.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition of another kind of number; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static T Sum<T>(this ParallelSequence<T?> source)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.OfType<T>().Run(0, static (stage, execution, _) => Sums.Sum(stage, execution));
    }

    /// <summary>The sum of a number of each item.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TNumber">Any kind of number.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Returns an item's number.</param>
    /// <returns>The sum; zero of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="OverflowException">The sum of integers doesn't fit.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition of another kind of number; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TNumber Sum<T, TNumber>(this ParallelSequence<T> source, Func<T, TNumber> selector)
        where TNumber : struct, INumber<TNumber>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(selector).Run(0, static (stage, execution, _) => Sums.Sum(stage, execution));
    }

    /// <summary>Adds up the numbers that items have.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TNumber">Any kind of number.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Returns an item's number; null counts as zero.</param>
    /// <returns>The sum; zero of no numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition overflowed; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TNumber Sum<T, TNumber>(this ParallelSequence<T> source, Func<T, TNumber?> selector)
        where TNumber : struct, INumber<TNumber>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(selector).Sum();
    }

    /// <summary>The sum of doubles, with what each addition rounds away added in the end.</summary>
    /// <param name="source">The numbers.</param>
    /// <returns>A sum whose error hardly grows with the number of items; zero of no items.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks><b>Source:</b> Neumaier's variant of Kahan's summation (1974).</remarks>
    public static double CompensatedSum(this ParallelSequence<double> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ((double Sum, double Lost) total, _) = source.Reduce(new SumReduction<double, (double Sum, double Lost), (double Sum, double Lost), CompensatedKernel>(), null);
        return total.Sum + total.Lost;
    }

    /// <summary>The mean of the numbers.</summary>
    /// <typeparam name="T">Any kind of number.</typeparam>
    /// <param name="source">The numbers.</param>
    /// <returns>The mean, as a double.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition of another kind of number overflowed; see
    /// <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>The same bits on any number of workers and any machine.</remarks>
    public static double Average<T>(this ParallelSequence<T> source)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Run(0, static (stage, execution, _) => Sums.Average(stage, execution));
    }

    /// <summary>The mean of a number of each item.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TNumber">Any kind of number.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Returns an item's number.</param>
    /// <returns>The mean, as a double.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition of another kind of number overflowed; see
    /// <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double Average<T, TNumber>(this ParallelSequence<T> source, Func<T, TNumber> selector)
        where TNumber : struct, INumber<TNumber>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(selector).Run(0, static (stage, execution, _) => Sums.Average(stage, execution));
    }

    /// <summary>The mean of the numbers that there are.</summary>
    /// <typeparam name="T">Any kind of number.</typeparam>
    /// <param name="source">The numbers; nulls don't count.</param>
    /// <returns>The mean, as a double; null of no numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition of another kind of number overflowed; see
    /// <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double? Average<T>(this ParallelSequence<T?> source)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.OfType<T>().Run(0, static (stage, execution, _) => Sums.AverageOrNull(stage, execution));
    }

    /// <summary>The mean of the numbers that items have.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <typeparam name="TNumber">Any kind of number.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Returns an item's number; null doesn't count.</param>
    /// <returns>The mean, as a double; null of no numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition of another kind of number overflowed; see
    /// <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static double? Average<T, TNumber>(this ParallelSequence<T> source, Func<T, TNumber?> selector)
        where TNumber : struct, INumber<TNumber>
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(selector).Average();
    }

    /// <summary>The mean of a decimal of each item.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Returns an item's number.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition overflowed; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static decimal Average<T>(this ParallelSequence<T> source, Func<T, decimal> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(selector).Average();
    }

    /// <summary>The mean of decimals.</summary>
    /// <param name="source">The numbers.</param>
    /// <returns>The mean.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The sequence is empty.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition overflowed; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static decimal Average(this ParallelSequence<decimal> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return MeanOrNull(source) ?? throw new InvalidOperationException("The sequence is empty.");
    }

    /// <summary>The mean of the decimals that there are.</summary>
    /// <param name="source">The numbers; nulls don't count.</param>
    /// <returns>The mean; null of no numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition overflowed; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static decimal? Average(this ParallelSequence<decimal?> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return MeanOrNull(source.OfType<decimal>());
    }

    /// <summary>The mean of the decimals that items have.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <param name="source">The items.</param>
    /// <param name="selector">Returns an item's number; null doesn't count.</param>
    /// <returns>The mean; null of no numbers.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="AggregateException">A delegate failed, or an addition overflowed; see <see cref="ParallelSequence{T}"/>.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static decimal? Average<T>(this ParallelSequence<T> source, Func<T, decimal?> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Select(selector).Average();
    }

    private static decimal? MeanOrNull(ParallelSequence<decimal> source)
    {
        (decimal sum, long count) = source.Reduce(new SumReduction<decimal, decimal, decimal, GenericKernel<decimal>>(), null);
        return count > 0 ? sum / count : null;
    }
}
