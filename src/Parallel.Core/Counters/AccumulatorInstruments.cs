using System.Diagnostics.Metrics;

namespace ParallelCore.Counters;

/// <summary>Publishes accumulators as instruments of <see cref="System.Diagnostics.Metrics"/>, so that any listener or exporter reads them.</summary>
/// <remarks>The instrument reads when a listener asks; updates cost what they cost without one. It keeps its accumulator alive as long as the meter lives. <b>Thread safety:</b> any threads at once.</remarks>
public static class AccumulatorInstruments
{
    /// <summary>Publishes what is accumulated.</summary>
    /// <typeparam name="T">A type that instruments carry: <see cref="byte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
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

    /// <summary>Publishes the least and the greatest value: two measurements, whose tag <c>bound</c> is <c>min</c> or <c>max</c>, and none while there are no values.</summary>
    /// <typeparam name="T">A type that instruments carry: <see cref="byte"/>, <see cref="short"/>, <see cref="int"/>, <see cref="long"/>, <see cref="float"/>, <see cref="double"/> or <see cref="decimal"/>.</typeparam>
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
}
