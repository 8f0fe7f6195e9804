using System.Diagnostics.Metrics;
using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class HistogramInstrumentsTests
{
    [Fact]
    public void Create_Listener_SeesAMeasurementAPercentile()
    {
        using var meter = new Meter("tests");
        var histogram = new ConcurrentHistogram(significantDigits: 3);
        ObservableGauge<long> gauge = meter.CreateObservableGauge("latency", histogram, [50, 99, 99.9], "us", "How long it takes.");
        (gauge.Name, gauge.Unit, gauge.Description).Should().Be(("latency", "us", "How long it takes."));
        Func<List<(object? Percentile, long Value)>> observe = Listen(gauge);

        observe().Should().BeEmpty("it has no values yet");
        for (int value = 1; value <= 1000; value++)
            histogram.Record(value);
        observe().Should().Equal((50.0, 500), (99.0, 990), (99.9, 999));
        observe().Should().Equal((50.0, 500), (99.0, 990), (99.9, 999));
    }

    [Fact]
    public void Create_SnapshotThenReset_GivesEachIntervalItsOwn()
    {
        using var meter = new Meter("tests");
        var histogram = new ConcurrentHistogram();
        Func<List<(object? Percentile, long Value)>> observe = Listen(meter.CreateObservableGauge("latency", histogram.SnapshotThenReset, [100]));
        histogram.Record(7);
        observe().Should().Equal((100.0, 7));
        histogram.Record(3);
        observe().Should().Equal((100.0, 3));
        observe().Should().BeEmpty();
    }

    [Fact]
    public void Create_NoPercentiles_PublishesNothing()
    {
        using var meter = new Meter("tests");
        var histogram = new ConcurrentHistogram();
        histogram.Record(1);
        Listen(meter.CreateObservableGauge("latency", histogram, []))().Should().BeEmpty();
    }

    [Fact]
    public void Create_PercentilesThatChangeLater_KeepsThose()
    {
        using var meter = new Meter("tests");
        var histogram = new ConcurrentHistogram();
        histogram.Record(1);
        histogram.Record(9);
        double[] percentiles = [50];
        ObservableGauge<long> gauge = meter.CreateObservableGauge("latency", histogram, percentiles);
        percentiles[0] = 100;
        Listen(gauge)().Should().Equal((50.0, 1));
    }

    [Fact]
    public void Create_BadInput_NamesTheParameter()
    {
        using var meter = new Meter("tests");
        var histogram = new ConcurrentHistogram();
        Creating(() => ((Meter)null!).CreateObservableGauge("name", histogram, [50])).Should().Throw<ArgumentNullException>().WithParameterName("meter");
        Creating(() => meter.CreateObservableGauge(null!, histogram, [50])).Should().Throw<ArgumentNullException>().WithParameterName("name");
        Creating(() => meter.CreateObservableGauge("name", (ConcurrentHistogram)null!, [50])).Should().Throw<ArgumentNullException>().WithParameterName("histogram");
        Creating(() => meter.CreateObservableGauge("name", default(Func<HistogramSnapshot>)!, [50])).Should().Throw<ArgumentNullException>().WithParameterName("read");
        Creating(() => meter.CreateObservableGauge("name", histogram, [50, 101])).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("percentiles");
        Creating(() => meter.CreateObservableGauge("name", histogram, [double.NaN])).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("percentiles");

        static Func<Instrument> Creating(Func<Instrument> create) => create;
    }

    private static Func<List<(object? Percentile, long Value)>> Listen(Instrument gauge)
    {
        List<(object? Percentile, long Value)> seen = [];
        var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            tags.Length.Should().Be(1);
            tags[0].Key.Should().Be("percentile");
            seen.Add((tags[0].Value, value));
        });
        listener.EnableMeasurementEvents(gauge);
        return () =>
        {
            seen.Clear();
            listener.RecordObservableInstruments();
            return seen;
        };
    }
}
