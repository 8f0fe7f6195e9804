using System.Diagnostics.Metrics;

namespace ParallelCore.Counters;

/// <summary>Publishes counters, accumulators and histograms as instruments of <see cref="System.Diagnostics.Metrics"/>, so that any listener or exporter reads
/// them.</summary>
/// <remarks>
/// <para>An instrument reads when a listener asks; updates cost what they cost without one. It keeps what it shows alive as long as the meter lives.
/// <b>Thread safety:</b> any threads at once.</para>
/// <para>Each percentile of a histogram is a measurement of its own, with the tag <c>percentile</c>, a <see cref="double"/> such as 99.9. An empty histogram
/// gives no measurement.</para>
/// </remarks>
public static class Instruments
{
    private const string Tag = "percentile";

    /// <summary>Publishes a count that only rises.</summary>
    /// <param name="meter">The meter that the instrument belongs to.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="counter">What to publish. Don't reset it: listeners take differences.</param>
    /// <param name="unit">The unit, by convention in UCUM notation; null for none.</param>
    /// <param name="description">What it counts; null for none.</param>
    /// <returns>The instrument, whose value is <see cref="StripedCounter.Sum"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="meter"/>, <paramref name="name"/> or <paramref name="counter"/> is null.</exception>
    /// <example><code>meter.CreateObservableCounter("orders", orders, "{order}");</code></example>
    public static ObservableCounter<long> CreateObservableCounter(
        this Meter meter, string name, StripedCounter counter, string? unit = null, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(counter);
        return meter.CreateObservableCounter(name, counter.Sum, unit, description);
    }

    /// <summary>Publishes a count that also falls, such as of things in use.</summary>
    /// <param name="meter">The meter that the instrument belongs to.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="counter">What to publish.</param>
    /// <param name="unit">The unit, by convention in UCUM notation; null for none.</param>
    /// <param name="description">What it counts; null for none.</param>
    /// <returns>The instrument, whose value is <see cref="StripedCounter.Sum"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="meter"/>, <paramref name="name"/> or <paramref name="counter"/> is null.</exception>
    public static ObservableUpDownCounter<long> CreateObservableUpDownCounter(
        this Meter meter, string name, StripedCounter counter, string? unit = null, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(counter);
        return meter.CreateObservableUpDownCounter(name, counter.Sum, unit, description);
    }

    /// <summary>Publishes what is accumulated.</summary>
    /// <typeparam name="T">A type that instruments carry: <see cref="byte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>,
    /// <see cref="double"/> or <see cref="decimal"/>.</typeparam>
    /// <param name="meter">The meter that the instrument belongs to.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="accumulator">What to publish.</param>
    /// <param name="unit">The unit, by convention in UCUM notation; null for none.</param>
    /// <param name="description">What it measures; null for none.</param>
    /// <returns>The instrument, whose value is <see cref="StripedAccumulator{T}.Result"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="meter"/>, <paramref name="name"/> or <paramref name="accumulator"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Instruments don't carry a <typeparamref name="T"/>.</exception>
    /// <example><code>meter.CreateObservableGauge("revenue", revenue, "EUR");</code></example>
    public static ObservableGauge<T> CreateObservableGauge<T>(
        this Meter meter, string name, StripedAccumulator<T> accumulator, string? unit = null, string? description = null)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(accumulator);
        return meter.CreateObservableGauge(name, accumulator.Result, unit, description);
    }

    /// <summary>Publishes the least and the greatest value: two measurements, whose tag <c>bound</c> is <c>min</c> or <c>max</c>, and none while there are no
    /// values.</summary>
    /// <typeparam name="T">A type that instruments carry: <see cref="byte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>,
    /// <see cref="double"/> or <see cref="decimal"/>.</typeparam>
    /// <param name="meter">The meter that the instrument belongs to.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="range">What to publish.</param>
    /// <param name="unit">The unit, by convention in UCUM notation; null for none.</param>
    /// <param name="description">What it measures; null for none.</param>
    /// <returns>The instrument, whose values are those of <see cref="MinMax{T}.TryGet"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="meter"/>, <paramref name="name"/> or <paramref name="range"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Instruments don't carry a <typeparamref name="T"/>.</exception>
    public static ObservableGauge<T> CreateObservableGauge<T>(this Meter meter, string name, MinMax<T> range, string? unit = null, string? description = null)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(range);
        return meter.CreateObservableGauge(name, () => Measure(range), unit, description);
    }

    private static Measurement<T>[] Measure<T>(MinMax<T> range)
        where T : struct => range.TryGet(out T min, out T max) ? [new(min, Bound("min")), new(max, Bound("max"))] : [];

    private static KeyValuePair<string, object?> Bound(string which) => new("bound", which);

    /// <summary>Publishes percentiles of everything that was recorded since the start or the last reset.</summary>
    /// <param name="meter">The meter that the instrument belongs to.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="histogram">What to publish.</param>
    /// <param name="percentiles">Which ones, 0 to 100 each; none publishes nothing.</param>
    /// <param name="unit">The unit of the recorded values, by convention in UCUM notation; null for none.</param>
    /// <param name="description">What the values are; null for none.</param>
    /// <returns>The instrument.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="meter"/>, <paramref name="name"/> or <paramref name="histogram"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One of <paramref name="percentiles"/> is below 0, above 100 or not a number.</exception>
    /// <example><code>meter.CreateObservableGauge("request.duration", latency, [50, 99, 99.9], "us");</code></example>
    public static ObservableGauge<long> CreateObservableGauge(
        this Meter meter, string name, ConcurrentHistogram histogram, ReadOnlySpan<double> percentiles, string? unit = null, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return CreateObservableGauge(meter, name, histogram.Snapshot, percentiles, unit, description);
    }

    /// <summary>Publishes percentiles of whatever a function returns when a listener asks.</summary>
    /// <param name="meter">The meter that the instrument belongs to.</param>
    /// <param name="name">The instrument's name.</param>
    /// <param name="read">Gives the values, such as a histogram's <see cref="ConcurrentHistogram.SnapshotThenReset"/>: then each reading has the values since
    /// the one before, so let one listener read.</param>
    /// <param name="percentiles">Which ones, 0 to 100 each; none publishes nothing.</param>
    /// <param name="unit">The unit of the recorded values, by convention in UCUM notation; null for none.</param>
    /// <param name="description">What the values are; null for none.</param>
    /// <returns>The instrument.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="meter"/>, <paramref name="name"/> or <paramref name="read"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">One of <paramref name="percentiles"/> is below 0, above 100 or not a number.</exception>
    /// <example><code>meter.CreateObservableGauge("request.duration", latency.SnapshotThenReset, [50, 99, 99.9], "us");</code></example>
    public static ObservableGauge<long> CreateObservableGauge(
        this Meter meter, string name, Func<HistogramSnapshot> read, ReadOnlySpan<double> percentiles, string? unit = null, string? description = null)
    {
        ArgumentNullException.ThrowIfNull(meter);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(read);
        var tags = new (double Percentile, KeyValuePair<string, object?> Tag)[percentiles.Length];
        for (int i = 0; i < tags.Length; i++)
        {
            HistogramSnapshot.ThrowUnlessPercentile(percentiles[i], nameof(percentiles));
            tags[i] = (percentiles[i], new(Tag, percentiles[i]));
        }

        return meter.CreateObservableGauge(name, Measure, unit, description);

        IEnumerable<Measurement<long>> Measure()
        {
            HistogramSnapshot snapshot = read();
            return snapshot.Count == 0 ? [] : tags.Select(tag => new Measurement<long>(snapshot.Percentile(tag.Percentile), tag.Tag));
        }
    }
}
