using System.Diagnostics.Metrics;

namespace ParallelCore.Counters;

/// <summary>Publishes counters as instruments of <see cref="System.Diagnostics.Metrics"/>, so that any listener or exporter reads them.</summary>
/// <remarks>The instrument reads when a listener asks; updates cost what they cost without one. It keeps its counter alive as long as the meter lives. <b>Thread safety:</b> any threads at once.</remarks>
public static class CounterInstruments
{
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
}
