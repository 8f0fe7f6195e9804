using System.Diagnostics.Metrics;
using FluentAssertions;
using ParallelCore.Counters;

namespace ParallelCore.Tests.Counters;

public sealed class AccumulatorInstrumentsTests
{
    [Fact]
    public void Create_Listener_SeesTheValues()
    {
        using var meter = new Meter("tests");
        StripedAccumulator<double> sum = StripedAccumulator.Sum<double>();
        var range = new MinMax<double>();
        ObservableGauge<double> first = meter.CreateObservableGauge("revenue", sum, "EUR", "What came in.");
        ObservableGauge<double> second = meter.CreateObservableGauge("latency", range, "s", "How long it took.");
        var seen = new List<(Instrument, double, object?)>();
        using var listener = new MeterListener { InstrumentPublished = OnPublished };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add((instrument, value, tags.Length == 0 ? null : tags[0].Value)));
        listener.Start();

        sum.Add(1.5);
        listener.RecordObservableInstruments();
        seen.Should().Equal((first, 1.5, null));

        seen.Clear();
        range.Add(2);
        range.Add(3);
        listener.RecordObservableInstruments();
        seen.Should().Equal((first, 1.5, null), (second, 2, "min"), (second, 3, "max"));
        (first.Unit, first.Description, first.Name).Should().Be(("EUR", "What came in.", "revenue"));
        (second.Unit, second.Description, second.Name).Should().Be(("s", "How long it took.", "latency"));

        void OnPublished(Instrument instrument, MeterListener listener)
        {
            if (instrument.Meter == meter)
                listener.EnableMeasurementEvents(instrument);
        }
    }

    [Fact]
    public void Create_Null_NamesTheParameter()
    {
        using var meter = new Meter("tests");
        StripedAccumulator<int> sum = StripedAccumulator.Sum<int>();
        var range = new MinMax<int>();
        FluentActions.Invoking(() => ((Meter)null!).CreateObservableGauge("name", sum)).Should().Throw<ArgumentNullException>().WithParameterName("meter");
        FluentActions.Invoking(() => meter.CreateObservableGauge(null!, sum)).Should().Throw<ArgumentNullException>().WithParameterName("name");
        FluentActions.Invoking(() => meter.CreateObservableGauge("name", (StripedAccumulator<int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("accumulator");
        FluentActions.Invoking(() => ((Meter)null!).CreateObservableGauge("name", range)).Should().Throw<ArgumentNullException>().WithParameterName("meter");
        FluentActions.Invoking(() => meter.CreateObservableGauge(null!, range)).Should().Throw<ArgumentNullException>().WithParameterName("name");
        FluentActions.Invoking(() => meter.CreateObservableGauge("name", (MinMax<int>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("range");
    }

    [Fact]
    public void Create_TypeThatInstrumentsDontCarry_Throws()
    {
        using var meter = new Meter("tests");
        FluentActions.Invoking(() => meter.CreateObservableGauge("name", StripedAccumulator.Sum<Int128>())).Should().Throw<InvalidOperationException>();
    }
}
