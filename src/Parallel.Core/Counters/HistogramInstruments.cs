using System.Diagnostics.Metrics;

namespace ParallelCore.Counters;

/// <summary>Publishes percentiles of a <see cref="ConcurrentHistogram"/> as an instrument of <see cref="System.Diagnostics.Metrics"/>, so that any listener or
/// exporter reads them.</summary>
/// <remarks>
/// <para>Each percentile is a measurement of its own, with the tag <c>percentile</c>, a <see cref="double"/> such as 99.9. An empty histogram gives no
/// measurement.</para>
/// <para>The instrument takes a snapshot when a listener asks; recording costs what it costs without one. It keeps its histogram alive as long as the meter
/// lives.
/// <b>Thread safety:</b> any threads at once.</para>
/// </remarks>
public static class HistogramInstruments
{
    private const string Tag = "percentile";

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
